"""A person's own account: who they are, what they hold, where they are signed in."""

from dataclasses import dataclass
from datetime import datetime

from flask import g
from sqlalchemy import func, select

from app.extensions import db
from app.models.account import RoleGrant, User
from app.models.programme import Programme
from app.models.school import School
from app.web.sessions import open_rows


def me() -> User:
    """The row of the signed-in person."""
    return db.session.get_one(User, g.actor.user_id)


@dataclass(frozen=True)
class OpenSession:
    mark: str  # beginning of the row's hash: names it, opens nothing
    begun: datetime
    seen: datetime
    here: bool


@dataclass(frozen=True)
class Place:
    """A role in words a template can choose: its programme or school, and whether it counts already."""

    role: str
    position: str
    name: str
    confirmed: bool


@dataclass(frozen=True)
class ProfilePage:
    user: User
    sessions: list[OpenSession]
    places: list[Place]


def places(user_id: int) -> list[Place]:
    """The live roles of a person with the place they hold them in; one query."""
    query = (
        select(RoleGrant, func.coalesce(School.name, Programme.name, "").label("name"))
        .outerjoin(School, School.id == RoleGrant.school_id)
        .outerjoin(Programme, Programme.id == RoleGrant.programme_id)
        .where(RoleGrant.user_id == user_id, RoleGrant.revoked_at.is_(None))
        .order_by(RoleGrant.id)
    )
    return [
        Place(
            grant.role.value,
            grant.position.value if grant.position else "",
            name,
            grant.confirmed_at is not None,
        )
        for grant, name in db.session.execute(query)
    ]


def profile(row: str) -> ProfilePage:
    """Account, roles and open sessions; `row` is the session of this browser."""
    user = me()
    sessions = [
        OpenSession(s.token_hash[:16], s.created_at, s.seen_at, s.token_hash == row)
        for s in open_rows(user.id)
    ]
    return ProfilePage(user, sessions, places(user.id))
