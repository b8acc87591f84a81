"""The log of a programme: every recorded move in its country, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select

from app.extensions import db
from app.models.account import User
from app.models.audit import AuditEvent
from app.models.programme import Programme
from app.models.school import School
from app.web import pagination
from app.web.pagination import Part, Place

KINDS = (int,)


@dataclass(frozen=True)
class Filter:
    action: str = ""
    ref: str = ""

    @property
    def narrowed(self) -> bool:
        return bool(self.action or self.ref)


@dataclass(frozen=True)
class Entry:
    id: int
    at: datetime
    who: str
    action: str
    subject: str
    details: dict[str, Any]


def page(programme: Programme, wish: Filter, at: Place) -> Part:
    """One part of the log. One query."""
    query = pagination.bounded(_events(programme, wish), (AuditEvent.id,), at, descending=True)
    rows = [_entry(event, name) for event, name in db.session.execute(query)]
    return pagination.part(rows, at, lambda row: (row.id,))


def everything(programme: Programme, wish: Filter) -> Iterator[Entry]:
    """The whole log as the filters leave it, for the file. One query."""
    query = _events(programme, wish).order_by(AuditEvent.id.desc()).execution_options(yield_per=500)
    return (_entry(event, name) for event, name in db.session.execute(query))


def _events(programme: Programme, wish: Filter) -> Any:
    schools = select(School.id).where(School.programme_id == programme.id)
    own = or_(
        AuditEvent.programme_id == programme.id,
        and_(AuditEvent.programme_id.is_(None), AuditEvent.school_id.in_(schools)),
    )
    query = select(AuditEvent, User.name).outerjoin(User, User.id == AuditEvent.actor_id).where(own)
    if wish.action:
        query = query.where(AuditEvent.action == wish.action)
    if wish.ref:
        query = query.where(AuditEvent.subject_ref == wish.ref)
    return query


def _entry(event: AuditEvent, name: str | None) -> Entry:
    return Entry(event.id, event.at, name or "", event.action, event.subject_ref, event.details)
