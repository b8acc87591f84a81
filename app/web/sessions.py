"""Sessions: a signed-in browser is a row on the server; a visitor's few values are a signed cookie.

A row can be ended (sign-out, new password, lost role); a visitor's cookie holds only the form token and
the language, so that strangers cannot fill the database.
"""

import hashlib
import json
import secrets
from datetime import timedelta
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import select, update
from werkzeug.datastructures import CallbackDict

from app import clock
from app.database import writing
from app.extensions import db
from app.models.account import WebSession
from app.web import reading
from app.web.identity import Person, load_person

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
VISITOR_SECONDS = 12 * 3600
FRESH = timedelta(minutes=1)  # `seen_at` is written at most this often


def token_hash(token: str) -> str:
    """What the database keeps of a secret token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _mark(session: "Session") -> None:
    """A function of its own: one made in each session would tie it into a ring, for the collector to find."""
    session.modified = True


class Session(CallbackDict[str, Any], SessionMixin):
    """The values of this browser; `person` is set when it is signed in."""

    def __init__(self, values: dict[str, Any] | None = None) -> None:
        super().__init__(values or {}, on_update=_mark)
        self.modified = False
        self.person: Person | None = None
        self.row: str | None = None  # hash of the token
        self.token: str | None = None  # set when a new cookie must be sent
        self.touch = False

    def begin(self, user_id: int, *, stepped_up: bool) -> None:
        """Sign in: a new row and a new cookie, nothing carried over but the language."""
        language = self.get("language")
        self.clear()
        if language:
            self["language"] = language
        self.token = "r." + secrets.token_urlsafe(32)
        self.row = token_hash(self.token)
        moment = clock.now()
        db.session.add(
            WebSession(
                token_hash=self.row,
                user_id=user_id,
                data=json.dumps(dict(self)),
                created_at=moment,
                seen_at=moment,
                stepped_up_at=moment if stepped_up else None,
            )
        )
        self.modified = False  # what comes later in this request is saved on top

    def end(self) -> None:
        """Sign out: the row ends and the browser is a visitor again."""
        if self.row:
            db.session.execute(
                update(WebSession).where(WebSession.token_hash == self.row).values(ended_at=clock.now())
            )
        self.clear()
        self.row, self.token, self.person = None, None, None


def end_sessions(user_id: int, *, keep: str | None = None) -> None:
    """End every session of a person (new password, lost role, disabled), but for the row `keep`."""
    query = update(WebSession).where(WebSession.user_id == user_id, WebSession.ended_at.is_(None))
    if keep:
        query = query.where(WebSession.token_hash != keep)
    db.session.execute(query.values(ended_at=clock.now()))


class ServerSessions(SessionInterface):
    """Flask's session interface over rows and signed visitor cookies."""

    def __init__(self, secret_key: str, *, secure: bool) -> None:
        self.secure = secure
        self.cookie = "__Host-ciss" if secure else "ciss"
        self.signer = URLSafeTimedSerializer(secret_key, salt="visitor")

    def open_session(self, app: Flask, request: Request) -> Session:
        if "HTTP_COOKIE" not in request.environ:  # most who check a certificate: nothing to look through
            return Session()
        value = request.cookies.get(self.cookie, "")
        if value.startswith("r."):
            found = self._signed_in(value)
            return Session() if found is None else found  # a signed-in session without values is falsy too
        try:
            return Session(self.signer.loads(value, max_age=VISITOR_SECONDS)) if value else Session()
        except BadSignature:
            return Session()

    def _signed_in(self, token: str) -> Session | None:
        row, moment = token_hash(token), clock.now()
        # the connection that the page will read with: a second one costs a quarter of a short page
        loaded = load_person(reading.connection(), row, after=moment - IDLE, begun_after=moment - LONGEST)
        if loaded is None:
            return None
        person, data, seen_at = loaded
        session = Session(json.loads(data))
        session.person, session.row = person, row
        session.touch = moment - seen_at > FRESH
        session.modified = False
        return session

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        assert isinstance(session, Session)
        reading.close()  # also where no view was reached
        if session.row:
            self._save_row(session, response)
        elif session.modified:
            self._save_visitor(session, response)

    def _save_row(self, session: Session, response: Response) -> None:
        if session.token:
            self._send(response, session.token)
        if session.modified or session.touch:
            values = {"seen_at": clock.now(), "data": json.dumps(dict(session))}
            with writing(), db.engine.begin() as connection:
                connection.execute(
                    update(WebSession).where(WebSession.token_hash == session.row).values(values)
                )

    def _save_visitor(self, session: Session, response: Response) -> None:
        if session:
            self._send(response, str(self.signer.dumps(dict(session))))
        else:
            response.delete_cookie(self.cookie, path="/", secure=self.secure, httponly=True, samesite="Lax")

    def _send(self, response: Response, value: str) -> None:
        response.set_cookie(self.cookie, value, path="/", secure=self.secure, httponly=True, samesite="Lax")
        response.vary.add("Cookie")


def open_rows(user_id: int) -> list[WebSession]:
    """The live sessions of a person, newest first, for their account page."""
    query = select(WebSession).where(
        WebSession.user_id == user_id,
        WebSession.ended_at.is_(None),
        WebSession.seen_at > clock.now() - IDLE,
        WebSession.created_at > clock.now() - LONGEST,
    )
    return list(db.session.scalars(query.order_by(WebSession.seen_at.desc())))
