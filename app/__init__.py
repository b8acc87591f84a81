"""CISS. Kept nearly empty: importing `app.domain` must not pull in Flask."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from config import Settings


def create_app(settings: "Settings | None" = None) -> "Flask":
    """The application for these settings (by default those of the environment)."""
    from app.factory import build

    return build(settings)
