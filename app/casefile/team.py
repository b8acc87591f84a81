"""The people of a school and what the platform's record says of their training."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from app import progress
from app.domain.progress import Progress
from app.domain.roles import Position, Role
from app.domain.training_record import TrainingRecord
from app.extensions import db
from app.models.account import RoleGrant, User
from modules.model import Scheme

PEOPLE = (
    select(User.id, User.name, User.email, RoleGrant.role, RoleGrant.position)
    .join(RoleGrant, RoleGrant.user_id == User.id)
    .where(
        RoleGrant.school_id == bindparam("school"),
        RoleGrant.revoked_at.is_(None),
        RoleGrant.confirmed_at.is_not(None),
        User.disabled_at.is_(None),
        User.erased_at.is_(None),
    )
)  # put together once: that costs more than running it


@dataclass(frozen=True)
class Member:
    """A person of a school with their progress in every module, by module id."""

    user_id: int
    name: str
    email: str | None
    role: Role
    position: Position
    progress: dict[str, Progress]

    @property
    def passed(self) -> tuple[str, ...]:
        """Ids of the modules passed."""
        return tuple(module for module, one in self.progress.items() if one.passed)


def team(school_id: int) -> tuple[Member, ...]:
    """Head first, then coordinator, then everybody by name. Three queries."""
    people = db.session.execute(PEOPLE, {"school": school_id}).all()
    known = progress.of_people([row.id for row in people])
    order = list(Position)
    found = (
        Member(row.id, row.name, row.email, row.role, row.position or Position.STAFF, known[row.id])
        for row in people
    )
    return tuple(sorted(found, key=lambda one: (order.index(one.position), one.name.casefold())))


def record(members: tuple[Member, ...], scheme: Scheme) -> TrainingRecord:
    """What the team's training shows for criterion 1.3 of a case (of several coordinators, the furthest counts)."""

    def furthest(position: Position) -> tuple[str, ...] | None:
        return max((one.passed for one in members if one.position is position), key=len, default=None)

    return TrainingRecord(scheme.modules, furthest(Position.HEAD), furthest(Position.COORDINATOR))
