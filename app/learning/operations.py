"""What a learner does. Answers are added and never changed: a repeated request finds the first one and leaves it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from app import audit, clock, progress, recall
from app.domain.action import Action
from app.domain.errors import Invalid, NotNow
from app.domain.marking import Verdict, draw, mark_item
from app.domain.message import Message
from app.domain.progress import Status, refresh_due
from app.extensions import db
from app.models.learning import Attempt, Enrolment, Plan, Response, ScreenVisit
from app.models.school import Task
from modules.model import Item, Module, Screen

READING = ("door", "lesson", "tool")  # kinds of screens that are done when the learner goes on


def leave_screen(user_id: int, module: Module, screen: Screen) -> None:
    """Go on from a screen: reading is done by this; a screen with a task is done by its task alone."""
    enrolment, moves = _enrolment(user_id, module)
    if screen.kind in READING:
        _see(enrolment, screen)
    _settle(enrolment, module, moves)


def begin_attempt(user_id: int, module: Module, screen: Screen, *, language: str, keep: int = 0) -> None:
    """A new go at the check or the scenario; an open check goes on instead, so that nothing answered is lost.

    keep: how many decisions of the newest go through the scenario still stand.
    """
    enrolment, moves = _enrolment(user_id, module)
    before = _attempts(enrolment, screen)
    latest = before[-1] if before else None
    if screen.kind == "check" and (latest is None or latest.finished_at is not None):
        number = len(before) + 1
        met = [item for one in before for item in one.items]
        seed = f"{enrolment.id}:{number}"
        items = draw(module.bank, module.check.draw, seed=seed, seen=met)
        _begin(enrolment, module, screen, number, items, language)
    elif screen.kind == "scenario" and latest is not None:
        _retell(enrolment, module, screen, latest, keep, language)
    _settle(enrolment, module, moves)


def answer_item(
    user_id: int,
    module: Module,
    screen: Screen,
    *,
    number: int,
    item: Item,
    answer: Mapping[str, Any],
    language: str,
) -> None:
    """Keep the answer to one item of go `number`. The first answer stands, whatever comes later.

    answer: {"chosen": [...]} or {"placed": {...}}, with "sure" on the pre-check.
    """
    enrolment, moves = _enrolment(user_id, module)
    attempt = _attempt(enrolment, module, screen, number, screen.items, language)
    if item.id not in attempt.items:
        raise Invalid(Message("This question belongs to another round. Nothing was changed."))
    if db.session.get(Response, (attempt.id, item.id)) is None:
        mark = mark_item(item, answer.get("placed") or answer.get("chosen"))
        _respond(attempt, item.id, answer, right=mark.verdict is Verdict.RIGHT)
        _finish_when_answered(enrolment, module, screen, attempt)
    _settle(enrolment, module, moves)


def decide(
    user_id: int, module: Module, screen: Screen, *, number: int, node: str, choice: str, language: str
) -> None:
    """Decide in the incident or in one scene of the scenario. A scene already left keeps its decision."""
    enrolment, moves = _enrolment(user_id, module)
    attempt = _attempt(enrolment, module, screen, number, (screen.start or node,), language)
    if attempt.items[-1] == node and attempt.finished_at is None:
        _respond(attempt, node, {"choice": choice}, right=True)
        reached = _reached(module, screen, node, choice)
        if reached is not None:
            attempt.items = [*attempt.items, reached]
        if reached is None or (module.scenario is not None and reached in module.scenario.endings):
            attempt.finished_at = clock.now()
            _see(enrolment, screen)
    _settle(enrolment, module, moves)


def _reached(module: Module, screen: Screen, node: str, choice: str) -> str | None:
    """Where a decision leads; None in the incident, which is over after one."""
    if screen.kind == "incident" or module.scenario is None:
        return None
    return module.scenario.nodes[node].choices[choice]


def save_plan(
    user_id: int,
    module: Module,
    *,
    school_id: int | None,
    suggestion: str | None,
    criterion: str | None,
    when: str,
    who: str,
    action: str,
    proof: str,
    due_on: date | None,
) -> Plan:
    """Keep the plan, and put it on the school's board when the learner belongs to a school."""
    enrolment, moves = _enrolment(user_id, module)
    plan = db.session.scalars(select(Plan).where(Plan.enrolment_id == enrolment.id)).one_or_none()
    plan = plan or Plan(enrolment_id=enrolment.id)
    plan.suggestion, plan.criterion, plan.due_on = suggestion, criterion, due_on
    plan.when, plan.who, plan.action, plan.proof = when, who, action, proof
    plan.saved_at = clock.now()
    db.session.add(plan)
    db.session.flush()
    if school_id is not None:
        _put_on_board(plan, school_id, user_id)
    _settle(enrolment, module, [*moves, "plan saved"])
    return plan


