"""Learners at any point of a module, made as rows."""

from collections.abc import Sequence
from datetime import datetime

from app.clock import now
from app.extensions import db
from app.models import Attempt, Enrolment, Plan, ScreenVisit, User
from modules.load import curriculum
from tests.factories.people import save


def enrol(
    user: User,
    module: str,
    *,
    seen: Sequence[str] = (),
    precheck: tuple[int, int] | None = None,
    at: datetime | None = None,
) -> Enrolment:
    """Somebody who began a module and saw these screens; `precheck`: right answers of how many."""
    moment = at or now()
    version = curriculum().module(module).version
    enrolment: Enrolment = save(
        Enrolment(user_id=user.id, module=module, module_version=version, started_at=moment)
    )
    for screen in seen:
        db.session.add(ScreenVisit(enrolment_id=enrolment.id, screen=screen, seen_at=moment))
    if precheck:
        _attempt(enrolment, "precheck", 1, precheck[0], precheck[1], moment)
    db.session.commit()
    return enrolment


def finish(
    user: User,
    module: str,
    *,
    checks: Sequence[int] = (8,),
    plan: bool = True,
    passed: bool = True,
    at: datetime | None = None,
) -> Enrolment:
    """Somebody who did every screen, with these scores in the check, and passed at that moment."""
    content, moment = curriculum().module(module), at or now()
    seen = [screen.id for screen in content.screens if screen.kind not in ("check", "plan", "done")]
    enrolment = enrol(user, module, seen=seen, at=moment)
    for number, score in enumerate(checks, start=1):
        _attempt(enrolment, "check", number, score, content.check.draw, moment)
    if plan:
        db.session.add(make_plan(enrolment))
    enrolment.passed_at = moment if passed else None
    db.session.commit()
    return enrolment


def make_plan(enrolment: Enrolment, **values: object) -> Plan:
    """A saved plan for criterion 3.1."""
    defaults: dict[str, object] = {
        "enrolment_id": enrolment.id,
        "suggestion": None,
        "criterion": "3.1",
        "when": "the staff meets on Monday",
        "who": "the coordinator",
        "action": "hang up the poster",
        "proof": "a photo of the poster",
        "saved_at": now(),
    }
    return Plan(**{**defaults, **values})


def _attempt(
    enrolment: Enrolment, screen: str, number: int, score: int, out_of: int, moment: datetime
) -> None:
    db.session.add(
        Attempt(
            enrolment_id=enrolment.id,
            screen=screen,
            number=number,
            items=[],
            language="en",
            module_version=enrolment.module_version,
            started_at=moment,
            finished_at=moment,
            score=score,
            out_of=out_of,
        )
    )
