"""What learners of the demonstration did in the modules: rows that count like anybody's, and real plans."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
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
from modules.model import Item, Module, Scenario, Screen

TASKS = ("precheck", "try", "check")


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
    for screen in done:
        _do(enrolment, module, screen)
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


def _do(enrolment: Enrolment, module: Module, screen: Screen) -> None:
    if screen.kind in TASKS:
        _questions(enrolment, module, screen)
    elif screen.kind == "incident":
        _keep(enrolment, module, screen, [screen.id], [(screen.id, {"choice": screen.choices[-1]}, True)])
    elif screen.kind == "scenario" and module.scenario is not None:
        walked, choices = _way(module.scenario, screen.start or module.scenario.start)
        given = [(node, {"choice": choice}, True) for node, choice in zip(walked, choices, strict=False)]
        _keep(enrolment, module, screen, walked, given)


def _questions(enrolment: Enrolment, module: Module, screen: Screen) -> None:
    """All right but the first question of the pre-check: that is why somebody learns."""
    items: Sequence[str] = screen.items
    if screen.kind == "check":
        items = draw(module.bank, module.check.draw, seed=f"{enrolment.id}:1")
    given = []
    for place, name in enumerate(items):
        item = module.item(name)
        right = screen.kind != "precheck" or place > 0 or isinstance(item.answer, dict)
        given.append((name, _answer(item, right=right), right))
    _keep(enrolment, module, screen, items, given, score=sum(right for _, _, right in given))


def _answer(item: Item, *, right: bool) -> dict[str, Any]:
    if isinstance(item.answer, dict):
        return {"placed": dict(item.answer)}
    if right:
        return {"chosen": list(item.answer)}
    return {"chosen": [next(option for option in reversed(item.options) if option not in item.answer)]}


def _keep(
    enrolment: Enrolment,
    module: Module,
    screen: Screen,
    items: Sequence[str],
    given: Iterable[tuple[str, dict[str, Any], bool]],
    score: int | None = None,
) -> None:
    moment = clock.now()
    attempt = Attempt(
        enrolment_id=enrolment.id, screen=screen.id, number=1, items=list(items), language="en",
        module_version=module.version, started_at=moment, finished_at=moment, score=score,
        out_of=None if score is None else len(items),
    )  # fmt: skip
    db.session.add(attempt)
    db.session.flush()
    rows = [
        {"attempt_id": attempt.id, "item": item, "answer": answer, "right": right, "answered_at": moment}
        for item, answer, right in given
    ]
    db.session.execute(insert(Response), rows)


def _way(scenario: Scenario, start: str) -> tuple[list[str], list[str]]:
    """A way through the story that ends well: the scenes walked with the ending, and the choices."""
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
