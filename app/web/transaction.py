"""One request, one transaction: commit when a changing request succeeded, then run the queued effects.

Not in an `after_request` hook: there an exception would skip the registered error pages.
"""

from collections.abc import Callable

from flask import Response, g, make_response, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite
from werkzeug.exceptions import BadRequest

from app import clock
from app.database import writing
from app.extensions import db
from app.models.account import OnceKey
from app.web import reading

Effect = Callable[[], None]


def after_commit(effect: Effect) -> None:
    """Run `effect` once the transaction of this request is safe on disk; never if it is rolled back."""
    g.setdefault("effects", []).append(effect)


def even_if_refused(trace: Effect) -> None:
    """Run `trace` in a transaction of its own when this request is refused: failed sign-ins are counted so."""
    g.setdefault("traces", []).append(trace)


def run(call: Callable[[], ResponseReturnValue], *, writes: bool, once: bool = True) -> Response:
    """Call the view in its transaction. Reading requests are rolled back, changing ones commit below 400.

    `once`: a form's one-time key is asked for, so that it changes something once.
    """
    if not writes:
        try:
            return make_response(call())
        finally:
            reading.close()
    reading.close()  # what was read for the session ends before the write lock is asked for
    with writing():
        try:
            response = _changing(call, once=once and request.method == "POST")
        except BaseException:
            db.session.rollback()
            raise
    for effect in g.pop("effects", []):
        effect()
    return response


def _changing(call: Callable[[], ResponseReturnValue], *, once: bool) -> Response:
    first = _claim_once_key() if once else None
    if first is not None:
        db.session.rollback()
        return make_response(redirect(first, 303))
    response = make_response(call())
    if response.status_code >= 400:
        db.session.rollback()
        g.pop("effects", None)
        for trace in g.pop("traces", []):
            trace()
        db.session.commit()
        return response
    if once:
        _remember_answer(response)
    db.session.commit()
    return response


def _once_key() -> str:
    key = request.form.get("once", "")
    if not 16 <= len(key) <= 64:
        raise BadRequest("The form came without its one-time key.")
    return key


def _claim_once_key() -> str | None:
    """Claim this form's key; the answer it got before, if it was used already."""
    key, actor = _once_key(), g.get("actor")
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    row = {
        "key": key,
        "user_id": actor.user_id if actor else None,
        "endpoint": request.endpoint,
        "done": False,
        "created_at": clock.now(),
    }
    # what comes back tells, not the row count: PostgreSQL’s driver leaves that at -1 here
    claim = insert(OnceKey).values(**row).on_conflict_do_nothing().returning(OnceKey.key)
    if db.session.scalars(claim).one_or_none() is not None:
        return None
    earlier = db.session.get(OnceKey, key)
    if earlier is None or earlier.endpoint != request.endpoint or earlier.user_id != row["user_id"]:
        raise BadRequest("The one-time key belongs to another form.")
    return earlier.location or request.path


def _remember_answer(response: Response) -> None:
    db.session.execute(
        update(OnceKey).where(OnceKey.key == _once_key()).values(done=True, location=response.location)
    )
