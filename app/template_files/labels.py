"""What a blank is called on a form, from the words around it: “The list of approved platforms is at …”."""

import re

from modules.blanks import MARK, TICK

ELLIPSIS = "…"
LONGEST_BEFORE, LONGEST_AFTER = 80, 40
_END = re.compile(r"[.!?;] |[·\n]|[.!?;]$")


def of_line(plain: str, place: int) -> str:
    """The label of the blank at `place` of a sentence: what stands before it, a sign for it, what belongs to it."""
    before, after = plain[:place], plain[place + 1 :]
    starts = [0, *(found.end() for found in _END.finditer(before))]
    start = next(
        (one for one in reversed(starts) if before[one:].strip()), 0
    )  # a question just before belongs to it
    stop = min([found.start() for found in _END.finditer(after)] + [len(after)])
    mark = after.find(MARK, 0, stop)
    tail = after[: mark if mark >= 0 else stop]
    return _tidy(f"{_last(before[start:])}{ELLIPSIS}{_first(tail)}")


def of_tick(plain: str, place: int) -> str:
    """The label of a box to tick: the words it belongs to, before or after it as the line is written."""
    first = plain.lstrip().startswith(TICK)
    if first:
        return _tidy(_first(plain[place + 1 :].split(TICK)[0]))
    return _tidy(_last(re.split(r"[·,;:☐]", plain[:place])[-1]))


def _last(text: str) -> str:
    if len(text) <= LONGEST_BEFORE:
        return text
    cut = text[-LONGEST_BEFORE:]
    return cut[cut.find(" ") + 1 :]


def _first(text: str) -> str:
    return text if len(text) <= LONGEST_AFTER * 2 else text[:LONGEST_AFTER].rsplit(" ", 1)[0]


def _tidy(text: str) -> str:
    return " ".join(text.replace(MARK, ELLIPSIS).replace(TICK, "").split()).strip(" ,;·")
