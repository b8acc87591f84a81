"""The coordinator's board: what is overdue and who holds it, how far the schools have come. Three queries."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, literal, null, select, union_all

from app import clock
from app.domain.facts import AssignmentState
from app.domain.funnel import RegionCount, Step, by_region, funnel
from app.domain.holding import ANSWER_DAYS, HOLDS, Holder, due
from app.domain.workflow import State
from app.extensions import db
from app.models.account import User
from app.models.application import Application
from app.models.programme import Assignment, Programme
from app.models.school import School
from app.programmes.queries import holders

MOST_READ, MOST_SHOWN = 200, 10  # read by age, shown by lateness


@dataclass(frozen=True)
class Overdue:
    """A case that should have moved on, or a proposal nobody answered (`asked` names the function)."""

    ref: str
    school: str
    state: State
    holder: Holder
    person: str
    days: int  # since the case lies here
    late: int  # since it should have moved on
    asked: str = ""


@dataclass(frozen=True)
class Board:
    overdue: tuple[Overdue, ...]
    more: bool  # there are more than are shown
    states: tuple[tuple[State, int], ...]
    regions: tuple[RegionCount, ...]
    steps: dict[Step, int]

    @property
    def schools(self) -> int:
        return self.steps[Step.LISTED]


def figures(programme: Programme) -> Board:
    """Counts only, for those who may not see single cases. Two queries."""
    regions = by_region(
        (row.region, row.reached, row.schools) for row in db.session.execute(_regions(programme))
    )
    return Board((), False, _states(programme), regions, funnel(regions))


def board(programme: Programme) -> Board:
    """Everything on a coordinator's first page. Three queries."""
    counts = figures(programme)
    found = _overdue(programme, clock.now())
    shown = tuple(sorted(found, key=lambda one: -one.late))[:MOST_SHOWN]
    return Board(shown, len(found) > MOST_SHOWN, counts.states, counts.regions, counts.steps)


def _regions(programme: Programme) -> Any:
    return (
        select(School.region, School.reached, func.count().label("schools"))
        .where(School.programme_id == programme.id)
        .group_by(School.region, School.reached)
    )


def _states(programme: Programme) -> tuple[tuple[State, int], ...]:
    query = (
        select(Application.state, func.count())
        .where(Application.programme_id == programme.id)
        .group_by(Application.state)
    )
    found = dict(iter(db.session.execute(query)))
    return tuple((state, found[state]) for state in State if state in found)


def _overdue(programme: Programme, moment: datetime) -> list[Overdue]:
    late = (
        select(
            Application.ref,
            School.name,
            Application.state,
            holders.person().label("person"),
            Application.moved_at.label("since"),
            holders.promised().label("promised"),
            null().label("function"),
        )
        .join(School, School.id == Application.school_id)
        .where(Application.programme_id == programme.id, holders.overdue(moment))
        .order_by(Application.moved_at)
        .limit(MOST_READ)
    )
    asked = (
        select(
            Application.ref,
            School.name,
            Application.state,
            User.name,
            Assignment.proposed_at,
            literal(None, type_=Assignment.due_at.type),
            Assignment.function,
        )
        .join(Application, Application.id == Assignment.application_id)
        .join(School, School.id == Application.school_id)
        .join(User, User.id == Assignment.user_id)
        .where(
            and_(
                Assignment.programme_id == programme.id,
                Assignment.state == AssignmentState.PROPOSED,
                Assignment.ended_at.is_(None),
                Assignment.proposed_at < moment - timedelta(days=ANSWER_DAYS),
            )
        )
        .order_by(Assignment.proposed_at)
        .limit(MOST_READ)
    )
    rows = db.session.execute(union_all(select(late.subquery()), select(asked.subquery())))
    return [_item(row, moment) for row in rows]


def _item(row: Any, moment: datetime) -> Overdue:
    lies = holders.days(row.since, moment)
    if row.function:
        return Overdue(
            row.ref,
            row.name,
            row.state,
            Holder(row.function),
            row.person,
            lies,
            lies - ANSWER_DAYS,
            row.function,
        )
    should = due(row.state, row.since, row.promised)
    assert should is not None
    holder = HOLDS[row.state].holder
    return Overdue(row.ref, row.name, row.state, holder, row.person or "", lies, holders.days(should, moment))
