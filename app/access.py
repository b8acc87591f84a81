"""One loader for each noun in a URL: the only way a view gets a row. None means: does not exist for you.

What the loaders fetch is what `facts()` needs, in as few queries as it takes.
"""

from flask import g
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.extensions import db
from app.models.account import RoleGrant, User
from app.models.application import Application, Claim, Evidence, EvidenceVersion
from app.models.award import Award
from app.models.learning import Enrolment
from app.models.programme import Assignment, Programme
from app.models.school import School, SchoolImport, Task


def programme(slug: str) -> Programme | None:
    return db.session.scalars(select(Programme).where(Programme.slug == slug)).one_or_none()


def school(ref: str) -> School | None:
    query = select(School).where(School.ref == ref.lower()).options(joinedload(School.programme))
    return db.session.scalars(query).one_or_none()


def school_of(slug: str, ref: str) -> School | None:
    """A school in the pages of its own programme."""
    found = school(ref)
    return found if found and found.programme.slug == slug else None


def school_import(slug: str, ref: str) -> SchoolImport | None:
    """A register that was read for a programme."""
    query = select(SchoolImport).where(SchoolImport.ref == ref).options(joinedload(SchoolImport.programme))
    found = db.session.scalars(query).one_or_none()
    return found if found and found.programme.slug == slug else None


def task(ref: str, number: int) -> Task | None:
    query = select(Task).join(School, School.id == Task.school_id).where(School.ref == ref.lower(), Task.id == number)
    query = query.options(joinedload(Task.school))
    return db.session.scalars(query).one_or_none()


def application(ref: str) -> Application | None:
    query = (
        select(Application)
        .where(Application.ref == ref.upper())
        .options(
            joinedload(Application.school).joinedload(School.programme),
            selectinload(Application.assignments),
        )
    )
    return db.session.scalars(query).one_or_none()


def application_of(slug: str, ref: str) -> Application | None:
    """An application in the pages of its own programme."""
    found = application(ref)
    return found if found and found.school.programme.slug == slug else None


def claim(ref: str, criterion: str) -> Claim | None:
    query = (
        select(Claim)
        .join(Application)
        .where(Application.ref == ref.upper(), Claim.criterion == criterion)
        .options(
            joinedload(Claim.application).joinedload(Application.school).joinedload(School.programme),
            joinedload(Claim.application).selectinload(Application.assignments),
            selectinload(Claim.evidence).options(selectinload(Evidence.versions), selectinload(Evidence.glass)),
        )
    )
    return db.session.scalars(query).one_or_none()


def evidence(ref: str) -> Evidence | None:
    query = (
        select(Evidence)
        .where(Evidence.ref == ref)
        .options(
            joinedload(Evidence.claim)
            .joinedload(Claim.application)
            .options(joinedload(Application.school), selectinload(Application.assignments)),
            selectinload(Evidence.versions),
            selectinload(Evidence.glass),
        )
    )
    return db.session.scalars(query).one_or_none()


def evidence_version(ref: str, number: int) -> EvidenceVersion | None:
    """One version of a piece of evidence, by its number: 1, 2, …"""
    found = evidence(ref)
    return next((one for one in found.versions if one.number == number), None) if found else None


def assignment(number: int) -> Assignment | None:
    return db.session.get(Assignment, number, options=[joinedload(Assignment.user)])


def assignment_of(slug: str, number: int) -> Assignment | None:
    """An assignment in the pages of its own programme."""
    query = select(Assignment).join(Programme, Programme.id == Assignment.programme_id)
    query = query.where(Assignment.id == number, Programme.slug == slug).options(joinedload(Assignment.user))
    return db.session.scalars(query).one_or_none()


def award(code: str) -> Award | None:
    query = (
        select(Award)
        .where(Award.code == code.upper())
        .options(joinedload(Award.application).selectinload(Application.assignments), joinedload(Award.school))
    )
    return db.session.scalars(query).one_or_none()


def enrolment(module: str) -> Enrolment | None:
    """The signed-in person's own enrolment: nobody else's exists here."""
    query = select(Enrolment).where(Enrolment.user_id == g.actor.user_id, Enrolment.module == module)
    return db.session.scalars(query).one_or_none()


def role_grant(number: int) -> RoleGrant | None:
    return db.session.get(RoleGrant, number)


def user(number: int) -> User | None:
    return db.session.get(User, number)
