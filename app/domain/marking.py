"""Marking answers and drawing a check: the server's word on what is right.

An item counts when it is wholly right; what was partly right is shown, never counted. So one more
right answer never lowers a score. Right answers come from `modules.model.Item` alone.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from modules.model import Item

# What a person answered: option ids for single, multiple, order and scenario (one id may come bare);
# option id -> target id for match and classify; None or empty for no answer.
Response = Sequence[str] | Mapping[str, str] | None


class Verdict(StrEnum):
    """How an item was answered."""

    RIGHT = "right"
    PARTIAL = "partial"
    WRONG = "wrong"
    BLANK = "blank"


@dataclass(frozen=True)
class ItemMark:
    """One item's mark. `right` and `wrong` are the options the person chose or placed, for showing beside each."""

    item: str
    verdict: Verdict
    right: frozenset[str] = frozenset()
    wrong: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Marked:
    """The mark of a whole set. `score` counts items wholly right, out of `out_of`."""

    score: int
    out_of: int
    passed: bool
    items: tuple[ItemMark, ...]

    @property
    def percent(self) -> int:
        """Score in whole per cent, rounded down; 0 for an empty set."""
        return 100 * self.score // self.out_of if self.out_of else 0


def mark(items: Sequence[Item], responses: Mapping[str, Response], *, pass_mark: int | None = None) -> Marked:
    """Mark `items` against `responses` (item id -> answer).

    `pass_mark` is how many have to be right (`module.check.pass_`); None asks for all of them, as the
    pre-check does. Never raises on what a person sent: unknown options and extra answers are not right.
    """
    marks = tuple(mark_item(item, responses.get(item.id)) for item in items)
    score = sum(one.verdict is Verdict.RIGHT for one in marks)
    enough = len(items) if pass_mark is None else pass_mark
    return Marked(score, len(items), bool(items) and score >= enough, marks)


def mark_item(item: Item, response: Response) -> ItemMark:
    """Mark one item."""
    if not response:
        return ItemMark(item.id, Verdict.BLANK)
    if isinstance(item.answer, dict):
        right, wrong, whole = _pairs(item.answer, response)
    elif item.type == "order":
        right, wrong, whole = _places(item.answer, _chosen(response))
    else:
        chosen = _chosen(response)
        right, wrong = set(chosen) & set(item.answer), set(chosen) - set(item.answer)
        whole = right == set(item.answer) and not wrong
    verdict = Verdict.RIGHT if whole else Verdict.PARTIAL if _partly(item, right) else Verdict.WRONG
    return ItemMark(item.id, verdict, frozenset(right), frozenset(wrong))


Parts = tuple[set[str], set[str], bool]  # right, wrong, wholly right?


def _chosen(response: Response) -> tuple[str, ...]:
    if isinstance(response, str):
        return (response,)
    return () if response is None or isinstance(response, Mapping) else tuple(response)


def _pairs(answer: Mapping[str, str], response: Response) -> Parts:
    placed = response if isinstance(response, Mapping) else {}
    right = {option for option, target in placed.items() if answer.get(option) == target}
    return right, set(placed) - right, right == set(answer) == set(placed)


def _places(answer: Sequence[str], placed: Sequence[str]) -> Parts:
    right = {option for place, option in enumerate(placed) if place < len(answer) and answer[place] == option}
    return right, set(placed) - right, tuple(placed) == tuple(answer)


def _partly(item: Item, right: Collection[str]) -> bool:
    """One choice among several is right or wrong; everything else can be right in part."""
    return bool(right) and item.type not in ("single", "scenario")


def draw(bank: Sequence[Item], size: int, *, seed: str, seen: Collection[str] = ()) -> tuple[str, ...]:
    """Ids of the items of one check, in the order to show them.

    Every objective gets its even share first; within an objective the items met least often come
    first. `seen` holds the ids met before, as often as they were met (a set will do). The same
    arguments give the same draw on every machine; a bank smaller than `size` is drawn whole.
    """
    met = Counter(seen)
    waiting: dict[str, list[Item]] = {}
    for item in sorted(bank, key=lambda one: (met[one.id], lot(seed, one.id))):
        waiting.setdefault(item.objective, []).append(item)
    taken: Counter[str] = Counter()
    drawn: list[str] = []
    while waiting and len(drawn) < size:
        objective = min(waiting, key=lambda one: (taken[one], met[waiting[one][0].id], lot(seed, one)))
        drawn.append(waiting[objective].pop(0).id)
        taken[objective] += 1
        if not waiting[objective]:
            del waiting[objective]
    return tuple(sorted(drawn, key=lambda one: lot(seed, f"place of {one}")))


def shuffled(options: Sequence[str], *, seed: str) -> tuple[str, ...]:
    """The options of an item in an order that a reload does not change."""
    return tuple(sorted(options, key=lambda one: lot(seed, one)))


def lot(seed: str, what: str) -> bytes:
    """A lot drawn by name: a hash, because its order is the same in every version of Python."""
    return hashlib.blake2b(f"{seed}\n{what}".encode(), digest_size=8).digest()
