"""Views of the public check: a code, a file, the register, and what machines read."""

from app.verify.views import (  # noqa: F401  each binds its routes
    check,
    completion,
    downloads,
    file,
    press,
    published,
    regions,
    register,
)
from app.verify.views.blueprint import bp

__all__ = ["bp"]
