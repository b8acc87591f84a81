"""Views of the slice learning."""

from app.learning.views import banks, certificates, doing, files, packages, reading
from app.learning.views.blueprint import bp

__all__ = ["banks", "bp", "certificates", "doing", "files", "packages", "reading"]
