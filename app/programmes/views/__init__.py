"""Views of a country programme: board, schools, imports, people, cases, settings, log."""

from app.programmes.views import board  # noqa: F401  each binds its routes
from app.programmes.views.blueprint import bp

__all__ = ["bp"]
