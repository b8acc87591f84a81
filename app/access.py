"""One loader for each noun in a URL: the only way a view gets a row. None means: does not exist for you.

What the loaders fetch is what `facts()` needs, in as few queries as it takes. The queries are put together
once: that costs more than asking them. A case has few assignments, so they come with it and not in a query of their own.
"""

from typing import TypeVar

from flask import g
from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload, selectinload

from app.extensions import db
from app.models.account import RoleGrant, User
from app.models.application import Application, Claim, Evidence, EvidenceVersion
from app.models.award import Award
from app.models.batch import Batch
from app.models.learning import Enrolment
from app.models.meeting import Meeting
from app.models.programme import Assignment, Programme
from app.models.school import School, SchoolImport, Task
from app.models.tool import ToolDraft

PROGRAMME = select(Programme).where(Programme.slug == bindparam("slug"))
SCHOOL = select(School).where(School.ref == bindparam("ref")).options(joinedload(School.programme))
SCHOOL_IMPORT = (
    select(SchoolImport)
    .where(SchoolImport.ref == bindparam("ref"))
    .options(joinedload(SchoolImport.programme))
)
TASK = (
    select(Task)
    .join(School, School.id == Task.school_id)
    .where(School.ref == bindparam("ref"), Task.id == bindparam("number"))
    .options(joinedload(Task.school))
)
APPLICATION = (
    select(Application)
    .where(Application.ref == bindparam("ref"))
    .options(joinedload(Application.school).joinedload(School.programme), joinedload(Application.assignments))
)
CLAIM = (
    select(Claim)
    .join(Application)
    .where(Application.ref == bindparam("ref"), Claim.criterion == bindparam("criterion"))
    .options(
        joinedload(Claim.application).joinedload(Application.school).joinedload(School.programme),
        joinedload(Claim.application).joinedload(Application.assignments),
        selectinload(Claim.evidence).options(selectinload(Evidence.versions), selectinload(Evidence.glass)),
    )
)
EVIDENCE = (
    select(Evidence)
    .where(Evidence.ref == bindparam("ref"))
    .options(
        joinedload(Evidence.claim)
        .joinedload(Claim.application)
        .options(joinedload(Application.school), joinedload(Application.assignments)),
        selectinload(Evidence.versions),
        selectinload(Evidence.glass),
    )
)
ASSIGNMENT_OF = (
    select(Assignment)
    .join(Programme, Programme.id == Assignment.programme_id)
    .where(Assignment.id == bindparam("number"), Programme.slug == bindparam("slug"))
    .options(joinedload(Assignment.user))
)
AWARD = (
    select(Award)
    .where(Award.code == bindparam("code"))
    .options(joinedload(Award.application).joinedload(Application.assignments), joinedload(Award.school))
)
TOOL_DRAFT = (
    select(ToolDraft)
    .where(ToolDraft.ref == bindparam("ref"))
    .options(joinedload(ToolDraft.school).joinedload(School.programme), joinedload(ToolDraft.changed_by))
)
MEETING = (
    select(Meeting)
    .join(School, School.id == Meeting.school_id)
    .where(School.ref == bindparam("ref"), Meeting.ref == bindparam("meeting"))
    .options(
        joinedload(Meeting.school).joinedload(School.programme),
        joinedload(Meeting.facilitator),
        selectinload(Meeting.attendance),
    )
)
BATCH = select(Batch).where(Batch.ref == bindparam("ref")).options(joinedload(Batch.programme))
ENROLMENT = select(Enrolment).where(
    Enrolment.user_id == bindparam("user"), Enrolment.module == bindparam("module")
)


Row = TypeVar("Row")


def _one(query: Select[Row], **values: object) -> Row | None:
    return db.session.scalars(query, values).unique().one_or_none()


def programme(slug: str) -> Programme | None:
    return _one(PROGRAMME, slug=slug)


def school(ref: str) -> School | None:
    return _one(SCHOOL, ref=ref.lower())


def school_of(slug: str, ref: str) -> School | None:
    """A school in the pages of its own programme."""
    found = school(ref)
    return found if found and found.programme.slug == slug else None


def school_import(slug: str, ref: str) -> SchoolImport | None:
    """A register that was read for a programme."""
    found = _one(SCHOOL_IMPORT, ref=ref)
    return found if found and found.programme.slug == slug else None


def task(ref: str, number: int) -> Task | None:
    return _one(TASK, ref=ref.lower(), number=number)


def application(ref: str) -> Application | None:
    return _one(APPLICATION, ref=ref.upper())


def application_of(slug: str, ref: str) -> Application | None:
    """An application in the pages of its own programme."""
    found = application(ref)
    return found if found and found.school.programme.slug == slug else None


def claim(ref: str, criterion: str) -> Claim | None:
    return _one(CLAIM, ref=ref.upper(), criterion=criterion)


def evidence(ref: str) -> Evidence | None:
    return _one(EVIDENCE, ref=ref)


def evidence_version(ref: str, number: int) -> EvidenceVersion | None:
    """One version of a piece of evidence, by its number: 1, 2, …"""
    found = evidence(ref)
    return next((one for one in found.versions if one.number == number), None) if found else None


def assignment(number: int) -> Assignment | None:
    return db.session.get(Assignment, number, options=[joinedload(Assignment.user)])


def assignment_of(slug: str, number: int) -> Assignment | None:
    """An assignment in the pages of its own programme."""
    return _one(ASSIGNMENT_OF, slug=slug, number=number)


def award(code: str) -> Award | None:
    return _one(AWARD, code=code.upper())


def batch(slug: str, ref: str) -> Batch | None:
    """Many certificates that were asked for at once, in the pages of their own programme."""
    found = _one(BATCH, ref=ref.lower())
    return found if found and found.programme.slug == slug else None


def enrolment(module: str) -> Enrolment | None:
    """The signed-in person's own enrolment: nobody else's exists here."""
    return _one(ENROLMENT, user=g.actor.user_id, module=module)


def role_grant(number: int) -> RoleGrant | None:
    return db.session.get(RoleGrant, number)


def user(number: int) -> User | None:
    return db.session.get(User, number)


def tool_draft(ref: str) -> ToolDraft | None:
    """A tool that a school is filling in."""
    found = _one(TOOL_DRAFT, ref=ref.lower())
    return found if found and found.removed_at is None else None


def removed_tool_draft(ref: str) -> ToolDraft | None:
    """A tool that a school removed and may still bring back."""
    found = _one(TOOL_DRAFT, ref=ref.lower())
    return found if found and found.removed_at is not None else None


def meeting(ref: str, meeting: str) -> Meeting | None:
    """A meeting of staff, in the pages of its own school."""
    return _one(MEETING, ref=ref.lower(), meeting=meeting)
