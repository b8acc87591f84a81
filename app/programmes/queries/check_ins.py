"""Which schools of a programme have a yearly check-in to answer, how late they are, and who holds it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select

from app import clock
from app.casefile import check_ins
from app.domain.roles import Position
from app.extensions import db
from app.models.account import RoleGrant, User
from app.models.award import Award
from app.models.programme import Programme
from app.models.school import School

HEADS = and_(
    RoleGrant.school_id == School.id,
    RoleGrant.position == Position.HEAD,
    RoleGrant.revoked_at.is_(None),
    RoleGrant.confirmed_at.is_not(None),
)


@dataclass(frozen=True)
class WaitingSchool:
    """`head`: the name of the school's head; empty while there is none. `late`: days since the last day in time."""

    ref: str
    school: str
    head: str
    until: date
    late: int


def waiting(programme: Programme) -> tuple[WaitingSchool, ...]:
    """Every school that has not answered, the longest overdue first. Two queries."""
    today = clock.today()
    until = {
        one.school_id: one.when.until for one in check_ins.waiting(today, Award.programme_id == programme.id)
    }
    query = (
        select(School.id, School.ref, School.name, User.name.label("head"))
        .outerjoin(RoleGrant, HEADS)
        .outerjoin(User, User.id == RoleGrant.user_id)
        .where(School.id.in_(until))
        .order_by(School.id, RoleGrant.id)
    )
    rows = {row.id: row for row in db.session.execute(query)}  # of two heads the newer one
    found = [
        WaitingSchool(row.ref, row.name, row.head or "", until[row.id], max(0, (today - until[row.id]).days))
        for row in rows.values()
    ]
    return tuple(sorted(found, key=lambda one: (one.until, one.school)))
