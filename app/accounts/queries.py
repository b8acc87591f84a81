"""What a person sees of their own account."""

from dataclasses import dataclass
from datetime import datetime

from flask import g
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app import clock
from app.accounts.operations import DEMO_ENDING
from app.domain.roles import Role
from app.extensions import db
from app.models.account import Invitation, PasswordReset, RoleGrant, User
from app.models.message import Notice
from app.models.programme import Programme
from app.models.school import School
from app.web.sessions import open_rows, token_hash

PER_PAGE = 25


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


@dataclass(frozen=True)
class InboxPage:
    notices: list[Notice]
    unread: int
    older: int | None  # id to continue before
    newer: bool  # is this a later part of the list?


def inbox(before: int | None) -> InboxPage:
    """The person's notices, newest first; one query (the count comes with the person)."""
    query = select(Notice).where(Notice.user_id == g.actor.user_id)
    if before:
        query = query.where(Notice.id < before)
    found = list(db.session.scalars(query.order_by(Notice.id.desc()).limit(PER_PAGE + 1)))
    shown = found[:PER_PAGE]
    return InboxPage(
        shown, g.person.unread, shown[-1].id if len(found) > PER_PAGE else None, before is not None
    )


def notice(number: int) -> Notice | None:
    """One of the person's own notices; nobody else's exists here."""
    query = select(Notice).where(Notice.id == number, Notice.user_id == g.actor.user_id)
    return db.session.scalars(query).one_or_none()


@dataclass(frozen=True)
class DemoPerson:
    id: int
    name: str
    role: str
    position: str
    country: str
    programme: str
    place: str


def demo_people() -> list[DemoPerson]:
    """Everybody of the demonstration with the first role they hold, ordered by country and role; one query."""
    home = (Programme.id == RoleGrant.programme_id) | (Programme.id == School.programme_id)
    query = (
        select(User.id, User.name, RoleGrant.role, RoleGrant.position, Programme, School.name.label("school"))
        .outerjoin(RoleGrant, (RoleGrant.user_id == User.id) & RoleGrant.revoked_at.is_(None))
        .outerjoin(School, School.id == RoleGrant.school_id)
        .outerjoin(Programme, home)
        .where(User.email.endswith(DEMO_ENDING), User.disabled_at.is_(None))
        .order_by(RoleGrant.id)
    )
    people: dict[int, DemoPerson] = {}
    for row in db.session.execute(query):
        programme: Programme | None = row.Programme
        role = row.role.value if row.role else ""
        people.setdefault(
            row.id,
            DemoPerson(
                row.id,
                row.name,
                role,
                row.position.value if row.position else "",
                programme.country if programme else "",
                programme.name if programme else "",
                row.school or "",
            ),
        )
    order = [role.value for role in Role] + [""]
    return sorted(
        people.values(), key=lambda p: (p.programme != "", p.programme, order.index(p.role), p.place, p.name)
    )


@dataclass(frozen=True)
class InvitationPage:
    invitation: Invitation
    state: str  # open | accepted | revoked | expired
    way: str  # new: no account yet | account: the signed-in person may accept | other: its owner must sign in
    place: str
    inviter: str
    user: User | None  # who has the invited address


def _state(invitation: Invitation) -> str:
    if invitation.accepted_at is not None:
        return "accepted"
    if invitation.revoked_at is not None:
        return "revoked"
    return "open" if invitation.expires_at > clock.now() else "expired"


def invitation(token: str) -> InvitationPage | None:
    """The invitation behind a link, with everything its page says; one query."""
    query = (
        select(Invitation, func.coalesce(School.name, Programme.name), User)
        .outerjoin(School, School.id == Invitation.school_id)
        .outerjoin(Programme, Programme.id == Invitation.programme_id)
        .outerjoin(User, User.email == Invitation.email)
        .where(Invitation.token_hash == token_hash(token))
        .options(joinedload(Invitation.invited_by))
    )
    row = db.session.execute(query).one_or_none()
    if row is None:
        return None
    found, place, user = row
    inviter = found.invited_by.name if found.invited_by else ""
    return InvitationPage(found, _state(found), _way(user), place, inviter, user)


def _way(user: User | None) -> str:
    """A known address is answered by its owner; an unknown one by whoever is signed in, or by a new person."""
    me = g.actor.user_id
    if user is None:
        return "account" if me else "new"
    return "account" if user.id == me else "other"


@dataclass(frozen=True)
class ResetPage:
    reset: PasswordReset
    user: User


def reset(token: str) -> ResetPage | None:
    """A link to choose a password that still works, with its person; one query."""
    query = (
        select(PasswordReset, User)
        .join(User, User.id == PasswordReset.user_id)
        .where(
            PasswordReset.token_hash == token_hash(token),
            PasswordReset.used_at.is_(None),
            PasswordReset.expires_at > clock.now(),
            User.disabled_at.is_(None),
            User.erased_at.is_(None),
        )
    )
    row = db.session.execute(query).one_or_none()
    return ResetPage(*row) if row else None
