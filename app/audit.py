"""The log of every move: append-only, hash-chained, written in the transaction of the move itself."""

import hashlib
import json
from collections.abc import Mapping
from contextlib import closing
from typing import Any

from flask import g, has_request_context
from sqlalchemy import insert, select, text

from app import clock
from app.extensions import db
from app.models.audit import AuditEvent, AuditPayload

GENESIS = "0" * 64
CHAIN_LOCK = 7_242_001  # PostgreSQL advisory lock: one writer appends at a time
LAST = select(AuditEvent.__table__.c.id, AuditEvent.__table__.c.hash).order_by(AuditEvent.id.desc()).limit(1)
INSERT = insert(AuditEvent.__table__)  # type: ignore[arg-type]


def canonical(value: Mapping[str, Any]) -> bytes:
    """One text for one value: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str).encode()


def digest(previous: str, event: AuditEvent) -> str:
    """SHA-256 over the previous hash and everything this event says."""
    body = {
        "id": event.id,
        "at": event.at.isoformat(),
        "actor": event.actor_id,
        "action": event.action,
        "subject": [event.subject_type, event.subject_ref],
        "scope": [event.programme_id, event.school_id, event.application_id],
        "details": event.details,
        "payload": event.payload_sha256,
    }
    return hashlib.sha256(previous.encode() + canonical(body)).hexdigest()


def _scope(subject: Any) -> dict[str, int | None]:
    """Which programme, school and application a row belongs to, found through its own columns or its parent."""
    names = {"Programme": "programme_id", "School": "school_id", "Application": "application_id"}
    scope = {name: getattr(subject, name, None) for name in ("programme_id", "school_id", "application_id")}
    own = names.get(type(subject).__name__)
    if own:
        scope[own] = subject.id
    for parent in ("claim", "evidence", "application"):
        row = getattr(subject, parent, None)
        if row is not None and scope["application_id"] is None:
            return _scope(row)
    return scope


def record(
    action: str,
    subject: Any,
    *,
    actor_id: int | None = None,
    personal: Mapping[str, Any] | None = None,
    **details: Any,
) -> AuditEvent:
    """Append one event about a row. `details` must hold no personal data; `personal` may, and can be erased.

    The actor is the signed-in person unless `actor_id` is given (jobs, the command line).
    """
    db.session.flush()  # the subject needs its id, and order in the log is order of the moves
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": CHAIN_LOCK})
    connection = (
        db.session.connection()
    )  # plain statements: a chain is written one by one, so each has to be quick
    last = connection.execute(LAST).one_or_none()
    if actor_id is None and has_request_context():
        actor_id = getattr(g.get("actor"), "user_id", None)
    event = AuditEvent(
        id=(last.id if last else 0) + 1,
        at=clock.now(),
        actor_id=actor_id,
        action=str(action),
        subject_type=type(subject).__name__,
        subject_ref=str(getattr(subject, "ref", None) or getattr(subject, "code", None) or subject.id),
        details=json.loads(canonical(details)),
        payload_sha256=hashlib.sha256(canonical(personal or {})).hexdigest(),
        previous=last.hash if last else GENESIS,
        **_scope(subject),
    )
    event.hash = digest(event.previous, event)
    connection.execute(INSERT, {column.name: getattr(event, column.name) for column in INSERT.table.columns})
    if personal:
        db.session.add(AuditPayload(event_id=event.id, personal=json.loads(canonical(personal))))
    return event


def first_broken() -> int | None:
    """Id of the first event that does not follow from the one before it, or None when the chain holds."""
    previous, expected = GENESIS, 1
    query = select(AuditEvent).order_by(AuditEvent.id).execution_options(yield_per=500)
    with closing(db.session.scalars(query)) as events:
        for event in events:
            if event.id != expected or event.previous != previous or event.hash != digest(previous, event):
                return event.id
            previous, expected = event.hash, expected + 1
    return None
