"""What a person did for a school, and whether that bars them from a function: asked when somebody is proposed,
when they declare, and again when they decide. There is no way round it for anyone (product.md)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select

from app import clock
from app.domain.award import add_months
from app.domain.facts import AssignmentState, Function, History
from app.domain.independence import COOLING_MONTHS, exclusions
from app.domain.message import Message
from app.domain.roles import Role
from app.domain.workflow import FINAL, State
from app.extensions import db
from app.models.account import RoleGrant
from app.models.application import Application
from app.models.programme import Assignment

LIVE = (AssignmentState.PROPOSED, AssignmentState.DECLARED)


def history(user_id: int, school_id: int) -> History:
    """What this person did for this school and holds elsewhere. Two queries."""
    today = clock.today()
    query = select(RoleGrant.role, RoleGrant.programme_id, RoleGrant.school_id, RoleGrant.revoked_at)
    grants = db.session.execute(query.where(RoleGrant.user_id == user_id)).all()
    live = [grant for grant in grants if grant.revoked_at is None]
    return History(
        user_id=user_id,
        employed=any(
            grant.school_id == school_id
            and (grant.revoked_at is None or add_months(grant.revoked_at.date(), COOLING_MONTHS) > today)
            for grant in grants
        ),
        past=tuple(
            (row.function, _last_day(row.ended_at, row.state, row.moved_at))
            for row in _functions(user_id, school_id)
        ),
        coordinates=frozenset(
            grant.programme_id for grant in live if grant.role is Role.COORDINATOR and grant.programme_id
        ),
        admin=any(grant.role is Role.ADMIN for grant in live),
    )


def _functions(user_id: int, school_id: int) -> Sequence[Any]:
    """Functions that this person took up (declared) at this school, ended or not."""
    query = (
        select(Assignment.function, Assignment.ended_at, Application.state, Application.moved_at)
        .join(Application, Application.id == Assignment.application_id)
        .where(
            Assignment.user_id == user_id,
            Assignment.school_id == school_id,
            Assignment.declared_at.is_not(None),
        )
    )
    return db.session.execute(query).all()


def _last_day(ended_at: datetime | None, state: State, moved_at: datetime) -> date | None:
    """A function ends with its assignment, or with the case."""
    if ended_at is not None:
        return ended_at.date()
    return moved_at.date() if state in FINAL else None


def present(user_id: int, application_id: int, *, but: int | None = None) -> frozenset[Function]:
    """Functions on this very application: those that run, and those once taken up. One query."""
    query = select(Assignment.function).where(
        Assignment.user_id == user_id,
        Assignment.application_id == application_id,
        or_(Assignment.state.in_(LIVE), Assignment.declared_at.is_not(None)),
    )
    if but is not None:
        query = query.where(Assignment.id != but)
    return frozenset(db.session.scalars(query))


def standing_against(
    user_id: int, function: Function, application: Application, *, but: int | None = None
) -> tuple[Message, ...]:
    """Why this person may not take this function on this application; empty when nothing stands against it.

    but: id of the assignment that is being decided upon, which does not speak against itself.
    """
    return exclusions(
        history(user_id, application.school_id),
        function,
        application.programme_id,
        clock.today(),
        present(user_id, application.id, but=but),
    )
