"""Views of an application: the case, its claims, evidence, support, submission."""

from app.applications.views import case  # noqa: F401  each binds its routes
from app.applications.views.blueprint import bp

__all__ = ["bp"]
