"""Days without school as a coordinator types them: one date or range per line, kept as ISO dates."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from app.domain.message import Message

A_DAY = timedelta(days=1)
LONGEST = 150  # days of one range: the longest school holidays are shorter
MOST = 1000  # days in all
RANGE = re.compile(r"\s+-\s*|\s*[–—]\s*|(?<=\.\d{4})-|\s*\.{2,3}\s*|\s+to\s+")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def read(text: str) -> tuple[tuple[date, ...], tuple[Message, ...]]:
    """The dates in order, none twice, and a sentence for each line that cannot be read."""
    days: set[date] = set()
    problems: list[Message] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            found = _line(line.strip(), number)
            if isinstance(found, Message):
                problems.append(found)
            else:
                days.update(found)
    if len(days) > MOST:
        problems.append(
            Message(
                "These are %(count)s days. At most %(most)s can be kept: leave out years that are over.",
                {"count": len(days), "most": MOST},
            )
        )
    return tuple(sorted(days)), tuple(problems)


def written(days: Iterable[date]) -> str:
    """The dates as lines to edit, neighbouring days as one range."""
    ranges: list[list[date]] = []
    for day in sorted(set(days)):
        if ranges and day - ranges[-1][-1] == A_DAY:
            ranges[-1].append(day)
        else:
            ranges.append([day])
    return "\n".join(f"{one[0]} – {one[-1]}" if len(one) > 1 else str(one[0]) for one in ranges)


def _line(line: str, number: int) -> list[date] | Message:
    parts = [part.strip() for part in RANGE.split(line, maxsplit=1)]
    ends: list[date] = []
    for part in parts:
        day = _date(part)
        if day is None:
            return Message(
                "Line %(line)s: “%(text)s” is not a date. Write 2026-12-24 or 24.12.2026.",
                {"line": number, "text": part or line},
            )
        ends.append(day)
    first, last = ends[0], ends[-1]
    if last < first:
        return Message(
            "Line %(line)s: the last day is before the first. Write the earlier day first.", {"line": number}
        )
    length = (last - first).days + 1
    if length > LONGEST:
        return Message(
            "Line %(line)s: this range has %(days)s days. At most %(most)s are possible; is the year right?",
            {"line": number, "days": length, "most": LONGEST},
        )
    return [first + ahead * A_DAY for ahead in range(length)]


def _date(text: str) -> date | None:
    iso, dotted = ISO.fullmatch(text), DOTTED.fullmatch(text)
    parts = iso.groups() if iso else dotted.groups()[::-1] if dotted else None
    if parts is None:
        return None
    year, month, day = map(int, parts)
    try:
        return date(year, month, day) if 2000 <= year <= 2100 else None
    except ValueError:
        return None