def _put_on_board(plan: Plan, school_id: int, user_id: int) -> None:
    """The plan's task with the plan's words; a task already done stays as it was, and a new one is added."""
    task = db.session.scalars(select(Task).where(Task.plan_id == plan.id)).one_or_none()
    if task is not None and task.done_at is not None:
        task.plan_id = None
        db.session.flush()
        task = None
    if task is None:
        task = Task(
            school_id=school_id,
            plan_id=plan.id,
            created_by_id=user_id,
            created_at=clock.now(),
        )
    task.title = plan.action[:1].upper() + plan.action[1:]
    task.who, task.when, task.proof = plan.who, plan.when, plan.proof
    task.criterion, task.due_on = plan.criterion, plan.due_on
    db.session.add(task)


def _enrolment(user_id: int, module: Module) -> tuple[Enrolment, list[str]]:
    """The learner's enrolment, locked until the commit; made on the first step into the module."""
    query = select(Enrolment).where(Enrolment.user_id == user_id, Enrolment.module == module.id)
    found = db.session.scalars(query.with_for_update()).one_or_none()
    if found is not None:
        return found, []
    made = Enrolment(user_id=user_id, module=module.id, module_version=module.version, started_at=clock.now())
    db.session.add(made)
    db.session.flush()
    return made, ["enrolled"]


def _settle(enrolment: Enrolment, module: Module, moves: list[str]) -> None:
    """Record the moment of the pass, or of the refresh, and tell the log what moved."""
    planned = db.session.scalar(select(Plan.id).where(Plan.enrolment_id == enrolment.id)) is not None
    now = progress.of_enrolment(module, enrolment, plan_saved=planned)
    if now.status is Status.PASSED and enrolment.passed_at is None:
        _pass(enrolment, module)
        recall.make(enrolment)
        moves = [*moves, "passed"]
    if moves:
        audit.record(Action.LEARN, enrolment, module=module.id, version=module.version, moves=moves)


def _pass(enrolment: Enrolment, module: Module) -> None:
    enrolment.passed_at, enrolment.module_version = clock.now(), module.version


def _see(enrolment: Enrolment, screen: Screen) -> None:
    if db.session.get(ScreenVisit, (enrolment.id, screen.id)) is None:
        db.session.add(ScreenVisit(enrolment_id=enrolment.id, screen=screen.id, seen_at=clock.now()))


def _attempts(enrolment: Enrolment, screen: Screen) -> list[Attempt]:
    query = select(Attempt).where(Attempt.enrolment_id == enrolment.id, Attempt.screen == screen.id)
    return list(db.session.scalars(query.order_by(Attempt.number)))


def _attempt(
    enrolment: Enrolment, module: Module, screen: Screen, number: int, items: Sequence[str], language: str
) -> Attempt:
    """The go a form belongs to. Screens that always ask the same begin with their first answer."""
    before = _attempts(enrolment, screen)
    found = next((one for one in before if one.number == number), None)
    if found is None and (before or number != 1 or not items):
        raise NotNow(Message("This round is not open. Please begin it from its screen."))
    return found or _begin(enrolment, module, screen, 1, items, language)


def _begin(
    enrolment: Enrolment, module: Module, screen: Screen, number: int, items: Sequence[str], language: str
) -> Attempt:
    attempt = Attempt(
        enrolment_id=enrolment.id,
        screen=screen.id,
        number=number,
        items=list(items),
        module_version=module.version,
        language=language,
        started_at=clock.now(),
    )
    db.session.add(attempt)
    db.session.flush()
    return attempt


def _respond(attempt: Attempt, item: str, answer: Mapping[str, Any], *, right: bool) -> None:
    row = Response(
        attempt_id=attempt.id, item=item, answer=dict(answer), right=right, answered_at=clock.now()
    )
    db.session.add(row)


def _finish_when_answered(enrolment: Enrolment, module: Module, screen: Screen, attempt: Attempt) -> None:
    """Close the go when every question that still exists has its answer; a passed check may be a refresh."""
    given = list(db.session.scalars(select(Response).where(Response.attempt_id == attempt.id)))
    asked = {one for one in attempt.items if any(item.id == one for item in module.items)}
    if asked - {one.item for one in given}:
        return
    attempt.finished_at = clock.now()
    attempt.score, attempt.out_of = sum(one.right for one in given), len(asked)
    if screen.kind != "check":
        _see(enrolment, screen)
    elif attempt.score >= module.check.pass_ and _refresh_due(enrolment, module):
        _pass(enrolment, module)


def _refresh_due(enrolment: Enrolment, module: Module) -> bool:
    passed = enrolment.passed_at
    return passed is not None and refresh_due(module, passed.date(), enrolment.module_version, clock.today())


def _retell(
    enrolment: Enrolment, module: Module, screen: Screen, latest: Attempt, keep: int, language: str
) -> None:
    """The scenario once more, with the first `keep` decisions as they were."""
    given = {
        one.item: one.answer
        for one in db.session.scalars(select(Response).where(Response.attempt_id == latest.id))
    }
    walked = list(latest.items[: max(0, min(keep, len(given))) + 1])
    attempt = _begin(enrolment, module, screen, latest.number + 1, walked, language)
    for node in walked[:-1]:
        _respond(attempt, node, given[node], right=True)
