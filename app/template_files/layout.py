"""How a tool's tables lie on the page: the same in every format, with room for a pen where a cell is empty. Pure."""

from collections.abc import Sequence
from math import sqrt

from modules.blanks import BLANK

Rows = Sequence[Sequence[str]]

LETTERS = {False: 84, True: 128}  # that fit on a line of a table, upright and on its side
LONGEST_WORD = 24  # longer ones, addresses mostly, are broken
MARGINS = 4  # letters that the space beside the words of a cell takes, where they are wide
ROOM = 15  # letters that a column to write in has at least
SHARES = 1000
HIGH, HIGHER = 8, 12  # millimetres of a row to write in; the second where there is one answer to a question


def shares(rows: Rows, *, landscape: bool) -> tuple[int, ...]:
    """What each column has of the width, in thousandths: words in few lines, the rest for those who write."""
    page, columns = LETTERS[landscape], list(zip(*rows, strict=True))
    least = [max(_longest_word(cell) for cell in column) + MARGINS for column in columns]
    empty = [_to_write_in(column) for column in columns]
    wanted = [max(few, _wanted(column)) for few, column in zip(least, columns, strict=True)]
    over = page - sum(wanted)
    if over > 0:
        wanted = _widened(wanted, over, empty)
    elif over < 0:
        free = sum(wanted) - sum(least)
        part = min(1.0, -over / free) if free else 0.0
        wanted = [one - (one - few) * part for one, few in zip(wanted, least, strict=True)]
    return _whole(wanted)


def height(row: Sequence[str]) -> int:
    """Millimetres that a row has at least: 0 where nobody writes."""
    if not any(_blank(cell) for cell in row):
        return 0
    return HIGHER if len(row) == 2 else HIGH


def _wanted(column: Sequence[str]) -> float:
    if _to_write_in(column):
        return ROOM
    longest = max(len(line) for cell in column for line in cell.split("\n"))
    room = ROOM if any(_blank(cell) for cell in column[1:]) else 0
    return max(room, min(longest + 2, 4.5 * sqrt(longest)))


def _widened(wanted: list[float], over: float, empty: list[bool]) -> list[float]:
    """What is left of the page goes to those who write; where nobody does, to the columns with most words."""
    if any(empty):
        return [one + (over / sum(empty) if free else 0) for one, free in zip(wanted, empty, strict=True)]
    weights = [one * one for one in wanted]
    return [one + over * weight / sum(weights) for one, weight in zip(wanted, weights, strict=True)]


def _whole(wanted: list[float]) -> tuple[int, ...]:
    """The same as whole thousandths, which are a thousand together."""
    found = [int(one * SHARES / sum(wanted)) for one in wanted]
    found[found.index(max(found))] += SHARES - sum(found)
    return tuple(found)


def _longest_word(cell: str) -> int:
    return min(LONGEST_WORD, max((len(word) for word in cell.replace("-", "- ").split()), default=0))


def _to_write_in(column: Sequence[str]) -> bool:
    return all(_blank(cell) for cell in column[1:])


def _blank(cell: str) -> bool:
    return not cell.strip("\n ()" + BLANK[0])
