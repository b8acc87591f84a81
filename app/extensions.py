"""The extensions, made once and bound to the application in `factory`."""

from flask import Flask, request
from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect

from app.models.base import Base

CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class FormTokens(CSRFProtect):
    """Asks for the token of every form. Whether a view is exempt is looked up only for what changes something: the
    library looks it up for each page that is read, and then lets it through."""

    def protect(self, apply_exemptions: bool = False) -> None:
        if request.method in CHANGING:
            super().protect(apply_exemptions)


class Limits(Limiter):
    """Limits how often a view may be called, where a view says so. What the library does besides at every request is
    for limits of all pages and for headers that tell of them: we have neither, and it costs a quarter of a short page.
    """

    def init_app(self, app: Flask) -> None:
        # The library adds its hooks only where no limiter is registered yet.
        app.extensions["limiter"] = {self}
        super().init_app(app)


db = SQLAlchemy(model_class=Base, disable_autonaming=True)
migrate = Migrate()
login = LoginManager()
csrf = FormTokens()
babel = Babel()
limiter = Limits(key_func=get_remote_address, storage_uri="memory://")
