"""Views of the slice meetings."""

from app.meetings.views import evidence, holding, record, wall  # noqa: F401  each binds its routes
from app.meetings.views.blueprint import bp

__all__ = ["bp"]
