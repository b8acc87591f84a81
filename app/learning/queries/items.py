"""Screens with questions: pre-check, try, check. A right answer leaves the server only after the learner's own."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import abort, g

from app.domain.marking import ItemMark, mark_item, shuffled
from app.learning.queries.frame import Attempted, Frame, attempts, frame
from modules.model import Item, Module
from modules.views import ItemView, OptionView, item_view

KINDS = ("precheck", "try", "check")


@dataclass(frozen=True)
class Question:
    """A question to answer: number `place` of `count` in this go."""

    view: ItemView
    attempt: int
    place: int
    count: int
    kind: str  # of the screen that asks

    @property
    def confidence(self) -> bool:
        """Does it also ask how sure the learner is?"""
        return self.kind == "precheck"

    @property
    def anchor(self) -> str | None:
        """Where its explanation stands after the answer; the check explains at its end."""
        return None if self.kind == "check" else self.item.id

    @property
    def item(self) -> Item:
        return self.view.item

    @property
    def options(self) -> tuple[OptionView, ...]:
        """In an order of this learner's own, the same after a reload."""
        seed = f"{g.actor.user_id}:{self.item.id}:{self.attempt}"
        by_id = {option.id: option for option in self.view.options}
        return tuple(by_id[one] for one in shuffled(self.item.options, seed=seed))


@dataclass(frozen=True)
class Answered:
    """A question with the learner's answer and its mark, to explain it."""

    view: ItemView
    place: int
    mark: ItemMark
    chosen: tuple[str, ...]
    placed: Mapping[str, str]
    sure: bool | None

    @property
    def item(self) -> Item:
        return self.view.item

    @property
    def options(self) -> tuple[OptionView, ...]:
        """As in the file; those of an order item in their right order."""
        return tuple(sorted(self.view.options, key=lambda option: option.place))

    def placed_at(self, option: str) -> int:
        """The place from 1 that the learner gave to an option of an order item; 0 for none."""
        return self.chosen.index(option) + 1 if option in self.chosen else 0


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
        _answered(item_view(frame.module, frame.text, one), place, shown.answers[one])
        for place, one in enumerate(known, start=1)
        if one in shown.answers
    )
    waiting = [one for one in known if one not in shown.answers]
    question = None
    if waiting:
        place = known.index(waiting[0]) + 1
        view = item_view(frame.module, frame.text, waiting[0])
        question = Question(view, shown.number, place, len(known), frame.screen.kind)
    return ItemsPage(**vars(frame), answered=answered, question=question, goes=tuple(goes))


def asked(module_id: str, screen_id: str, attempt: str, item: str) -> tuple[ItemsPage, Question]:
    """The question that a form answers, in whichever go it was asked, and its page with that question open.

    404 for a screen without questions and for a question that this learner was never asked.
    """
    start = frame(module_id, screen_id)
    page = items_page(start) if start.screen.kind in KINDS else abort(404)
    for go in (*page.goes, _go(start, list(page.goes))):
        if str(go.number) == attempt and item in go.items and _known(page.module, item):
            view = item_view(page.module, page.text, item)
            place = go.items.index(item) + 1
            question = Question(view, go.number, place, len(go.items), page.screen.kind)
            return replace(page, question=question), question
    return abort(404)


def _go(frame: Frame, goes: list[Attempted]) -> Attempted:
    """The newest go; before the first one, the questions that the screen always asks (a check asks none yet)."""
    return goes[-1] if goes else Attempted(1, frame.screen.items, None, None, None, {})


def _known(module: Module, item_id: str) -> bool:
    """Is the item still part of the module? A newer version may have retired it."""
    return any(item.id == item_id for item in module.items)


def _answered(view: ItemView, place: int, answer: Mapping[str, Any]) -> Answered:
    chosen, placed = tuple(answer.get("chosen", ())), dict(answer.get("placed", {}))
    mark = mark_item(view.item, placed or chosen)
    return Answered(view, place, mark, chosen, placed, answer.get("sure"))
