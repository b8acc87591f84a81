"""The people of the demonstration."""

from dataclasses import dataclass

from sqlalchemy import select

from app.accounts.operations import DEMO_ENDING
from app.domain.roles import Role
from app.extensions import db
from app.models.account import RoleGrant, User
from app.models.programme import Programme
from app.models.school import School


@dataclass(frozen=True)
class DemoPerson:
    id: int
    name: str
    role: str
    position: str
    country: str
    programme: str
    place: str
    waits: bool  # the role is not confirmed yet


def demo_people() -> list[DemoPerson]:
    """Everybody of the demonstration with the first role they hold, ordered by country and role; one query."""
    home = (Programme.id == RoleGrant.programme_id) | (Programme.id == School.programme_id)
    query = (
        select(User.id, User.name, RoleGrant.role, RoleGrant.position, RoleGrant.confirmed_at, Programme)
        .add_columns(School.name.label("school"))
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
                row.role is not None and row.confirmed_at is None,
            ),
        )
    order = [role.value for role in Role] + [""]
    return sorted(
        people.values(), key=lambda p: (p.programme != "", p.programme, order.index(p.role), p.place, p.name)
    )
