"""One certificate as the public page shows it: plain values only, so that equal values are an equal page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import aliased

from app import clock
from app.domain.action import Action
from app.domain.award import Status, status
from app.extensions import db
from app.models.audit import AuditEvent
from app.models.award import Award

CHANGES = (Action.SUSPEND, Action.RESTORE, Action.WITHDRAW)


@dataclass(frozen=True)
class Change:
    """A pause, its end, or the end of an award, with the words that everybody may read."""

    on: date
    action: str
    reason: str


@dataclass(frozen=True)
class Certificate:
    """All that the page says. `levels`: number, title (or "" for the standard's own) and level of each module."""

    code: str
    school: str
    locality: str
    country: str
    programme: str
    tier: str
    scheme_version: str
    status: Status
    issued_on: date
    assessed_on: date
    expires_on: date
    decided_by: str
    levels: tuple[tuple[int, str, int], ...]
    reason: str
    changed_on: date | None
    replaced_by: str | None
    history: tuple[Change, ...]
    ready: bool
    sha256: str


def _query(code: str) -> Select[Any]:
    later = aliased(Award)
    event = and_(
        AuditEvent.subject_type == "Award",
        AuditEvent.subject_ref == Award.code,
        AuditEvent.action.in_([action.value for action in CHANGES]),
    )
    return (
        select(
            Award.code, Award.tier, Award.state, Award.issued_on, Award.expires_on, Award.scheme_version,
            Award.snapshot, Award.state_reason, Award.state_changed_at, Award.prepared_at, Award.pdf_sha256,
            later.code.label("replaced_by"), AuditEvent.at, AuditEvent.action, AuditEvent.details,
        )
        .outerjoin(later, later.id == Award.superseded_by_id)
        .outerjoin(AuditEvent, event)
        .where(Award.code == code)
        .order_by(AuditEvent.id)
    )  # fmt: skip


def certificate(code: str) -> Certificate | None:
    """The certificate with this code, its history included, in one query; None when there is none."""
    rows = db.session.execute(_query(code)).all()
    if not rows:
        return None
    row = rows[0]
    facts: Mapping[str, Any] = row.snapshot
    return Certificate(
        code=row.code,
        school=str(facts["school"]),
        locality=str(facts.get("locality", "")),
        country=str(facts.get("country", "")),
        programme=str(facts.get("programme", "")),
        tier=row.tier,
        scheme_version=row.scheme_version,
        status=status(row.state, row.expires_on, clock.today()),
        issued_on=row.issued_on,
        assessed_on=date.fromisoformat(facts.get("assessed_on") or facts["issued_on"]),
        expires_on=row.expires_on,
        decided_by=str(facts.get("decided_by", "")),
        levels=_levels(facts.get("module_levels", ())),
        reason=row.state_reason,
        changed_on=row.state_changed_at.date() if row.state_changed_at else None,
        replaced_by=row.replaced_by,
        history=tuple(
            Change(one.at.date(), one.action, str(one.details.get("reason", "")))
            for one in rows
            if one.action
        ),
        ready=row.prepared_at is not None,
        sha256=row.pdf_sha256 or "",
    )


def _levels(entries: Sequence[Sequence[Any]]) -> tuple[tuple[int, str, int], ...]:
    return tuple((int(number), str(title), int(level)) for number, title, level in entries)
