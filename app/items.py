"""Questions wherever they are asked, in a module or in a follow-up: shown in a person's own order, explained afterwards.

A right answer leaves the server only after the learner's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.marking import ItemMark, mark_item, shuffled
from modules.model import Item, Module
from modules.text import ModuleText
from modules.views import ItemView, OptionView, item_view


@dataclass(frozen=True)
class Question:
    """A question to answer: number `place` of `count` in this go. `seed` gives the order of its options."""

    view: ItemView
    attempt: int
    place: int
    count: int
    seed: str
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
        by_id = {option.id: option for option in self.view.options}
        return tuple(by_id[one] for one in shuffled(self.item.options, seed=self.seed))


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


def question(
    module: Module,
    text: ModuleText,
    item: str,
    *,
    whose: int,
    attempt: int,
    place: int,
    count: int,
    kind: str,
) -> Question:
    """The question of an item for one learner (`whose`: id) in one go; KeyError for an unknown item."""
    seed = f"{whose}:{item}:{attempt}"
    return Question(item_view(module, text, item), attempt, place, count, seed, kind)


def answered(module: Module, text: ModuleText, item: str, place: int, answer: Mapping[str, Any]) -> Answered:
    """An item with the answer as it is kept: {"chosen": [...]} or {"placed": {...}}, and "sure" where that was asked."""
    view = item_view(module, text, item)
    chosen, placed = tuple(answer.get("chosen", ())), dict(answer.get("placed", {}))
    mark = mark_item(view.item, placed or chosen)
    return Answered(view, place, mark, chosen, placed, answer.get("sure"))
