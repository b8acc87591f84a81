"""What the pages of one follow-up read, in at most four queries. Looking changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, or_, select

from app import clock, items, recall
from app.domain import follow_up as rules
from app.domain.follow_up import Given
from app.extensions import db
from app.items import Answered, Question
from app.models.account import User
from app.models.followup import FollowUp
from app.models.learning import Attempt, Plan, Response
from app.models.school import School, Task
from app.web.language import address, current
from modules.load import curriculum
from modules.model import Module
from modules.text import ModuleText

SCREEN = "follow-up-"
# Put together once: that costs more than running them.
ANSWERS = (
    select(Attempt, Response)
    .join(Response, Response.attempt_id == Attempt.id)
    .where(Attempt.enrolment_id == bindparam("enrolment"))
    .where(or_(Attempt.screen == bindparam("check"), Attempt.screen.startswith(SCREEN)))
    .order_by(Attempt.started_at, Attempt.id)
)
OTHERS = select(FollowUp).where(FollowUp.enrolment_id == bindparam("enrolment")).order_by(FollowUp.day)
PLAN = (
    select(Plan, Task.id, School.ref)
    .outerjoin(Task, Task.plan_id == Plan.id)
    .outerjoin(School, School.id == Task.school_id)
    .where(Plan.enrolment_id == bindparam("enrolment"))
)


@dataclass(frozen=True)
class Board:
    """Where the plan stands as a task: the school's ref and the task's id."""

    ref: str
    task: int


@dataclass(frozen=True)
class FollowUpPage:
    """One follow-up: what it asks, or what was answered; the plan where it asks about it; what comes next."""

    token: str
    follow_up: FollowUp
    user: User
    module: Module
    text: ModuleText
    questions: tuple[Question, ...]  # empty once answered
    answered: tuple[Answered, ...]
    plan: Plan | None
    board: Board | None
    following: FollowUp | None  # the module's next follow-up
    today: date  # where the learner is

    @property
    def early(self) -> bool:
        return self.today < self.follow_up.due_on

    @property
    def over(self) -> bool:
        """Has the link run out?"""
        return self.today > self.until

    @property
    def until(self) -> date:
        """The last day on which the link works."""
        return self.follow_up.due_on + rules.VALID

    @property
    def plan_screen(self) -> str:
        """Id of the screen on which the module's plan is written."""
        return next(screen.id for screen in self.module.screens if screen.kind == "plan")

    @property
    def right(self) -> int:
        """How many were answered wholly right."""
        return sum(one.mark.verdict == "right" for one in self.answered)

    @property
    def stopped(self) -> bool:
        """Did the learner ask for no more follow-ups?"""
        return self.user.follow_ups_stopped_at is not None


def page(token: str) -> FollowUpPage | None:
    """The follow-up of a link; None when the link is not ours or its module is no more. Speaks its learner's language."""
    found = recall.of_token(token)
    if found is None or found[0].enrolment.module not in {one.id for one in curriculum().modules}:
        return None
    follow_up, user = found
    address(user)
    module = curriculum().module(follow_up.enrolment.module)
    text = curriculum().text(module.id, current())
    enrolment = {"enrolment": follow_up.enrolment_id}
    check = next(screen.id for screen in module.screens if screen.kind == "check")
    rows = [(a, r) for a, r in db.session.execute(ANSWERS, {**enrolment, "check": check})]
    following = next((o for o in db.session.scalars(OTHERS, enrolment) if o.day > follow_up.day), None)
    plan, board = _plan(enrolment) if follow_up.day in rules.WITH_PLAN else (None, None)
    mine: Mapping[str, Any] = {r.item: r.answer for a, r in rows if a.id == follow_up.attempt_id}
    shown = next((a.items for a, r in rows if a.id == follow_up.attempt_id), [])
    return FollowUpPage(
        token=token, follow_up=follow_up, user=user, module=module, text=text, plan=plan, board=board,
        questions=() if follow_up.finished_at else _questions(follow_up, user, module, text, rows),
        answered=tuple(
            items.answered(module, text, one, place, mine[one])
            for place, one in enumerate((one for one in shown if _known(module, one)), start=1)
        ),
        following=following, today=rules.local(clock.now(), user.timezone).date(),
    )  # fmt: skip


def _questions(
    follow_up: FollowUp, user: User, module: Module, text: ModuleText, rows: list[tuple[Attempt, Response]]
) -> tuple[Question, ...]:
    """What this follow-up asks, after everything answered so far."""
    given = [Given(answer.item, answer.right, _day(attempt.screen)) for attempt, answer in rows]
    drawn = rules.draw(module.bank, given, seed=f"follow-up:{follow_up.id}")
    return tuple(
        items.question(
            module,
            text,
            one,
            whose=user.id,
            attempt=follow_up.day,
            place=place,
            count=len(drawn),
            kind=SCREEN,
        )
        for place, one in enumerate(drawn, start=1)
    )


def _day(screen: str) -> int:
    return int(screen.removeprefix(SCREEN)) if screen.startswith(SCREEN) else 0


def _known(module: Module, item: str) -> bool:
    """Is the item still part of the module? A newer version may have retired it."""
    return any(one.id == item for one in module.items)


def _plan(enrolment: dict[str, int]) -> tuple[Plan | None, Board | None]:
    row = db.session.execute(PLAN, enrolment).one_or_none()
    if row is None:
        return None, None
    return row[0], Board(row[2], row[1]) if row[1] else None
