"""Cases of a programme: the list, longest waiting first, and one case with the people on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from app import clock
from app.casefile import history
from app.domain.facts import AssignmentState, Function
from app.domain.holding import HOLDS, Hold, due
from app.domain.seats import open_seats
from app.domain.workflow import State
from app.extensions import db
from app.models.account import User
from app.models.application import Application
from app.models.programme import Assignment, Programme
from app.models.school import School
from app.programmes.queries import holders
from app.programmes.queries.candidates import Candidate, candidates
from app.web import pagination
from app.web.pagination import Part, Place

KINDS = (str, int)


@dataclass(frozen=True)
class Filter:
    q: str = ""
    state: State | None = None
    region: str = ""
    overdue: bool = False

    @property
    def narrowed(self) -> bool:
        return bool(self.q or self.state or self.region or self.overdue)


@dataclass(frozen=True)
class Case:
    """One line of the list."""

    ref: str
    school: str
    region: str
    state: State
    holder: Hold | None
    person: str
    days: int
    due: datetime | None
    late: bool
    key: tuple[str, int]


@dataclass(frozen=True)
class CasesPage:
    part: Part
    found: int
    regions: tuple[str, ...]


@dataclass(frozen=True)
class CasePage:
    """One case: who holds it, the people on it, who may be asked now, and its history."""

    case: Case
    assignments: tuple[Assignment, ...]
    seats: dict[Function, tuple[Candidate, ...]]
    history: list[dict[str, str]]
    waits_for_answer: bool


def _cases(programme: Programme) -> Select[Any]:
    return (
        select(
            Application.id,
            Application.ref,
            Application.state,
            Application.moved_at,
            School.name.label("school"),
            School.region,
            holders.PERSON.label("person"),
            holders.PROMISED.label("promised"),
        )
        .join(School, School.id == Application.school_id)
        .where(Application.programme_id == programme.id)
    )


def _where(wish: Filter) -> list[Any]:
    found: list[Any] = []
    text = School.name_key + " " + School.place_key + " " + func.lower(Application.ref)
    found += [text.contains(word, autoescape=True) for word in wish.q.casefold().split()[:8]]
    if wish.state is not None:
        found.append(Application.state == wish.state)
    if wish.region:
        found.append(School.region == wish.region)
    if wish.overdue:
        found.append(holders.OVERDUE)
    return found


def _line(row: Any, moment: datetime) -> Case:
    should = due(row.state, row.moved_at, row.promised)
    return Case(
        row.ref,
        row.school,
        row.region,
        row.state,
        HOLDS.get(row.state),
        row.person or "",
        holders.days(row.moved_at, moment),
        should,
        should is not None and should < moment,
        (row.moved_at.isoformat(), row.id),
    )


def page(programme: Programme, wish: Filter, at: Place) -> CasesPage:
    """One part of the list, those that wait longest first. Two queries."""
    moment = clock.now()
    where, cutoffs = _where(wish), holders.cutoffs(moment)
    if at.mark is not None:
        at = Place((datetime.fromisoformat(at.mark[0]), at.mark[1]), at.backwards)
    query = pagination.bounded(_cases(programme).where(*where), (Application.moved_at, Application.id), at)
    rows = [_line(row, moment) for row in db.session.execute(query, cutoffs)]
    counts = (
        select(School.region, func.count())
        .join(Application, Application.school_id == School.id)
        .where(Application.programme_id == programme.id, *where)
        .group_by(School.region)
        .order_by(School.region)
    )
    found = db.session.execute(counts, cutoffs).all()
    regions = tuple(region for region, _ in found if region)
    return CasesPage(
        pagination.part(rows, at, lambda row: row.key), sum(count for _, count in found), regions
    )


def everything(programme: Programme, wish: Filter) -> Iterator[Case]:
    """All cases that the filters leave, for the file. One query."""
    moment = clock.now()
    query = _cases(programme).where(*_where(wish)).order_by(Application.moved_at, Application.id)
    return (_line(row, moment) for row in db.session.execute(query, holders.cutoffs(moment)))


def case_page(application: Application, programme: Programme) -> CasePage:
    """Everything on a case's page. At most seven queries, however many people there are."""
    moment = clock.now()
    row = db.session.execute(_cases(programme).where(Application.id == application.id)).one()
    people = select(Assignment, User).join(User, User.id == Assignment.user_id)
    people = people.where(Assignment.application_id == application.id).order_by(Assignment.id)
    assignments = tuple(assignment for assignment, _ in db.session.execute(people))
    seats = open_seats(application.state, (one.facts() for one in assignments))
    return CasePage(
        case=_line(row, moment),
        assignments=assignments,
        seats={function: candidates(application, function) for function in seats},
        history=history.timeline(application.id, application.state),
        waits_for_answer=any(one.state is AssignmentState.PROPOSED for one in assignments),
    )


@dataclass(frozen=True)
class CaseOf:
    """Where an assignment belongs: programme, reference, school."""

    slug: str
    ref: str
    school: str


def case_of(assignment: Assignment) -> CaseOf:
    """One query."""
    query = (
        select(Programme.slug, Application.ref, School.name)
        .join(Application, Application.programme_id == Programme.id)
        .join(School, School.id == Application.school_id)
        .where(Application.id == assignment.application_id)
    )
    return CaseOf(*db.session.execute(query).one())
