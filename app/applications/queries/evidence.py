"""A piece of evidence as the school, its experts and its assessors see it."""

from dataclasses import dataclass
from datetime import date, datetime

from flask import g, url_for
from flask_babel import format_decimal
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app import clock
from app.domain.action import Action
from app.domain.policy import can
from app.domain.roles import Position
from app.domain.workflow import is_time
from app.extensions import db
from app.models.account import RoleGrant, User
from app.models.application import Evidence, EvidenceState, EvidenceVersion
from app.models.audit import AuditEvent
from app.web.language import NAMES
from app.web.templating import day

KINDS = {
    "examine": _l("Examined"),
    "interview": _l("Interview"),
    "observe": _l("Observed"),
    "test": _l("Test"),
    "record": _l("Record"),
    "survey": _l("Survey"),
}
LABELS = {"file": _l("File"), "link": _l("Link"), "text": _l("Words")}


@dataclass(frozen=True)
class Piece:
    """A line of the list. `open_href` and title are empty for somebody who may not open restricted evidence."""

    ref: str
    title: str
    label: str
    status: str
    meta: tuple[str, ...]
    sha256: str
    versions: int
    href: str
    open_href: str
    glass_href: str  # the emergency door, for those who have it and are not on the case
    overdue: bool
    frozen: bool


def piece(evidence: Evidence) -> Piece:
    """No query: the loader has fetched the versions."""
    version, opens = evidence.current, can(g.actor, Action.OPEN_EVIDENCE, evidence.facts())
    visible = opens or not evidence.restricted
    usable = version.state in (EvidenceState.AVAILABLE, EvidenceState.SUPERSEDED)
    facts = [
        str(KINDS.get(evidence.kind, evidence.kind)),
        day(evidence.dated_on),
        NAMES[evidence.language],
    ]
    return Piece(
        ref=evidence.ref,
        title=evidence.title if visible else "",
        label=ending(version) or str(LABELS[version.form.value]),
        status="frozen" if version.frozen_at else version.state.value,
        meta=tuple([*facts, size(version.size)] if version.form == "file" else facts),
        sha256=version.sha256,
        versions=len(evidence.versions),
        href=url_for("applications.evidence", ref=evidence.ref) if opens else "",
        open_href=_open(evidence, version) if opens and usable else "",
        glass_href=_glass(evidence) if usable and not opens else "",
        overdue=evidence.review_on is not None and evidence.review_on < clock.today(),
        frozen=version.frozen_at is not None,
    )


def _open(evidence: Evidence, version: EvidenceVersion) -> str:
    return url_for("applications.open_evidence", ref=evidence.ref, number=version.number)


def _glass(evidence: Evidence) -> str:
    may = can(g.actor, Action.BREAK_GLASS, evidence.facts())
    return url_for("applications.glass", ref=evidence.ref) if may else ""


def ending(version: EvidenceVersion) -> str:
    """PDF, JPG, DOCX…: what people call the file."""
    return version.filename.rpartition(".")[2].upper() if version.filename else ""


def size(count: int) -> str:
    """A size as people say it."""
    if count >= 1_000_000:
        text: str = _("%(count)s MB", count=format_decimal(count / 1_000_000, "0.0"))
    else:
        text = _("%(count)s kB", count=max(1, count // 1000))
    return text


@dataclass(frozen=True)
class Opening:
    """Somebody opened a version."""

    when: datetime
    who: str
    number: int


@dataclass(frozen=True)
class EvidencePage:
    piece: Piece
    kind: str
    language: str
    dated_on: date
    review_on: date | None
    versions: tuple[EvidenceVersion, ...]
    openings: tuple[Opening, ...]
    readers: tuple[str, ...]
    may_add: bool
    may_remove: bool


def evidence_page(evidence: Evidence) -> EvidencePage:
    """A piece of evidence with every version and everybody who opened it. Three queries."""
    facts, state = evidence.facts(), evidence.claim.application.state
    live = evidence.withdrawn_at is None
    removes = can(g.actor, Action.REMOVE_EVIDENCE, facts)
    return EvidencePage(
        piece=piece(evidence),
        kind=str(KINDS.get(evidence.kind, evidence.kind)),
        language=NAMES[evidence.language],
        dated_on=evidence.dated_on,
        review_on=evidence.review_on,
        versions=tuple(reversed(evidence.versions)),
        openings=_openings(evidence),
        readers=tuple(_names(evidence.reader_ids)),
        may_add=live and can(g.actor, Action.ADD_EVIDENCE, facts) and is_time(Action.ADD_EVIDENCE, state),
        may_remove=live and removes and is_time(Action.REMOVE_EVIDENCE, state),
    )


def _openings(evidence: Evidence) -> tuple[Opening, ...]:
    query = (
        select(AuditEvent.at, User.name, AuditEvent.details)
        .outerjoin(User, User.id == AuditEvent.actor_id)
        .where(
            AuditEvent.subject_type == "Evidence",
            AuditEvent.subject_ref == evidence.ref,
            AuditEvent.action == Action.OPEN_EVIDENCE,
        )
        .order_by(AuditEvent.id.desc())
        .limit(50)
    )
    return tuple(Opening(row.at, row.name or "", row.details["version"]) for row in db.session.execute(query))


def _names(user_ids: list[int]) -> list[str]:
    if not user_ids:
        return []
    return list(db.session.scalars(select(User.name).where(User.id.in_(user_ids)).order_by(User.name)))


def team_choices(school_id: int, *, staff_only: bool = False) -> tuple[tuple[int, str], ...]:
    """(id, name) of the people of a school, by name; without the leads if `staff_only`. One query."""
    query = (
        select(User.id, User.name)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(
            RoleGrant.school_id == school_id,
            RoleGrant.revoked_at.is_(None),
            RoleGrant.confirmed_at.is_not(None),
            User.disabled_at.is_(None),
        )
        .order_by(User.name, User.id)
    )
    if staff_only:
        query = query.where(RoleGrant.position == Position.STAFF)
    return tuple((row.id, row.name) for row in db.session.execute(query))
