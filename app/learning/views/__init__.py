"""Views of the slice learning."""

from app.learning.views import certificates, doing, files, reading
from app.learning.views.blueprint import bp

__all__ = ["bp", "certificates", "doing", "files", "reading"]
