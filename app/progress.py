"""How far people are, read from rows: asked by every page, list and file about training.

Rules: `app.domain.progress`. Each function costs one or two SQL queries, however many people are asked about.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import Integer, bindparam, cast, func, null, select, union_all

from app import clock
from app.domain.progress import LearningFacts, Progress, progress
from app.extensions import db
from app.models.learning import Attempt, Enrolment, Plan, ScreenVisit
from modules.load import curriculum
from modules.model import Module


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
    nothing = cast(null(), Integer)
    visits = select(
        ScreenVisit.enrolment_id, ScreenVisit.screen, nothing.label("score"), nothing.label("out_of")
    ).where(of(ScreenVisit.enrolment_id))
    marks = (
        select(Attempt.enrolment_id, Attempt.screen, func.max(Attempt.score), func.max(Attempt.out_of))
        .where(of(Attempt.enrolment_id), Attempt.finished_at.is_not(None), Attempt.score.is_not(None))
        .group_by(Attempt.enrolment_id, Attempt.screen)
    )
    return union_all(visits, marks)


# Built once: making a statement costs as much as running it.
_ONE = _done(lambda column: column == bindparam("enrolment"))
_BEGUN = (
    select(Enrolment, Plan.id.is_not(None).label("planned"))
    .outerjoin(Plan, Plan.enrolment_id == Enrolment.id)
    .where(Enrolment.user_id.in_(bindparam("people", expanding=True)))
)
_MANY = _done(
    lambda column: column.in_(
        select(Enrolment.id).where(Enrolment.user_id.in_(bindparam("people", expanding=True)))
    )
)


def _facts(user_ids: Collection[int]) -> dict[tuple[int, str], LearningFacts]:
    """(user id, module id) → what that person did there; absent when never begun. Two queries."""
    modules = {module.id: module for module in curriculum().modules}
    people = {"people": list(user_ids)}
    enrolments = [row for row in db.session.execute(_BEGUN, people) if row[0].module in modules]
    rows: dict[int, list[Any]] = defaultdict(list)
    for row in db.session.execute(_MANY, people) if enrolments else ():
        rows[row.enrolment_id].append(row)
    return {
        (one.user_id, one.module): _learning(modules[one.module], one, rows[one.id], plan_saved=planned)
        for one, planned in enrolments
    }


def _learning(
    module: Module, enrolment: Enrolment, rows: Iterable[Any], *, plan_saved: bool
) -> LearningFacts:
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
