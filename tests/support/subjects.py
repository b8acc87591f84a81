"""What stands in an address: for every loader of the guards, rows of the demonstration in every state."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import g
from sqlalchemy import Select, func, select

from app import access
from app.casework import declarations
from app.domain.facts import AwardFacts, ClaimFacts, EvidenceFacts, Facts
from app.domain.roles import PUBLIC
from app.extensions import db
from app.models import (
    Application,
    Assignment,
    Award,
    Batch,
    Claim,
    Evidence,
    EvidenceVersion,
    Meeting,
    Programme,
    RoleGrant,
    School,
    SchoolImport,
    Task,
    ToolDraft,
    User,
)

Values = dict[str, Any]


@dataclass(frozen=True)
class Subject:
    """A row behind an address: what the address says of it, what the rules may know, and whose it is."""

    title: str
    values: Values
    facts: Facts
    country: int = 0
    school: int = 0
    helpers: frozenset[int] = frozenset()  # who is, was or was asked to be of use on the case


def _cases() -> list[int]:
    """One application in each state."""
    return list(db.session.scalars(select(func.min(Application.id)).group_by(Application.state)))


def _rows(query: Select[Any]) -> list[Values]:
    return [dict(row._mapping) for row in db.session.execute(query)]


def _applications() -> list[Values]:
    query = select(Application.ref, Programme.slug).join(Programme, Programme.id == Application.programme_id)
    return _rows(query.where(Application.id.in_(_cases())))


def _claims() -> list[Values]:
    first = (
        select(func.min(Claim.id)).where(Claim.application_id.in_(_cases())).group_by(Claim.application_id)
    )
    query = select(Application.ref, Claim.criterion).join(Application, Application.id == Claim.application_id)
    return _rows(query.where(Claim.id.in_(first)))


def _evidence() -> list[Values]:
    """Open and restricted pieces of each case."""
    first = select(func.min(Evidence.id)).join(Claim, Claim.id == Evidence.claim_id)
    first = first.where(Claim.application_id.in_(_cases())).group_by(
        Claim.application_id, Evidence.restricted
    )
    return _rows(select(Evidence.ref).where(Evidence.id.in_(first)))


def _files() -> list[Values]:
    """Of each case the first version that is a file."""
    first = select(func.min(EvidenceVersion.id)).join(Evidence, Evidence.id == EvidenceVersion.evidence_id)
    first = first.join(Claim, Claim.id == Evidence.claim_id).where(EvidenceVersion.storage_key.is_not(None))
    first = first.where(Claim.application_id.in_(_cases())).group_by(Claim.application_id)
    query = select(Evidence.ref, EvidenceVersion.number)
    query = query.join(EvidenceVersion, EvidenceVersion.evidence_id == Evidence.id)
    return _rows(query.where(EvidenceVersion.id.in_(first)))


def _assignments() -> list[Values]:
    query = select(Assignment.id.label("number"), Programme.slug).join(
        Programme, Programme.id == Assignment.programme_id
    )
    return _rows(query.order_by(Assignment.id))


def _schools() -> list[Values]:
    """Schools with a team and schools that only stand in the register, of each country."""
    both = select(func.min(School.id)).group_by(School.programme_id, School.registered_at.is_(None))
    query = select(School.ref, Programme.slug).join(Programme, Programme.id == School.programme_id)
    return _rows(query.where(School.id.in_(both)))


def _tasks() -> list[Values]:
    first = select(func.min(Task.id)).join(School, School.id == Task.school_id)
    first = first.group_by(School.programme_id, Task.done_at.is_(None))
    query = select(School.ref, Task.id.label("number")).join(School, School.id == Task.school_id)
    return _rows(query.where(Task.id.in_(first)))


def _imports() -> list[Values]:
    query = select(SchoolImport.ref, Programme.slug)
    return _rows(query.join(Programme, Programme.id == SchoolImport.programme_id))


def _batches() -> list[Values]:
    query = select(Batch.ref, Programme.slug)
    return _rows(query.join(Programme, Programme.id == Batch.programme_id))


def _meetings() -> list[Values]:
    query = select(School.ref, Meeting.ref.label("meeting")).join(School, School.id == Meeting.school_id)
    return _rows(query.order_by(Meeting.id).limit(2))


def _grants() -> list[Values]:
    first = select(func.min(RoleGrant.id)).group_by(RoleGrant.role, RoleGrant.confirmed_at.is_(None))
    return _rows(select(RoleGrant.id.label("number")).where(RoleGrant.id.in_(first)))


CATALOGUE: dict[str, Callable[[], list[Values]]] = {
    "application": _applications,
    "application_of": _applications,
    "claim": _claims,
    "evidence": _evidence,
    "evidence_version": _files,
    "assignment": _assignments,
    "assignment_of": _assignments,
    "expert_assignment": _assignments,
    "judging_assignment": _assignments,
    "award": lambda: _rows(select(Award.code)),
    "school": _schools,
    "school_of": _schools,
    "task": _tasks,
    "meeting": _meetings,
    "programme": lambda: _rows(select(Programme.slug)),
    "school_import": _imports,
    "batch": _batches,
    "role_grant": _grants,
    "tool_draft": lambda: _rows(select(ToolDraft.ref).where(ToolDraft.removed_at.is_(None))),
    "removed_tool_draft": lambda: _rows(select(ToolDraft.ref).where(ToolDraft.removed_at.is_not(None))),
    "user": lambda: _rows(select(User.id.label("number")).limit(4)),
}


def subjects(loader: str, arguments: set[str]) -> list[Subject]:
    """The rows that this loader finds in the demonstration, for an address with these parts."""
    load = getattr(access, loader, None) or getattr(declarations, loader)
    found, g.actor = [], PUBLIC
    for values in CATALOGUE[loader]():
        row = load(**{name: value for name, value in values.items() if name in arguments})
        if row is not None:
            found.append(_subject(loader, values, row.facts()))
    db.session.rollback()
    return found


def _subject(loader: str, values: Values, facts: Facts) -> Subject:
    place: Any = facts.claim if isinstance(facts, EvidenceFacts) else facts
    place = place.application if isinstance(place, (ClaimFacts, AwardFacts)) else place
    state = getattr(place, "state", "")
    helpers = {one.user_id for one in getattr(place, "assignments", ())}
    if hasattr(place, "function"):
        helpers.add(place.user_id)
    words = (loader, state, *values.values())
    country, school = getattr(place, "programme_id", 0) or 0, getattr(place, "school_id", 0)
    return Subject(" ".join(map(str, words)), values, facts, country, school, frozenset(helpers))
