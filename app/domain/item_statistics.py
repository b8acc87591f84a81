"""What answers tell about a question: how hard it is, whether it separates, which options nobody believes.

Only the first answer of each person to each question counts. Groups of fewer than `FEWEST` are never described.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

from app.domain.message import Message, marked
from modules.model import Item

FEWEST = 10
EASY, HARD, FLAT = 0.95, 0.35, 0.1
WHOLE = ("order", "match", "classify")  # types whose options are not chosen, but placed


@dataclass(frozen=True)
class Tally:
    """First answers of one wording, counted.

    `answer` as it was given; `count` people gave it, and it is `right` or not. Of them `paired` answered other questions
    in the same round, and of those others a share was right: `rest` and `squares` are the sums of it and of its square.
    """

    answer: Mapping[str, Any]
    count: int
    right: bool
    paired: int = 0
    rest: float = 0.0
    squares: float = 0.0


@dataclass(frozen=True)
class ItemStatistics:
    """Figures of one question. Everything but `enough` is empty when there are too few answers."""

    answers: int | None  # people who answered it
    difficulty: float | None  # share of them who were right at first, 0 to 1
    discrimination: float | None  # item-rest point-biserial correlation, -1 to 1; None where nothing varies
    never: tuple[str, ...]  # wrong options that nobody chose
    chosen: Mapping[str, int]  # option -> how many chose it

    @property
    def enough(self) -> bool:
        """Are there answers enough to say anything?"""
        return self.answers is not None

    @property
    def advice(self) -> tuple[Message, ...]:
        """What an author may want to look at."""
        found = []
        if self.difficulty is not None and self.difficulty > EASY:
            found.append(_TOO_EASY)
        if self.difficulty is not None and self.difficulty < HARD:
            found.append(_TOO_HARD)
        if self.discrimination is not None and self.discrimination < 0:
            found.append(_UPSIDE_DOWN)
        elif self.discrimination is not None and self.discrimination < FLAT:
            found.append(_FLAT)
        if self.never:
            found.append(_NEVER)
        return tuple(Message(one) for one in found)


_TOO_EASY = marked("Nearly everybody is right at once: does it still teach?")
_TOO_HARD = marked("Hardly more are right than by guessing: is it taught, and is it clear?")
_UPSIDE_DOWN = marked("Those who know more miss it more often: look at the wording and the key.")
_FLAT = marked("It does not separate those who know from those who guess.")
_NEVER = marked("An option that nobody believes is no option.")


def statistics(item: Item, tallies: Iterable[Tally]) -> ItemStatistics:
    """The figures of one question."""
    every = list(tallies)
    count = sum(one.count for one in every)
    if count < FEWEST:
        return ItemStatistics(None, None, None, (), {})
    chosen: Counter[str] = Counter()
    for one in every:
        chosen.update(
            {option: one.count for option in one.answer.get("chosen", ()) if option in item.options}
        )
    placed = item.type in WHOLE
    wrong = () if placed else tuple(option for option in item.options if option not in item.answer)
    return ItemStatistics(
        count,
        sum(one.count for one in every if one.right) / count,
        _discrimination(every),
        tuple(option for option in wrong if not chosen[option]),
        {} if placed else dict(chosen),
    )


def _discrimination(tallies: list[Tally]) -> float | None:
    """Correlation of "right here" with the share right elsewhere in the same round, the question itself left out."""
    paired = sum(one.paired for one in tallies)
    if paired < FEWEST:
        return None
    right = sum(one.paired for one in tallies if one.right)
    rest, squares = sum(one.rest for one in tallies), sum(one.squares for one in tallies)
    together = sum(one.rest for one in tallies if one.right)
    spread = (paired * right - right**2) * (paired * squares - rest**2)
    if spread <= 1e-9:
        return None
    return (paired * together - right * rest) / sqrt(spread)
