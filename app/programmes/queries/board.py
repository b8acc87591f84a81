"""The coordinator's board: what is overdue and who holds it, how far the schools have come. Three queries."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, bindparam, func, literal, null, select, union_all

from app import clock
from app.domain.funnel import RegionCount, Step, by_region, funnel
from app.domain.holding import ANSWER_DAYS, HOLDS, Holder, due
from app.domain.workflow import State
from app.models.account import User
from app.models.application import Application
from app.models.programme import Assignment, Programme
from app.models.school import School
from app.programmes.queries import holders
from app.web import reading

MOST_READ, MOST_SHOWN = 200, 10  # read by age, shown by lateness


PROGRAMME = bindparam("programme", type_=Integer())
REGIONS = (
    select(School.region, School.reached, func.count().label("schools"))
    .where(School.programme_id == PROGRAMME)
    .group_by(School.region, School.reached)
)
STATES = (
    select(Application.state, func.count())
    .where(Application.programme_id == PROGRAMME)
    .group_by(Application.state)
)
_cases = (
    select(
        Application.ref,
        School.name,
        Application.state,
        holders.PERSON.label("person"),
        Application.moved_at.label("since"),
        holders.PROMISED.label("promised"),
        null().label("function"),
    )
    .join(School, School.id == Application.school_id)
    .where(Application.programme_id == PROGRAMME, holders.OVERDUE)
    .order_by(Application.moved_at)
    .limit(MOST_READ)
)
_proposals = (
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
    .where(Assignment.programme_id == PROGRAMME, holders.UNANSWERED)
    .order_by(Assignment.proposed_at)
    .limit(MOST_READ)
)
LATE = union_all(select(_cases.subquery()), select(_proposals.subquery()))


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
    ask, of = reading.connection(), {"programme": programme.id}
    rows = ask.execute(REGIONS, of)
    regions = by_region((row.region, row.reached, row.schools) for row in rows)
    states = dict(iter(ask.execute(STATES, of)))
    return Board(
        (), False, tuple((one, states[one]) for one in State if one in states), regions, funnel(regions)
    )


def board(programme: Programme) -> Board:
    """Everything on a coordinator's first page. Three queries."""
    counts, moment = figures(programme), clock.now()
    rows = reading.connection().execute(LATE, {"programme": programme.id, **holders.cutoffs(moment)})
    found = sorted((_item(row, moment) for row in rows), key=lambda one: -one.late)
    return Board(
        tuple(found[:MOST_SHOWN]), len(found) > MOST_SHOWN, counts.states, counts.regions, counts.steps
    )


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
