"""Views of the tools: reading them, filling them in for a school, using them as evidence."""

from app.tools.views import drafts, evidence, filling, reading  # noqa: F401  each binds its routes
from app.tools.views.blueprint import bp

__all__ = ["bp"]
