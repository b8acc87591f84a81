"""What learners of the demonstration did in the modules: rows that count like anybody's, and real plans."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import insert

from app import audit, clock
from app.domain.action import Action
from app.domain.marking import draw
from app.extensions import db
from app.learning.operations import save_plan
from app.models.account import User
from app.models.learning import Attempt, Enrolment, Response, ScreenVisit
from modules.load import curriculum
from modules.model import Item, Module, Screen

TASKS = ("precheck", "try", "check")


@dataclass(frozen=True)
class Go:
    """One go at a screen: what was asked, and (item, answer, right) for each; `score` only where items are marked."""

    screen: str
    items: Sequence[str]
    given: Sequence[tuple[str, dict[str, Any], bool]]
    score: int | None = None


def study(user: User, module: Module, *, screens: int | None = None) -> Enrolment:
    """Do the first so many screens of a module (None: all up to the plan, which `plan` saves)."""
    moment = clock.now()
    enrolment = Enrolment(user_id=user.id, module=module.id, module_version=module.version, started_at=moment)
    db.session.add(enrolment)
    audit.record(
        Action.LEARN,
        enrolment,
        actor_id=user.id,
        module=module.id,
        version=module.version,
        moves=["enrolled"],
    )
    done = [screen for screen in module.screens if screen.kind not in ("plan", "done")][:screens]
    _keep(enrolment, module, [go for screen in done if (go := _go(enrolment, module, screen)) is not None])
    visits = [
        {"enrolment_id": enrolment.id, "screen": screen.id, "seen_at": moment}
        for screen in done
        if screen.kind != "check"
    ]
    if visits:
        db.session.execute(insert(ScreenVisit), visits)
    return enrolment


def plan(user: User, module: Module, *, school_id: int | None, number: int, days: int = 60) -> None:
    """Save one of the module's suggestions as this person's plan: the module is passed by it."""
    ids = next(screen for screen in module.screens if screen.kind == "plan").suggestions
    chosen = ids[number % len(ids)]
    words = curriculum().text(module.id).plan[chosen]
    due: date = clock.today() + timedelta(days=days)
    save_plan(
        user.id, module, school_id=school_id, suggestion=chosen, criterion=words.criterion, when=words.when,
        who=words.who, action=words.action, proof=words.proof, due_on=due,
    )  # fmt: skip


def _go(enrolment: Enrolment, module: Module, screen: Screen) -> Go | None:
    """What the learner did on a screen; None where there is only something to read."""
    if screen.kind in TASKS:
        return _questions(enrolment, module, screen)
    if screen.kind == "incident":
        return Go(screen.id, [screen.id], [(screen.id, {"choice": screen.choices[-1]}, True)])
    if screen.kind == "scenario" and module.scenario is not None:
        walked, choices = _way(module.id, screen.start or module.scenario.start)
        given = [(node, {"choice": choice}, True) for node, choice in zip(walked, choices, strict=False)]
        return Go(screen.id, walked, given)
    return None


def _questions(enrolment: Enrolment, module: Module, screen: Screen) -> Go:
    """Mostly right: the first question of the pre-check is not (that is why somebody learns), nor is one here and there."""
    items: Sequence[str] = screen.items
    if screen.kind == "check":
        items = draw(module.bank, module.check.draw, seed=f"{enrolment.id}:1")
    given = []
    for place, name in enumerate(items):
        item = module.item(name)
        right = item.type in ("order", "match", "classify") or not _missed(
            enrolment.id, screen, place, len(items)
        )
        given.append((name, _answer(item, right=right, turn=enrolment.id), right))
    return Go(screen.id, items, given, score=sum(right for _, _, right in given))


def _missed(number: int, screen: Screen, place: int, count: int) -> bool:
    """A third of the learners miss one question of the check, which they pass all the same."""
    if screen.kind == "check":
        return number % 3 == 0 and place == number % count
    return place == 0 if screen.kind == "precheck" else (number + place) % 4 == 0


def _answer(item: Item, *, right: bool, turn: int) -> dict[str, Any]:
    if isinstance(item.answer, dict):
        return {"placed": dict(item.answer)}
    if right:
        return {"chosen": list(item.answer)}
    wrong = [option for option in item.options if option not in item.answer]
    return {"chosen": [wrong[turn % len(wrong)]]}


def _keep(enrolment: Enrolment, module: Module, goes: Sequence[Go]) -> None:
    """All goes of one learner in one module, in two statements."""
    if not goes:
        return
    moment = clock.now()
    same: dict[str, Any] = {
        "enrolment_id": enrolment.id, "number": 1, "language": "en", "module_version": module.version,
        "started_at": moment, "finished_at": moment,
    }  # fmt: skip
    attempts = [
        {**same, "screen": go.screen, "items": list(go.items), "score": go.score,
         "out_of": None if go.score is None else len(go.items)}
        for go in goes
    ]  # fmt: skip
    ids = db.session.scalars(
        insert(Attempt).returning(Attempt.id, sort_by_parameter_order=True), attempts
    ).all()
    rows = [
        {"attempt_id": number, "item": item, "answer": answer, "right": right, "answered_at": moment}
        for number, go in zip(ids, goes, strict=True)
        for item, answer, right in go.given
    ]
    db.session.execute(insert(Response), rows)


@cache
def _way(module_id: str, start: str) -> tuple[list[str], list[str]]:
    """A way through the story that ends well: the scenes walked with the ending, and the choices."""
    scenario = curriculum().module(module_id).scenario
    assert scenario is not None
    waiting: list[tuple[list[str], list[str]]] = [([start], [])]
    while waiting:
        walked, choices = waiting.pop(0)
        here = walked[-1]
        if here in scenario.endings:
            if scenario.endings[here].rank == "good":
                return walked, choices
            continue
        for choice, leads_to in scenario.nodes[here].choices.items():
            waiting.append(([*walked, leads_to], [*choices, choice]))
    raise ValueError("no way through this scenario ends well")
