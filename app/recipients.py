"""Who is told: the people behind a function, as rows for `announce`."""

from sqlalchemy import ColumnElement, select

from app.domain.facts import AssignmentState, Function
from app.domain.roles import Role
from app.extensions import db
from app.models.account import RoleGrant, User
from app.models.application import Application
from app.models.programme import Assignment


def _holders(role: Role, *where: ColumnElement[bool]) -> list[User]:
    query = (
        select(User)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(
            RoleGrant.role == role,
            RoleGrant.revoked_at.is_(None),
            RoleGrant.confirmed_at.is_not(None),
            *where,
        )
        .order_by(User.id)
    )
    return list(db.session.scalars(query))


def school_leads(school_id: int) -> list[User]:
    """Head and online-safety coordinator of a school."""
    return _holders(Role.LEAD, RoleGrant.school_id == school_id)


def programme_coordinators(programme_id: int) -> list[User]:
    return _holders(Role.COORDINATOR, RoleGrant.programme_id == programme_id)


def assigned(application: Application, *functions: Function) -> list[User]:
    """Those who declared no conflict and hold one of these functions now."""
    query = (
        select(User)
        .join(Assignment, Assignment.user_id == User.id)
        .where(
            Assignment.application_id == application.id,
            Assignment.function.in_(functions),
            Assignment.state == AssignmentState.DECLARED,
        )
        .order_by(User.id)
    )
    return list(db.session.scalars(query))
