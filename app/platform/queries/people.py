"""Programmes, roles and accounts as the platform admin sees them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import g
from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased

from app import clock
from app.domain.facts import RoleFacts
from app.domain.roles import Role
from app.extensions import db
from app.models.account import Invitation, RoleGrant, User
from app.models.programme import Programme
from app.models.school import School
from app.web.pagination import Part, bounded, part, place


def my_id() -> int:
    return int(g.actor.user_id)


@dataclass(frozen=True)
class ProgrammeLine:
    slug: str
    name: str
    country: str
    schools: int
    coordinators: tuple[str, ...]
    invited: tuple[str, ...]  # addresses whose invitation as coordinator is open


def programmes() -> list[ProgrammeLine]:
    """Every programme with its coordinators and open invitations; three queries."""
    schools = (
        select(func.count(School.id))
        .where(School.programme_id == Programme.id, School.archived_at.is_(None))
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(
            Programme.id, Programme.slug, Programme.name, Programme.country, schools.label("schools")
        ).order_by(Programme.name)
    ).all()
    people = db.session.execute(
        select(RoleGrant.programme_id, User.name)
        .join(User, User.id == RoleGrant.user_id)
        .where(RoleGrant.role == Role.COORDINATOR, RoleGrant.revoked_at.is_(None))
        .order_by(User.name)
    ).all()
    invited = db.session.execute(
        select(Invitation.programme_id, Invitation.email).where(
            Invitation.role == Role.COORDINATOR,
            Invitation.accepted_at.is_(None),
            Invitation.revoked_at.is_(None),
            Invitation.expires_at > clock.now(),
        )
    ).all()
    return [
        ProgrammeLine(
            row.slug,
            row.name,
            row.country,
            row.schools,
            tuple(one.name for one in people if one.programme_id == row.id),
            tuple(one.email for one in invited if one.programme_id == row.id),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class RoleLine:
    id: int
    role: str
    person: str
    email: str
    place: str
    proposed_by: str
    granted_at: datetime
    facts_: RoleFacts

    @property
    def user_id(self) -> int:
        return self.facts_.user_id

    def facts(self) -> RoleFacts:
        """So that a template may ask `can('confirm-role', line)`."""
        return self.facts_


@dataclass(frozen=True)
class RolesPage:
    waiting: list[RoleLine]
    held: list[RoleLine]


def _role_lines() -> Any:
    proposer = aliased(User)
    return (
        select(RoleGrant, User.name, User.email, func.coalesce(Programme.name, ""), proposer.name)
        .join(User, User.id == RoleGrant.user_id)
        .outerjoin(Programme, Programme.id == RoleGrant.programme_id)
        .outerjoin(proposer, proposer.id == RoleGrant.granted_by_id)
        .where(RoleGrant.revoked_at.is_(None), RoleGrant.school_id.is_(None))
        .order_by(Programme.name, RoleGrant.role, User.name)
    )


def roles() -> RolesPage:
    """Roles of programmes and of the platform: those waiting for a second person, and those held; one query."""
    lines = [
        RoleLine(
            grant.id, grant.role.value, name, email or "", where, by or "", grant.granted_at, grant.facts()
        )
        for grant, name, email, where, by in db.session.execute(_role_lines())
    ]
    waiting = [line for line in lines if not line.facts_.confirmed]
    return RolesPage(waiting, [line for line in lines if line.facts_.confirmed])


def accounts(query: str) -> Part:
    """People by part of their name or address, in the order of their accounts; one query."""
    statement: Any = select(
        User.id, User.name, User.email, User.disabled_at, User.erased_at, User.last_sign_in_at
    )
    if query:
        # SQLite's lower() knows only ASCII letters: the word is also tried as a name would be written.
        forms = {query, query.casefold(), query.capitalize(), query.title()}
        words = [User.name.contains(form, autoescape=True) for form in sorted(forms)]
        statement = statement.where(or_(User.email.contains(query.casefold(), autoescape=True), *words))
    at = place((int,))
    rows = db.session.execute(bounded(statement, [User.id], at, descending=True)).all()
    return part(rows, at, lambda row: (row.id,))


@dataclass(frozen=True)
class Place:
    grant_id: int
    role: str
    position: str
    name: str
    confirmed: bool


def places(user_id: int) -> list[Place]:
    """The live roles of a person; one query."""
    query = (
        select(RoleGrant, func.coalesce(School.name, Programme.name, ""))
        .outerjoin(School, School.id == RoleGrant.school_id)
        .outerjoin(Programme, Programme.id == RoleGrant.programme_id)
        .where(and_(RoleGrant.user_id == user_id, RoleGrant.revoked_at.is_(None)))
        .order_by(RoleGrant.id)
    )
    return [
        Place(
            grant.id,
            grant.role.value,
            grant.position.value if grant.position else "",
            name,
            grant.confirmed_at is not None,
        )
        for grant, name in db.session.execute(query)
    ]
