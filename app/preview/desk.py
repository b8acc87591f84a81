"""The desk of an author: the application on an empty database, its one person signed in at every request."""

import secrets
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeAlias

from flask import Flask, Response, g, render_template, request, session
from flask_migrate import upgrade
from sqlalchemy import update

from app import clock
from app.database import writing
from app.domain.roles import PUBLIC
from app.extensions import db
from app.factory import build
from app.models.account import User, WebSession
from app.preview.fresh import Fresh
from app.preview.pages import bp, page_of
from app.web.sessions import token_hash
from config import load
from modules.load import curriculum
from modules.source import ContentError

MIGRATIONS = Path(__file__).parents[2] / "migrations"
HEAD = '<main id="main"'  # the bar stands before it
RENEW = timedelta(minutes=5)
Environ: TypeAlias = dict[str, Any]
Start: TypeAlias = Callable[..., Any]


def open_desk(folder: Path, bind: str) -> Flask:
    """An application in this empty folder. Nothing of a real installation is read: neither settings nor data."""
    app = build(load({"CISS_DATA": str(folder), "CISS_BIND": bind, "CISS_DEMO": "0", "JOBS_URL": "none:"}))
    app.register_blueprint(bp)
    app.extensions["ciss-preview"] = fresh = Fresh()
    token = "r." + secrets.token_urlsafe(32)
    with app.app_context():
        upgrade(str(MIGRATIONS))
        _author(token)
        db.session.remove()
    before = app.before_request_funcs.setdefault(None, [])
    before.insert(0, lambda: _begin(fresh))
    app.after_request(_with_bar)
    app.register_error_handler(ContentError, _broken)
    app.register_error_handler(FileNotFoundError, _absent)
    app.wsgi_app = _Signed(app, token)  # type: ignore[method-assign, assignment]
    return app


def _author(token: str) -> None:
    moment = clock.now()
    author = User(name="Author", language="en", timezone="UTC", created_at=moment, totp_confirmed_at=moment)
    db.session.add(author)
    db.session.flush()
    row = WebSession(
        token_hash=token_hash(token), user_id=author.id, data="{}", created_at=moment, seen_at=moment
    )
    db.session.add(row)
    db.session.commit()


class _Signed:
    """Puts the author's session into every request, and keeps it young: there is nobody else here."""

    def __init__(self, app: Flask, token: str) -> None:
        self.app, self.inner, self.token = app, app.wsgi_app, token
        self.renewed = clock.now()

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        if clock.now() - self.renewed > RENEW:
            self._renew()
        environ["HTTP_COOKIE"] = f"ciss={self.token}"
        environ["HTTP_ACCEPT_ENCODING"] = "identity"  # on one machine compressing costs more than it saves
        return self.inner(environ, start)

    def _renew(self) -> None:
        self.renewed = clock.now()
        with self.app.app_context(), writing():
            young = {"created_at": self.renewed, "seen_at": self.renewed}
            db.session.execute(update(WebSession).values(young))
            db.session.commit()


def _begin(fresh: Fresh) -> None:
    """Content as it is on disk now. A broken file raises ContentError, which is a page of its own."""
    g.person = session.person  # type: ignore[attr-defined]
    g.actor = g.person.actor if g.person else PUBLIC
    fresh.look()
    curriculum()


def _with_bar(response: Response) -> Response:
    """Problems and the list of screens over every page of a module."""
    if response.mimetype == "text/html" and response.status_code < 500 and not response.direct_passthrough:
        text = response.get_data(as_text=True)
        page = page_of(str((request.view_args or {}).get("module", "")))
        if HEAD in text and page is not None:
            response.set_data(text.replace(HEAD, render_template("preview/bar.html", page=page) + HEAD, 1))
            response.headers["Cache-Control"] = "no-store"
            response.headers.pop("ETag", None)
    return response


def _broken(error: ContentError) -> tuple[str, int]:
    """What cannot be read, with its place, instead of the page."""
    return render_template("preview/broken.html", error=error), 500


def _absent(error: FileNotFoundError) -> tuple[str, int]:
    """A picture or text that is named and does not exist."""
    return _broken(ContentError(Path(str(error.filename)), 1, "there is no such file"))
