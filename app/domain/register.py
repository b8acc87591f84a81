"""Reading a school register: a verdict for every row, none lost. What is good, what is known, what to mend."""

import math
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from app.domain.message import Message, marked
from app.domain.register_sheet import FIELDS, Sheet

NAME_LONGEST, PLACE_LONGEST, SOURCE_LONGEST = 120, 80, 40
Reason = tuple[str, dict[str, Any]]

WARNINGS = {
    "same-name": marked("Line %(line)s has the same name and place under another id. Both come in."),
    "same-as": marked("%(ref)s has the same name and place under another id. Both stay."),
}
KNOWN = {"known": marked("In the list already as %(ref)s.")}
FAULTS = {
    "no-name": marked("The name is missing."),
    "long-name": marked("The name has %(count)s characters; at most 120 fit on a certificate."),
    "unprintable": marked("Some characters cannot be printed on a certificate: %(characters)s"),
    "long-place": marked("“%(column)s” is too long: at most 80 characters."),
    "long-id": marked("The id is too long: at most 40 characters."),
    "duplicate": marked("The same school as in line %(line)s."),
    "coordinates": marked(
        "The coordinates are not on the map: longitude is −180 to 180, latitude −90 to 90."
    ),
    "cells": marked("This row has %(count)s cells, the heading has %(expected)s."),
    "language": marked("“%(language)s” is not a language we know: %(expected)s."),
    "email": marked("The head’s e-mail address is not complete."),
}
SENTENCES = {**WARNINGS, **KNOWN, **FAULTS}


class School(NamedTuple):
    """A school as a register tells of it; keys are casefolded for comparing and searching."""

    source_id: str
    name: str
    region: str = ""
    district: str = ""
    locality: str = ""
    longitude: float | None = None
    latitude: float | None = None
    language: str = ""
    head_email: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.name.casefold(), place_key(self.region, self.district, self.locality)


class Row(NamedTuple):
    """One row with its verdict: `reasons` empty means good; warnings leave it good."""

    line: int
    reasons: tuple[Reason, ...]
    school: School
    cells: list[str]

    @property
    def verdict(self) -> str:
        """The key it is counted under."""
        return self.reasons[0][0] if self.reasons else "good"

    @property
    def good(self) -> bool:
        return not self.reasons or self.reasons[0][0] in WARNINGS

    @property
    def known(self) -> bool:
        return bool(self.reasons) and self.reasons[0][0] in KNOWN


@dataclass(frozen=True)
class Present:
    """The register as it stands: source id → reference, and (name, place) → (reference, has a source id)."""

    sources: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[tuple[str, str], tuple[str, bool]] = field(default_factory=dict)


@dataclass(frozen=True)
class Limits:
    """What the outside knows: languages, the fonts' characters, a checker of addresses (normal form, '' if bad)."""

    languages: Collection[str]
    missing: Callable[[str], Collection[str]]
    email: Callable[[str], str]


@lru_cache(maxsize=8192)
def place_key(region: str, district: str, locality: str) -> str:
    """Words of the place to search and sort by, from the large to the small."""
    return " ".join(part for part in (region, district, locality) if part).casefold()


def clean(text: str) -> str:
    """One line with single blanks, in Unicode's composed form."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def sentence(reason: Reason) -> Message:
    """A reason in words."""
    return Message(SENTENCES[reason[0]], reason[1])


def judge(sheet: Sheet, limits: Limits) -> list[Row]:
    """Every row's verdict, as far as the file itself tells."""
    width, fields = len(sheet.header), sheet.fields
    at = [fields.index(name) if name in fields else -1 for name in FIELDS]
    printable: set[str] = set()
    sources: dict[str, int] = {}
    places: dict[tuple[str, str], tuple[int, str]] = {}
    found = []
    for line, cells in sheet.rows:
        reasons: list[Reason] = []
        if len(cells) != width and (len(cells) < width or any(cell.strip() for cell in cells[width:])):
            reasons.append(("cells", {"count": len(cells), "expected": width}))
        texts = [clean(cells[i]) if 0 <= i < len(cells) else "" for i in at]
        school = _school(texts, limits, reasons)
        _lengths(school, reasons)
        _printing(school, limits, printable, reasons)
        _repeats(line, school, sources, places, reasons)
        found.append(Row(line, tuple(reasons), school, cells))
    return found


