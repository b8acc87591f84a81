"""Views of an expert's support: the schools, the declaration, the claims, the rounds of changes."""

from app.reviews.views import cases, claims, declarations, rounds  # noqa: F401  each binds its routes
from app.reviews.views.blueprint import bp

__all__ = ["bp"]
