"""The signed-in person, loaded once per request in one query, and the actor the rules see."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from flask_login import UserMixin
from sqlalchemy import Connection, Select, bindparam, func, select

from app import clock
from app.domain.roles import NEEDS_TOTP, PUBLIC, Actor, Grant, Role
from app.models.account import RoleGrant, User, WebSession
from app.models.message import Notice
from app.models.programme import Programme
from app.models.school import School

STEP_UP = timedelta(minutes=15)


@dataclass
class Person(UserMixin):
    """Lean picture of the account behind this request; `actor` has only grants that may be used now."""

    id: int
    name: str
    language: str
    timezone: str
    has_totp: bool
    unread: int
    stepped_up_at: datetime | None = None
    actor: Actor = PUBLIC
    places: list[tuple[Grant, str]] = field(default_factory=list)  # grant, slug of programme or ref of school
    must_set_up_totp: bool = False

    @property
    def stepped_up(self) -> bool:
        """Was a second factor given in this session within the last quarter of an hour?"""
        return self.stepped_up_at is not None and clock.now() - self.stepped_up_at < STEP_UP


def _query() -> Select[Any]:
    """One row for each live grant of the session's person (or one with empty grant columns)."""
    unread = select(func.count()).where(Notice.user_id == User.id, Notice.read_at.is_(None)).scalar_subquery()
    counts = (
        (RoleGrant.user_id == User.id) & RoleGrant.revoked_at.is_(None) & RoleGrant.confirmed_at.is_not(None)
    )
    account = (User.id, User.name, User.language, User.timezone, User.totp_confirmed_at)
    grants = (RoleGrant.role, RoleGrant.programme_id, RoleGrant.school_id, RoleGrant.position)
    session = (WebSession.data, WebSession.seen_at, WebSession.stepped_up_at)
    return (
        select(*session, *account, unread.label("unread"), *grants, Programme.slug, School.ref)
        .join(User, User.id == WebSession.user_id)
        .outerjoin(RoleGrant, counts)
        .outerjoin(Programme, Programme.id == RoleGrant.programme_id)
        .outerjoin(School, School.id == RoleGrant.school_id)
        .where(
            WebSession.token_hash == bindparam("row"),
            WebSession.ended_at.is_(None),
            WebSession.seen_at > bindparam("after"),
            WebSession.created_at > bindparam("begun_after"),
            User.disabled_at.is_(None),
            User.erased_at.is_(None),
        )
        .order_by(RoleGrant.id)
    )


QUERY = _query()  # put together once: that costs more than running it


def load_person(
    connection: Connection, row: str, *, after: datetime, begun_after: datetime
) -> tuple[Person, str, datetime] | None:
    """The person of a live session with data and last sight of it, or None when it is over."""
    values = {"row": row, "after": after, "begun_after": begun_after}
    found = connection.execute(QUERY, values).all()
    if not found:
        return None
    first = found[0]
    person = Person(
        id=first.id,
        name=first.name,
        language=first.language,
        timezone=first.timezone,
        has_totp=first.totp_confirmed_at is not None,
        unread=first.unread,
        stepped_up_at=first.stepped_up_at,
    )
    for item in found:
        if item.role is not None:
            grant = Grant(item.role, item.programme_id, item.school_id, item.position)
            _add(person, grant, item.slug or item.ref or "")
    person.actor = Actor(person.id, tuple(grant for grant, _ in person.places))
    return person, first.data, first.seen_at


def _add(person: Person, grant: Grant, place: str) -> None:
    """A role that judges or administers counts only with a second factor set up (security.md)."""
    if Role(grant.role) in NEEDS_TOTP and not person.has_totp:
        person.must_set_up_totp = True
    else:
        person.places.append((grant, place))
