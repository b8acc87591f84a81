"""Experts and assessors of a programme with the cases on their desks, and those who were asked to become one."""

from dataclasses import dataclass

from sqlalchemy import select

from app import clock
from app.domain.roles import Role
from app.extensions import db
from app.models.account import Invitation, RoleGrant, User
from app.models.programme import Programme
from app.programmes.queries.candidates import load_of

PROPOSED = (Role.EXPERT, Role.ASSESSOR)


@dataclass(frozen=True)
class Helper:
    """A person with a role; not `confirmed`: an administrator still has to say yes."""

    name: str
    email: str
    role: Role
    confirmed: bool
    two_step: bool
    load: int


@dataclass(frozen=True)
class Asked:
    """An invitation without an answer yet."""

    name: str
    email: str
    role: Role
    expired: bool


@dataclass(frozen=True)
class PeoplePage:
    helpers: tuple[Helper, ...]
    asked: tuple[Asked, ...]


def page(programme: Programme) -> PeoplePage:
    """Two queries."""
    load = load_of()
    query = (
        select(User, RoleGrant.role, RoleGrant.confirmed_at, load.c.cases)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .outerjoin(load, load.c.user_id == User.id)
        .where(
            RoleGrant.programme_id == programme.id,
            RoleGrant.role.in_(PROPOSED),
            RoleGrant.revoked_at.is_(None),
            User.disabled_at.is_(None),
            User.erased_at.is_(None),
        )
        .order_by(RoleGrant.role.desc(), User.name, User.id)
    )
    helpers = tuple(
        Helper(
            user.name,
            user.email or "",
            role,
            confirmed is not None,
            user.totp_confirmed_at is not None,
            cases or 0,
        )
        for user, role, confirmed, cases in db.session.execute(query)
    )
    return PeoplePage(helpers, _asked(programme))


def _asked(programme: Programme) -> tuple[Asked, ...]:
    query = select(Invitation).where(
        Invitation.programme_id == programme.id,
        Invitation.role.in_(PROPOSED),
        Invitation.accepted_at.is_(None),
        Invitation.revoked_at.is_(None),
    )
    moment = clock.now()
    found = db.session.scalars(query.order_by(Invitation.id.desc()).limit(50))
    return tuple(Asked(one.name, one.email, one.role, one.expires_at < moment) for one in found)
