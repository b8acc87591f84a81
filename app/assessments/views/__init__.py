"""Views of an assessment: the cases, the desk, the report, the decision, the award."""

from app.assessments.views import (  # noqa: F401  each binds its routes
    awards,
    cases,
    course,
    decision,
    declarations,
    desk,
    findings,
    letters,
)
from app.assessments.views.blueprint import bp

__all__ = ["bp"]
