"""One table: exception → status and page."""

import logging
from collections.abc import Callable
from typing import Any

from flask import Flask, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from app.domain.errors import AlreadyDone, DomainError, Invalid, NotAllowed, NotNow, NotReady, Stale
from app.web.forms import say
from app.web.kept import filled_in, kept

log = logging.getLogger("ciss")

TABLE: dict[type[Exception], tuple[int, str]] = {
    NotAllowed: (403, "errors/403.html"),
    NotNow: (409, "errors/409.html"),
    NotReady: (409, "errors/409.html"),
    Stale: (409, "errors/409.html"),
    AlreadyDone: (409, "errors/409.html"),
    Invalid: (422, "errors/409.html"),
    StaleDataError: (409, "errors/409.html"),
    IntegrityError: (409, "errors/409.html"),
}
SIGN_IN_NOT_ASKED = {"accounts", "followups"}  # their forms are sent by people who are not signed in
HTTP_PAGES = {400, 403, 404, 405, 413, 429, 500, 503}


def page(status: int, template: str, error: Exception) -> ResponseReturnValue:
    """The error page, with what was typed kept on it and the rule's own sentence when there is one."""
    message = say(error.message) if isinstance(error, DomainError) else None
    obstacles = getattr(error, "obstacles", ())
    text = render_template(template, status=status, message=message, obstacles=obstacles, kept=kept())
    return text, status


def _handler(status: int, template: str) -> Callable[[Exception], ResponseReturnValue]:
    return lambda error: page(status, template, error)


def _token(error: Exception) -> ResponseReturnValue:
    """A form whose token does not fit: most often the session ended while somebody was writing."""
    if g.get("person") is None and filled_in() and request.blueprint not in SIGN_IN_NOT_ASKED:
        door = url_for("accounts.sign_in", next=request.path)
        return render_template("errors/401.html", door=door, step_up=False, kept=kept()), 401
    return page(400, "errors/400.html", error)


def _http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if error.response is not None or status < 400:
        return error
    shown = {405: 404}.get(status, status)
    if shown not in HTTP_PAGES:
        shown = 400 if shown < 500 else 500
    response: Any = page(status, f"errors/{shown}.html", error)
    return response  # type: ignore[no-any-return]


def _unexpected(error: Exception) -> ResponseReturnValue:
    actor = getattr(g.get("actor"), "user_id", None)
    log.exception("unexpected error", extra={"endpoint": request.endpoint, "actor": actor})
    return page(500, "errors/500.html", error)


def register(app: Flask) -> None:
    """Bind every row of the table to the application."""
    for kind, (status, template) in TABLE.items():
        app.register_error_handler(kind, _handler(status, template))
    app.register_error_handler(CSRFError, _token)
    app.register_error_handler(HTTPException, _http)
    if not app.testing:
        app.register_error_handler(Exception, _unexpected)
