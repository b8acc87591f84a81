"""The audit log for the platform admin: every event, never its personal part."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from app.extensions import db
from app.models.account import User
from app.models.audit import AuditEvent
from app.models.programme import Programme
from app.web.pagination import Part, bounded, part, place

MOST_ROWS = 100_000  # of one file; filters reach the rest


@dataclass(frozen=True)
class LogFilter:
    action: str = ""
    ref: str = ""
    programme: int = 0

    @property
    def given(self) -> dict[str, str | int]:
        """The filters that are on, as they stand in the address."""
        values: dict[str, str | int] = {"action": self.action, "q": self.ref, "programme": self.programme}
        return {name: value for name, value in values.items() if value}


@dataclass(frozen=True)
class LogPage:
    part: Part
    actions: list[str]
    programmes: list[tuple[int, str]]


def _narrowed(query: Select[Any], chosen: LogFilter) -> Select[Any]:
    if chosen.action:
        query = query.where(AuditEvent.action == chosen.action)
    if chosen.ref:
        query = query.where(AuditEvent.subject_ref == chosen.ref)
    if chosen.programme:
        query = query.where(AuditEvent.programme_id == chosen.programme)
    return query


def log(chosen: LogFilter) -> LogPage:
    """A part of the log, newest first, with what can be chosen in its filters; three queries."""
    query = select(
        AuditEvent.id,
        AuditEvent.at,
        AuditEvent.action,
        AuditEvent.subject_type,
        AuditEvent.subject_ref,
        AuditEvent.details,
        AuditEvent.actor_id,
        User.name.label("actor"),
    ).outerjoin(User, User.id == AuditEvent.actor_id)
    at = place((int,))
    rows = db.session.execute(bounded(_narrowed(query, chosen), [AuditEvent.id], at, descending=True)).all()
    actions = list(db.session.scalars(select(AuditEvent.action).distinct().order_by(AuditEvent.action)))
    programmes = [
        (row.id, row.name)
        for row in db.session.execute(select(Programme.id, Programme.name).order_by(Programme.name))
    ]
    return LogPage(part(rows, at, lambda row: (row.id,)), actions, programmes)


def log_rows(chosen: LogFilter) -> Iterator[tuple[Any, ...]]:
    """The same events as rows of a file, newest first; people only by their number."""
    query = _narrowed(select(AuditEvent), chosen).order_by(AuditEvent.id.desc()).limit(MOST_ROWS)
    for event in db.session.scalars(query.execution_options(yield_per=500)):
        yield (
            event.id,
            event.at.isoformat(),
            event.actor_id or "",
            event.action,
            event.subject_type,
            event.subject_ref,
            event.programme_id or "",
            event.school_id or "",
            event.application_id or "",
            json.dumps(event.details, ensure_ascii=False, sort_keys=True),
            event.hash,
        )
