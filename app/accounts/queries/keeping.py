"""What keeps a person from leaving: a school without a head, a case without its judge."""

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.domain.facts import AssignmentState
from app.domain.message import Message
from app.domain.readiness import Obstacle
from app.domain.roles import Position, Role
from app.domain.workflow import FINAL
from app.extensions import db
from app.models.account import RoleGrant, User
from app.models.application import Application
from app.models.programme import Assignment, Programme
from app.models.school import School


def keeping(user: User) -> tuple[Obstacle, ...]:
    """Why this account cannot be erased or closed now, each with what to do; empty when nothing stands against it."""
    return (*_only_holder(user), *_running_cases(user))


def _only_holder(user: User) -> list[Obstacle]:
    """Roles that must not be left empty: head of a school, coordinator of a programme, administrator."""
    mine, other = aliased(RoleGrant), aliased(RoleGrant)
    others = (
        select(func.count(other.id))
        .where(
            other.role == mine.role,
            other.position.is_not_distinct_from(mine.position),
            other.school_id.is_not_distinct_from(mine.school_id),
            other.programme_id.is_not_distinct_from(mine.programme_id),
            other.user_id != user.id,
            other.revoked_at.is_(None),
            other.confirmed_at.is_not(None),
        )
        .scalar_subquery()
    )
    alone = (mine.position == Position.HEAD) | mine.role.in_((Role.COORDINATOR, Role.ADMIN))
    query = (
        select(mine.role, func.coalesce(School.name, Programme.name, ""))
        .outerjoin(School, School.id == mine.school_id)
        .outerjoin(Programme, Programme.id == mine.programme_id)
        .where(
            mine.user_id == user.id,
            mine.revoked_at.is_(None),
            mine.confirmed_at.is_not(None),
            alone,
            others == 0,
            School.archived_at.is_(None),
            Programme.closed_at.is_(None),
        )
    )
    return [_alone(role, place) for role, place in db.session.execute(query)]


def _alone(role: Role, place: str) -> Obstacle:
    if role is Role.ADMIN:
        return Obstacle(
            "role", Message("This is the only administrator of the platform. Make another one first.")
        )
    if role is Role.COORDINATOR:
        why = Message(
            "Only this person coordinates %(place)s. Ask the administrator to name another coordinator first.",
            {"place": place},
        )
    else:
        why = Message(
            "%(place)s would be without a head. Invite the new head first; when they have come in, come back.",
            {"place": place},
        )
    return Obstacle("role", why)


def _running_cases(user: User) -> list[Obstacle]:
    query = (
        select(Application.ref)
        .join(Assignment, Assignment.application_id == Application.id)
        .where(
            Assignment.user_id == user.id,
            Assignment.ended_at.is_(None),
            Application.state.not_in(FINAL),
            Assignment.state.in_((AssignmentState.PROPOSED, AssignmentState.DECLARED)),
        )
    )
    return [Obstacle("case", _running(ref)) for ref in db.session.scalars(query.distinct())]


def _running(ref: str) -> Message:
    return Message(
        "The case %(ref)s is still running. Ask the coordinator to give it to somebody else.", {"ref": ref}
    )
