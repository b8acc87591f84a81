"""Views of an assessment: the cases, the desk, the report, the decision, the award."""

from app.assessments.views import cases  # noqa: F401  each binds its routes
from app.assessments.views.blueprint import bp

__all__ = ["bp"]
