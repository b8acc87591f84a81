"""Who acts: roles, the scope they are held in, and the actor the rules see."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The functions of product.md. `public` is nobody's role: it is the absence of an actor."""

    ADMIN = "admin"
    COORDINATOR = "coordinator"
    EXPERT = "expert"
    ASSESSOR = "assessor"
    LEAD = "lead"
    MEMBER = "member"


class Position(StrEnum):
    """What a person is in a school; head and coordinator hold the role `lead`."""

    HEAD = "head"
    COORDINATOR = "coordinator"
    STAFF = "staff"


NEEDS_TOTP = frozenset({Role.ADMIN, Role.COORDINATOR, Role.EXPERT, Role.ASSESSOR})


@dataclass(frozen=True)
class Grant:
    """A role in its scope: a programme (coordinator, expert, assessor), a school (lead, member) or neither (admin)."""

    role: Role
    programme_id: int | None = None
    school_id: int | None = None
    position: Position | None = None


@dataclass(frozen=True)
class Actor:
    """The person who asks, as the rules know them. `user_id` is None for the public."""

    user_id: int | None
    grants: tuple[Grant, ...] = ()

    @property
    def signed_in(self) -> bool:
        return self.user_id is not None

    def has(self, *roles: Role) -> bool:
        """Does the actor hold one of these roles anywhere?"""
        return any(grant.role in roles for grant in self.grants)

    def coordinates(self, programme_id: int) -> bool:
        return any(g.role is Role.COORDINATOR and g.programme_id == programme_id for g in self.grants)

    def leads(self, school_id: int) -> bool:
        return any(g.role is Role.LEAD and g.school_id == school_id for g in self.grants)

    def heads(self, school_id: int) -> bool:
        return any(
            g.role is Role.LEAD and g.school_id == school_id and g.position is Position.HEAD
            for g in self.grants
        )

    def belongs(self, school_id: int) -> bool:
        """Is the actor staff of this school, in any position?"""
        return any(g.role in (Role.LEAD, Role.MEMBER) and g.school_id == school_id for g in self.grants)

    def has_school(self) -> bool:
        return any(g.school_id is not None for g in self.grants)


PUBLIC = Actor(None)
