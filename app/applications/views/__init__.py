"""Views of an application: the case, its claims, evidence, support, submission, and its files to take away."""

from app.applications.views import (  # noqa: F401  each binds its routes
    case,
    claims,
    evidence,
    exports,
    opening,
    submission,
    support,
)
from app.applications.views.blueprint import bp

__all__ = ["bp"]
