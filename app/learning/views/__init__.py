"""Views of the slice learning."""

from app.learning.views import doing, files, reading
from app.learning.views.blueprint import bp

__all__ = ["bp", "doing", "files", "reading"]
