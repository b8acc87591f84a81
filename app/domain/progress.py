"""How far a learner is in a module: one function for the learner's page, every list and criterion 1.3.

Passed = all required screens seen, the check passed, the plan saved. Nothing here is stored: what a
learner did is fact, the status follows. Follow-up questions never take a pass away.
Source of the rules: "Training" in the product's states and the table of screens.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from app.domain.award import add_months
from app.domain.message import Message, marked
from modules.model import Module, Screen

REFRESH_MONTHS = 24


class Status(StrEnum):
    """Where a learner stands in a module."""

    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    PASSED = "passed"
    REFRESH_DUE = "refresh-due"


@dataclass(frozen=True)
class LearningFacts:
    """What one learner did in one module.

    `screens_seen`: ids; a screen with a task counts as seen once the task is done (pre-check and
    tries answered, incident decided, an ending of the scenario reached). `best_check_score`: most
    items right in one check, None before the first. `passed_on` and `passed_version`: the day on
    which `progress` first said "passed" and the module's version then, or those of the refresh: to
    refresh, the learner passes a check again.
    """

    screens_seen: Collection[str] = frozenset()
    best_check_score: int | None = None
    plan_saved: bool = False
    precheck_all_right: bool = False
    passed_on: date | None = None
    passed_version: str = ""


@dataclass(frozen=True)
class Missing:
    """One thing still to do, and the screen on which it is done."""

    screen: str
    message: Message


@dataclass(frozen=True)
class Progress:
    """`required` and `seen` count screens; `percent` is 100 only when nothing is missing.

    `next_screen` is the first screen with something to do, or the last screen when nothing is left.
    """

    status: Status
    required: int
    seen: int
    percent: int
    missing: tuple[Missing, ...]
    next_screen: str
    minutes_left: int

    @property
    def passed(self) -> bool:
        """Passed once, whether or not a refresh is due."""
        return self.status in (Status.PASSED, Status.REFRESH_DUE)

    @cached_property
    def mark(self) -> str:
        """Equal for equal progress only: tells whether a page that shows it still holds."""
        return repr(self)


_MINUTES = {  # shares of a module's time, from the table of screens
    "door": 1,
    "precheck": 2,
    "incident": 2,
    "lesson": 2,
    "try": 1.75,
    "tool": 2,
    "scenario": 5,
    "check": 5,
    "plan": 2.5,
    "done": 1,
}

_TO_DO = {
    "door": marked("Open the module and read what it is about."),
    "precheck": marked("Answer the questions “Where are you now?”."),
    "incident": marked("Decide what you would do first."),
    "lesson": marked("Read this screen."),
    "try": marked("Try the questions."),
    "tool": marked("Look at the tool."),
    "scenario": marked("Play the scenario to one of its endings."),
    "plan": marked("Save your plan."),
}


def required_screens(module: Module, *, fast_lane: bool) -> tuple[Screen, ...]:
    """The screens a learner has to complete, in order; the last one ("done") asks nothing.

    The fast lane, open when every pre-check question was right, skips what lies between pre-check and tool.
    """
    kinds = [screen.kind for screen in module.screens]
    skipped = range(0)
    if fast_lane and "precheck" in kinds and "tool" in kinds:
        skipped = range(kinds.index("precheck") + 1, kinds.index("tool"))
    return tuple(
        screen
        for place, screen in enumerate(module.screens)
        if screen.kind != "done" and place not in skipped
    )


def progress(module: Module, facts: LearningFacts, today: date) -> Progress:
    """Status, what is missing and the next screen of one learner in one module on a day.

    A refresh that is due asks for the check once more, whatever was answered before.
    """
    due = facts.passed_on is not None and refresh_due(module, facts.passed_on, facts.passed_version, today)
    required = required_screens(module, fast_lane=facts.precheck_all_right)
    waiting = [screen for screen in required if not _complete(screen, module, facts, due=due)]
    seen = len(required) - len(waiting)
    return Progress(
        status=_status(facts, due=due, complete=not waiting),
        required=len(required),
        seen=seen,
        percent=100 * seen // len(required) if required else 100,
        missing=tuple(Missing(screen.id, _to_do(screen, module, facts, due=due)) for screen in waiting),
        next_screen=(waiting or list(module.screens[-1:]))[0].id if module.screens else "",
        minutes_left=_minutes(module, waiting),
    )


def refresh_due(module: Module, passed_on: date, passed_version: str, today: date) -> bool:
    """Is the pass 24 months old, or older than the module's present major version (empty: not known)?"""
    aged = today >= add_months(passed_on, REFRESH_MONTHS)
    return aged or _major(module.version) > _major(passed_version or module.version)


def _status(facts: LearningFacts, *, due: bool, complete: bool) -> Status:
    """A recorded pass stays: a screen added later is for those who have not passed yet."""
    if facts.passed_on is not None:
        return Status.REFRESH_DUE if due else Status.PASSED
    if complete:
        return Status.PASSED
    started = facts.screens_seen or facts.plan_saved or facts.best_check_score is not None
    return Status.IN_PROGRESS if started else Status.NOT_STARTED


def _complete(screen: Screen, module: Module, facts: LearningFacts, *, due: bool) -> bool:
    if screen.kind == "check":
        return not due and (facts.best_check_score or 0) >= module.check.pass_
    if screen.kind == "plan":
        return facts.plan_saved
    return screen.id in facts.screens_seen


def _to_do(screen: Screen, module: Module, facts: LearningFacts, *, due: bool) -> Message:
    if screen.kind != "check":
        return Message(_TO_DO[screen.kind])
    params = {"needed": module.check.pass_, "all": module.check.draw, "best": facts.best_check_score or 0}
    if due:
        return Message(
            "It is time to refresh: take the check again. %(needed)s of %(all)s is a pass.", params
        )
    if facts.best_check_score is None:
        return Message("Take the check: %(needed)s of %(all)s right is a pass.", params)
    return Message(
        "Take the check again: your best is %(best)s, and %(needed)s of %(all)s is a pass.", params
    )


def _minutes(module: Module, waiting: list[Screen]) -> int:
    """Whole minutes still to go, rounded up: the module's own time, shared out by kind of screen."""
    whole = sum(_MINUTES[screen.kind] for screen in module.screens)
    left = sum(_MINUTES[screen.kind] for screen in waiting)
    return math.ceil(module.minutes * left / whole) if whole else 0


def _major(version: str) -> int:
    return int(version.split(".")[0])
