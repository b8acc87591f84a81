"""One certificate as the public page shows it: plain values only, so that equal values are an equal page."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, Text, and_, bindparam, cast, or_, select

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


@dataclass(frozen=True, eq=False)
class Certificate:
    """All that the page says; the same rows on the same day give the same object.

    `levels`: number, title (or "" for the standard's own) and level of each module.
    """

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
    renewed: bool  # by one of the same tier
    history: tuple[Change, ...]
    ready: bool
    sha256: str


@lru_cache(maxsize=1)
def _query() -> Select[Any]:
    """Built once: putting such a statement together costs more than running it. JSON comes as text, for the cache."""
    award: Any = Award.__table__.c
    later = Award.__table__.alias("later")
    event: Any = AuditEvent.__table__.c
    told = and_(
        event.subject_type == "Award",
        event.subject_ref == award.code,
        or_(*(event.action == action.value for action in CHANGES)),
    )
    columns = (
        award.code, award.tier, award.state, award.issued_on, award.expires_on, award.scheme_version,
        cast(award.snapshot, Text).label("snapshot"), award.state_reason, award.state_changed_at, award.prepared_at,
        award.pdf_sha256, later.c.code.label("replaced_by"), later.c.tier.label("later_tier"), event.at, event.action,
        cast(event.details, Text).label("details"),
    )  # fmt: skip
    joined = Award.__table__.outerjoin(later, later.c.id == award.superseded_by_id)
    joined = joined.outerjoin(AuditEvent.__table__, told)
    return select(*columns).select_from(joined).where(award.code == bindparam("code")).order_by(event.id)


def certificate(code: str) -> Certificate | None:
    """The certificate with this code, its history included, in one query; None when there is none."""
    with db.engine.connect() as connection:
        rows = connection.execute(_query(), {"code": code}).all()
    return _read(tuple(rows), clock.today()) if rows else None


@lru_cache(maxsize=512)
def _read(rows: tuple[Any, ...], today: date) -> Certificate:
    """The same rows on the same day are the same certificate: read once."""
    row = rows[0]
    facts: Mapping[str, Any] = json.loads(row.snapshot)
    return Certificate(
        code=row.code,
        school=str(facts["school"]),
        locality=str(facts.get("locality", "")),
        country=str(facts.get("country", "")),
        programme=str(facts.get("programme", "")),
        tier=row.tier,
        scheme_version=row.scheme_version,
        status=status(row.state, row.expires_on, today),
        issued_on=row.issued_on,
        assessed_on=date.fromisoformat(facts.get("assessed_on") or facts["issued_on"]),
        expires_on=row.expires_on,
        decided_by=str(facts.get("decided_by", "")),
        levels=_levels(facts.get("module_levels", ())),
        reason=row.state_reason,
        changed_on=row.state_changed_at.date() if row.state_changed_at else None,
        replaced_by=row.replaced_by,
        renewed=row.later_tier == row.tier,
        history=tuple(_change(one) for one in rows if one.action),
        ready=row.prepared_at is not None,
        sha256=row.pdf_sha256 or "",
    )


def _change(event: Any) -> Change:
    return Change(event.at.date(), event.action, str(json.loads(event.details).get("reason", "")))


def _levels(entries: Sequence[Sequence[Any]]) -> tuple[tuple[int, str, int], ...]:
    return tuple((int(number), str(title), int(level)) for number, title, level in entries)
