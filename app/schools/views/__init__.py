"""Views of a school: its board, its team, its tasks."""

from app.schools.views import board  # noqa: F401  each binds its routes
from app.schools.views.blueprint import bp

__all__ = ["bp"]
