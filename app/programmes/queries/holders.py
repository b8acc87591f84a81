"""Who holds a case and since when, as SQL columns: the board and the list of cases ask the same."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, null, or_, select

from app.domain.facts import AssignmentState
from app.domain.holding import HOLDS, latest_start
from app.domain.workflow import State
from app.models.account import User
from app.models.application import Application
from app.models.programme import Assignment


def _function() -> Any:
    """SQL of the function that holds an application in its present state; NULL for school and programme."""
    held = {state: hold.holder.function for state, hold in HOLDS.items() if hold.holder.function}
    return case(
        *((Application.state == state, function.value) for state, function in held.items()), else_=null()
    )


def _holding() -> tuple[ColumnElement[bool], ...]:
    return (
        Assignment.application_id == Application.id,
        Assignment.ended_at.is_(None),
        Assignment.state == AssignmentState.DECLARED,
        Assignment.function == _function(),
    )


def person() -> Any:
    """SQL of the name of the first person whose turn it is; NULL when no one person is."""
    found = select(User.name).join(Assignment, Assignment.user_id == User.id).where(*_holding())
    return found.order_by(Assignment.id).limit(1).correlate(Application).scalar_subquery()


def promised() -> Any:
    """SQL of the date given to the holder, NULL without one."""
    return select(func.min(Assignment.due_at)).where(*_holding()).correlate(Application).scalar_subquery()


def overdue(moment: datetime) -> ColumnElement[bool]:
    """SQL of "should have moved on before this moment"."""
    late = or_(
        *(
            and_(Application.state == state, Application.moved_at < latest_start(state, moment))
            for state in HOLDS
        )
    )
    return and_(
        Application.state.in_(tuple(HOLDS)),
        or_(promised() < moment, and_(promised().is_(None), late)),
    )


def days(since: datetime, moment: datetime) -> int:
    """Whole days from one moment to another, never negative."""
    return max(0, (moment - since).days)


def open_states() -> tuple[State, ...]:
    return tuple(HOLDS)
