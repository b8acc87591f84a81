"""What every screen of a module has: words, place, progress, and the rows of the one who learns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from flask import abort, g
from markupsafe import Markup
from sqlalchemy import bindparam, select

from app import progress
from app.domain.progress import Progress
from app.extensions import db
from app.models.learning import Attempt, Response
from app.web.language import current
from app.web.templating import prose
from modules.load import curriculum
from modules.model import Module, Screen
from modules.text import ModuleText
from modules.views import ScreenView, screen_view

# Built once: making a statement costs as much as running it.
GOES = (
    select(Attempt, Response)
    .outerjoin(Response, Response.attempt_id == Attempt.id)
    .where(Attempt.enrolment_id == bindparam("enrolment"), Attempt.screen == bindparam("screen"))
    .order_by(Attempt.number)
)


@dataclass(frozen=True)
class Frame:
    """A screen with its words and how far this learner is in its module."""

    module: Module
    text: ModuleText
    view: ScreenView
    progress: Progress
    enrolment: int | None  # its id, None before the first step

    @property
    def screen(self) -> Screen:
        return self.view.screen

    @property
    def body(self) -> Markup:
        """The lesson as HTML; empty on screens without one."""
        return lesson(self.view.lesson)

    @property
    def done(self) -> bool:
        """Is nothing left to do on this screen?"""
        return self.screen.id not in {one.screen for one in self.progress.missing}

    @property
    def previous(self) -> str:
        """Id of the screen before this one, empty on the first."""
        return self.module.screens[self.view.place - 2].id if self.view.place > 1 else ""

    @property
    def next(self) -> str:
        """Id of the screen after this one, empty on the last."""
        return self.module.screens[self.view.place].id if self.view.place < self.view.count else ""


@lru_cache(maxsize=256)
def lesson(markdown: str) -> Markup:
    """HTML of a lesson, made once: parsing it costs more than the rest of its page."""
    return prose(markdown)


@dataclass(frozen=True)
class Attempted:
    """One go at a screen with what was answered so far: item → answer, and whether it was right."""

    number: int
    items: tuple[str, ...]
    finished_at: datetime | None
    score: int | None
    out_of: int | None
    answers: Mapping[str, dict[str, Any]]


def module_of(module_id: str) -> Module:
    """The module of an address; 404 if there is none."""
    found = [module for module in curriculum().modules if module.id == module_id]
    return found[0] if found else abort(404)


def screen_of(module: Module, screen_id: str) -> Screen:
    """The screen of an address; 404 if there is none."""
    found = [screen for screen in module.screens if screen.id == screen_id]
    return found[0] if found else abort(404)


def frame(module_id: str, screen_id: str, *, known: progress.Mine | None = None) -> Frame:
    """The screen for the signed-in person, in one query, or none if the progress is `known`.

    404 for an unknown module or screen.
    """
    module = module_of(module_id)
    screen = screen_of(module, screen_id)
    text = curriculum().text(module.id, current())
    mine = known or progress.of_learner(g.actor.user_id, module)
    return Frame(module, text, screen_view(module, text, screen.id), mine.progress, mine.enrolment)


def attempts(enrolment: int | None, screen_id: str) -> list[Attempted]:
    """Every go of this learner at a screen, oldest first, with its answers. One query."""
    if enrolment is None:
        return []
    found: dict[int, tuple[Attempt, dict[str, dict[str, Any]]]] = {}
    for attempt, response in db.session.execute(GOES, {"enrolment": enrolment, "screen": screen_id}):
        answers = found.setdefault(attempt.number, (attempt, {}))[1]
        if response is not None:
            answers[response.item] = response.answer
    return [
        Attempted(one.number, tuple(one.items), one.finished_at, one.score, one.out_of, answers)
        for one, answers in found.values()
    ]
