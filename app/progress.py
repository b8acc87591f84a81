"""How far people are, read from rows: asked by every page, list and file about training.

Rules: `app.domain.progress`. Each function costs one or two SQL queries, however many people are asked about.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Integer, String, bindparam, cast, func, null, select, union_all

from app import clock
from app.domain.progress import LearningFacts, Progress, progress
from app.extensions import db
from app.models.learning import Attempt, Enrolment, Plan, ScreenVisit
from app.web import reading
from modules.load import curriculum
from modules.model import Module


@dataclass(frozen=True)
class Mine:
    """One learner in one module: the id of the enrolment (None: not begun) and how far it is."""

    enrolment: int | None
    progress: Progress


def of_person(user_id: int) -> dict[str, Progress]:
    """Module id → progress of one person, for every module, begun or not."""
    return of_people([user_id])[user_id]


def of_people(user_ids: Collection[int]) -> dict[int, dict[str, Progress]]:
    """User id → module id → progress, for everybody asked about."""
    facts, today = _facts(user_ids), clock.today()
    modules = curriculum().modules
    nothing = {module.id: progress(module, LearningFacts(), today) for module in modules}
    return {
        user_id: {
            module.id: progress(module, facts[user_id, module.id], today)
            if (user_id, module.id) in facts
            else nothing[module.id]
            for module in modules
        }
        for user_id in user_ids
    }


def passed_all(user_ids: Collection[int]) -> dict[int, date | None]:
    """User id → the day on which the last of all modules was passed; None while one is missing.

    A refresh that is due takes nothing away here; `of_people` tells about it.
    """
    facts, today = _facts(user_ids), clock.today()
    modules = curriculum().modules
    found: dict[int, date | None] = {}
    for user_id in user_ids:
        mine = [facts.get((user_id, module.id), LearningFacts()) for module in modules]
        passed = all(progress(module, one, today).passed for module, one in zip(modules, mine, strict=True))
        found[user_id] = max(one.passed_on or today for one in mine) if passed else None
    return found


@dataclass(frozen=True)
class Pass:
    """The day on which a module was passed, or refreshed, and the version it had then."""

    on: date
    version: str


def passes(user_id: int) -> dict[str, Pass]:
    """Module id → the pass of one person, for every module passed. Two queries."""
    facts, today = _facts([user_id]), clock.today()
    return {
        module.id: Pass(mine.passed_on or today, mine.passed_version or module.version)
        for module in curriculum().modules
        if (mine := facts.get((user_id, module.id))) and progress(module, mine, today).passed
    }


def of_learner(user_id: int, module: Module) -> Mine:
    """How far one learner is in one module. One query."""
    rows = reading.connection().execute(_LEARNER, {"user": user_id, "module": module.id}).all()
    return _mine(module.id, module.version, tuple(rows), clock.today())


@lru_cache(maxsize=2048)
def _mine(module_id: str, version: str, rows: tuple[Any, ...], today: date) -> Mine:
    """The same rows on the same day are the same progress: worked out once."""
    module = curriculum().module(module_id)
    begun = next((row for row in rows if row.user_id is not None), None)
    if begun is None:
        return Mine(None, progress(module, LearningFacts(), today))
    done = (row for row in rows if row.user_id is None)
    facts = _learning(module, begun, done, plan_saved=begun.planned)
    return Mine(begun.id, progress(module, facts, today))


def of_enrolment(module: Module, enrolment: Enrolment | None, *, plan_saved: bool) -> Progress:
    """Progress of the learner whose enrolment is at hand; None: not begun. One query."""
    if enrolment is None:
        return progress(module, LearningFacts(), clock.today())
    rows = db.session.execute(_ONE, {"enrolment": enrolment.id}).all()
    return progress(module, _learning(module, enrolment, rows, plan_saved=plan_saved), clock.today())


def _done(of: Callable[[Any], Any]) -> Any:
    """Rows (enrolment_id, screen, score, out_of): a visit has no score, a screen with marks has its best.

    of: makes the condition on the column that names the enrolment.
    """
    visit, attempt = ScreenVisit.__table__.c, Attempt.__table__.c
    nothing = cast(null(), Integer)
    visits = select(visit.enrolment_id, visit.screen, nothing.label("score"), nothing.label("out_of")).where(
        of(visit.enrolment_id)
    )
    marks = (
        select(attempt.enrolment_id, attempt.screen, func.max(attempt.score), func.max(attempt.out_of))
        .where(of(attempt.enrolment_id), attempt.finished_at.is_not(None), attempt.score.is_not(None))
        .group_by(attempt.enrolment_id, attempt.screen)
    )
    return union_all(visits, marks)


# Built once: making a statement costs as much as running it. Columns, not entities: those cost as much again.
_ENROLMENT, _PLAN = Enrolment.__table__, Plan.__table__
_ENROLLED = (_ENROLMENT.c.id, _ENROLMENT.c.user_id, _ENROLMENT.c.module, _ENROLMENT.c.module_version)
_PASSED = (_ENROLMENT.c.passed_at, _PLAN.c.id.is_not(None).label("planned"))
_DONE = (("screen", String), ("score", Integer), ("out_of", Integer))
_ONE = _done(lambda column: column == bindparam("enrolment"))
_BEGUN = (
    select(*_ENROLLED, *_PASSED)
    .select_from(_ENROLMENT.outerjoin(_PLAN, _PLAN.c.enrolment_id == _ENROLMENT.c.id))
    .where(_ENROLMENT.c.user_id.in_(bindparam("people", expanding=True)))
)
_MANY = _done(
    lambda column: column.in_(
        select(Enrolment.id).where(Enrolment.user_id.in_(bindparam("people", expanding=True)))
    )
)


def _learner() -> Any:
    """One row of the enrolment with `user_id`, then the rows of `_done` without."""
    own = _ENROLMENT.c.user_id == bindparam("user"), _ENROLMENT.c.module == bindparam("module")
    nothing = [cast(null(), kind).label(name) for name, kind in _DONE]
    begun = select(_ENROLMENT.c.id, *nothing, *_ENROLLED[1:], *_PASSED)
    begun = begun.select_from(_ENROLMENT.outerjoin(_PLAN, _PLAN.c.enrolment_id == _ENROLMENT.c.id)).where(
        *own
    )
    done = _done(lambda column: column == select(_ENROLMENT.c.id).where(*own).scalar_subquery())
    blanks = [cast(null(), column.type) for column in (*_ENROLLED[1:], *_PASSED)]
    rest = [one.add_columns(*blanks) for one in done.selects]
    return union_all(begun, *rest)


_LEARNER = _learner()


def _facts(user_ids: Collection[int]) -> dict[tuple[int, str], LearningFacts]:
    """(user id, module id) → what that person did there; absent when never begun. Two queries."""
    modules = {module.id: module for module in curriculum().modules}
    people = {"people": list(user_ids)}
    enrolments = [row for row in db.session.execute(_BEGUN, people) if row.module in modules]
    rows: dict[int, list[Any]] = defaultdict(list)
    for row in db.session.execute(_MANY, people) if enrolments else ():
        rows[row.enrolment_id].append(row)
    return {
        (one.user_id, one.module): _learning(modules[one.module], one, rows[one.id], plan_saved=one.planned)
        for one in enrolments
    }


def _learning(
    module: Module, enrolment: Enrolment | Any, rows: Iterable[Any], *, plan_saved: bool
) -> LearningFacts:
    """What was done, from the enrolment (or its columns) and rows of `_done`."""
    kinds = {screen.id: screen.kind for screen in module.screens}
    seen: set[str] = set()
    best: int | None = None
    all_right = False
    for row in rows:
        if row.score is None:
            seen.add(row.screen)
        elif kinds.get(row.screen) == "check":
            best = row.score
        elif kinds.get(row.screen) == "precheck":
            all_right = row.score == row.out_of
    return LearningFacts(
        screens_seen=frozenset(seen),
        best_check_score=best,
        plan_saved=plan_saved,
        precheck_all_right=all_right,
        passed_on=enrolment.passed_at.date() if enrolment.passed_at else None,
        passed_version=enrolment.module_version if enrolment.passed_at else "",
    )
