"""Views of the slice accounts, one file per thing people come to do."""

from app.accounts.views import (
    data,
    demo,
    inbox,
    invitations,
    passwords,
    profile,
    sign_in,
    statements,
    two_step,
)
from app.accounts.views.blueprint import bp

__all__ = [
    "bp",
    "data",
    "demo",
    "inbox",
    "invitations",
    "passwords",
    "profile",
    "sign_in",
    "statements",
    "two_step",
]
