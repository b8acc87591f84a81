"""Views of the platform admin: lamps, programmes, roles, accounts, log."""

from app.platform.views import accounts, items, lamps, log, programmes, roles
from app.platform.views.blueprint import bp

__all__ = ["accounts", "bp", "items", "lamps", "log", "programmes", "roles"]