def _school(texts: list[str], limits: Limits, reasons: list[Reason]) -> School:
    """The values of a row. An apostrophe that a spreadsheet was given before a formula's sign goes away again."""
    texts = [text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text for text in texts]
    source, name, region, district, locality, east, north, language, email = texts
    longitude, latitude = _degrees(east), _degrees(north)
    wrong = longitude is not None and not -180 <= longitude <= 180
    wrong = wrong or (latitude is not None and not -90 <= latitude <= 90)
    if wrong or (longitude is None) != (latitude is None):
        reasons.append(("coordinates", {}))
        longitude = latitude = None
    if language and language not in limits.languages:
        reasons.append(("language", {"language": language[:20], "expected": ", ".join(limits.languages)}))
    if email:
        email = limits.email(email)
        if not email:
            reasons.append(("email", {}))
    return School(source, name, region, district, locality, longitude, latitude, language, email)


def _degrees(text: str) -> float | None:
    """A number with a point or a comma; None when empty; out of every range when it is no number."""
    if not text:
        return None
    try:
        value = float(text.replace(",", ".").replace("−", "-"))
    except ValueError:
        return 999.0
    return value if math.isfinite(value) else 999.0


def _lengths(school: School, reasons: list[Reason]) -> None:
    if not school.name:
        reasons.insert(0, ("no-name", {}))
    elif len(school.name) > NAME_LONGEST:
        reasons.append(("long-name", {"count": len(school.name)}))
    for column, text in (
        ("region", school.region),
        ("district", school.district),
        ("locality", school.locality),
    ):
        if len(text) > PLACE_LONGEST:
            reasons.append(("long-place", {"column": column}))
    if len(school.source_id) > SOURCE_LONGEST:
        reasons.append(("long-id", {}))


def _printing(school: School, limits: Limits, printable: set[str], reasons: list[Reason]) -> None:
    text = school.name + school.region + school.district + school.locality + school.source_id
    if printable.issuperset(text):
        return
    unknown = set(text) - printable
    missing = sorted(limits.missing("".join(unknown)))
    printable |= unknown.difference(missing)
    if missing:
        shown = " ".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in missing[:8])
        reasons.append(("unprintable", {"characters": shown}))


def _repeats(
    line: int,
    school: School,
    sources: dict[str, int],
    places: dict[tuple[str, str], tuple[int, str]],
    reasons: list[Reason],
) -> None:
    """The same id, or the same name and place, further up. Rows without a name only compare their ids."""
    if school.source_id:
        first = sources.setdefault(school.source_id, line)
        if first != line:
            reasons.append(("duplicate", {"line": first}))
            return
    if not school.name:
        return
    earlier, source = places.setdefault(school.key, (line, school.source_id))
    if earlier == line:
        return
    if school.source_id and source:
        reasons.append(("same-name", {"line": earlier}))
    else:
        reasons.append(("duplicate", {"line": earlier}))


def against(rows: Iterable[Row], present: Present) -> list[Row]:
    """The same rows beside the register as it stands now: who is in it already, who only shares name and place."""
    return [row._replace(reasons=_standing(row, present)) if row.good else row for row in rows]


def _standing(row: Row, present: Present) -> tuple[Reason, ...]:
    school = row.school
    if school.source_id in present.sources:
        return (("known", {"ref": present.sources[school.source_id]}),)
    ref, has_source = present.places.get(school.key, ("", False))
    if not ref:
        return row.reasons
    if school.source_id and has_source:
        return (("same-as", {"ref": ref}), *row.reasons)
    return (("known", {"ref": ref}),)
