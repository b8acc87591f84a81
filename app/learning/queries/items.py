"""Screens with questions: pre-check, try, check. A right answer leaves the server only after the learner's own."""

from dataclasses import dataclass, replace

from flask import abort, g

from app import items
from app.items import Answered, Question
from app.learning.queries.frame import Attempted, Frame, attempts, frame
from modules.model import Module

KINDS = ("precheck", "try", "check")


@dataclass(frozen=True)
class ItemsPage(Frame):
    """A screen with questions: those answered in the newest go, and the one to answer now."""

    answered: tuple[Answered, ...]
    question: Question | None
    goes: tuple[Attempted, ...]

    @property
    def latest(self) -> Attempted | None:
        """The newest go."""
        return self.goes[-1] if self.goes else None

    @property
    def finished(self) -> bool:
        """Is the newest go complete, so that its result can be shown?"""
        return self.latest is not None and self.latest.finished_at is not None

    @property
    def all_right(self) -> bool:
        return self.finished and self.latest is not None and self.latest.score == self.latest.out_of

    @property
    def best(self) -> int | None:
        """Most right answers in one complete go."""
        return max((go.score for go in self.goes if go.score is not None), default=None)

    @property
    def fast_lane(self) -> str:
        """The tool's screen for somebody who had the whole pre-check right, else empty."""
        tool = next((one.id for one in self.module.screens if one.kind == "tool"), "")
        return tool if self.screen.kind == "precheck" and self.all_right else ""


def items_page(frame: Frame) -> ItemsPage:
    """Pre-check, try or check, from one more query."""
    goes = attempts(frame.enrolment, frame.screen.id)
    shown = _go(frame, goes)
    known = [one for one in shown.items if _known(frame.module, one)]
    answered = tuple(
        items.answered(frame.module, frame.text, one, place, shown.answers[one])
        for place, one in enumerate(known, start=1)
        if one in shown.answers
    )
    waiting = [one for one in known if one not in shown.answers]
    question = None
    if waiting:
        place = known.index(waiting[0]) + 1
        question = _question(frame, shown, waiting[0], place, len(known))
    return ItemsPage(**vars(frame), answered=answered, question=question, goes=tuple(goes))


def asked(module_id: str, screen_id: str, attempt: str, item: str) -> tuple[ItemsPage, Question]:
    """The question that a form answers, in whichever go it was asked, and its page with that question open.

    404 for a screen without questions and for a question that this learner was never asked.
    """
    start = frame(module_id, screen_id)
    page = items_page(start) if start.screen.kind in KINDS else abort(404)
    for go in (*page.goes, _go(start, list(page.goes))):
        if str(go.number) == attempt and item in go.items and _known(page.module, item):
            question = _question(page, go, item, go.items.index(item) + 1, len(go.items))
            return replace(page, question=question), question
    return abort(404)


def _question(frame: Frame, go: Attempted, item: str, place: int, count: int) -> Question:
    return items.question(
        frame.module, frame.text, item,
        whose=g.actor.user_id, attempt=go.number, place=place, count=count, kind=frame.screen.kind,
    )  # fmt: skip


def _go(frame: Frame, goes: list[Attempted]) -> Attempted:
    """The newest go; before the first one, the questions that the screen always asks (a check asks none yet)."""
    return goes[-1] if goes else Attempted(1, frame.screen.items, None, None, None, {})


def _known(module: Module, item_id: str) -> bool:
    """Is the item still part of the module? A newer version may have retired it."""
    return any(item.id == item_id for item in module.items)
