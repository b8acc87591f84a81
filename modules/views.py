"""Structure and words of one thing, joined for a page. No rules here: right answers come from `model.py`."""

from dataclasses import dataclass

from modules.model import Criterion, Gate, Item, Module, Screen
from modules.text import CriterionText, ItemText, ModuleText, ScreenText


@dataclass(frozen=True)
class OptionView:
    """An option as shown. `right` is for marking pages only: never send it before the answer.

    It means: a right choice (single, multiple, scenario). For match and classify `target` is the
    right target's id; for order `place` is the right place, from 1.
    """

    id: str
    text: str
    why: str
    right: bool = False
    target: str = ""
    place: int = 0


@dataclass(frozen=True)
class ItemView:
    """An item with its words."""

    item: Item
    text: ItemText

    @property
    def options(self) -> tuple[OptionView, ...]:
        """The options in the order of the file; a page shuffles them."""
        answer = self.item.answer
        pairs = answer if isinstance(answer, dict) else {}
        order = answer if isinstance(answer, tuple) else ()
        ordered = self.item.type == "order"
        return tuple(
            OptionView(
                option,
                self.text.options[option].text,
                self.text.options[option].why,
                right=not ordered and option in order,
                target=pairs.get(option, ""),
                place=order.index(option) + 1 if ordered else 0,
            )
            for option in self.item.options
        )

    @property
    def targets(self) -> tuple[tuple[str, str], ...]:
        """(id, text) of each target of a match or classify item."""
        return tuple((target, self.text.targets[target]) for target in self.item.targets)


@dataclass(frozen=True)
class ScreenView:
    """A screen with its words and its place: number `place` of `count`."""

    screen: Screen
    text: ScreenText
    lesson: str  # Markdown, empty if the screen has none
    place: int
    count: int


@dataclass(frozen=True)
class CriterionView:
    """A criterion with its words, and the module it belongs to."""

    criterion: Criterion
    text: CriterionText
    module: str  # folder id: "m3-reporting"

    @property
    def gate(self) -> Gate:
        """Its kind of gate."""
        return self.criterion.gate


def item_view(module: Module, text: ModuleText, item_id: str) -> ItemView:
    """The item with its words; KeyError for an unknown id."""
    return ItemView(module.item(item_id), text.items[item_id])


def screen_view(module: Module, text: ModuleText, screen_id: str) -> ScreenView:
    """The screen with its words; KeyError for an unknown id."""
    screen = module.screen(screen_id)
    return ScreenView(
        screen,
        text.screens[screen_id],
        text.lessons.get(screen.lesson, "") if screen.lesson else "",
        [one.id for one in module.screens].index(screen_id) + 1,  # not the screens: comparing them is slow
        len(module.screens),
    )
