"""A dry run as a coordinator reads it: counts by verdict and its rows, part by part."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from app.domain.register import FAULTS, KNOWN, WARNINGS, Row, sentence
from app.extensions import db
from app.models.programme import Programme
from app.models.school import SchoolImport
from app.programmes.operations import dry_run
from app.web.forms import say

SIZE = 50
SHOWN_LONGEST, CUT = 120, 40
ORDER = (*FAULTS, *KNOWN, *WARNINGS, "good")


@dataclass(frozen=True)
class Shown:
    """A row with its reasons in words. `tone`: good, warn, known, bad."""

    line: int
    name: str
    place: str
    source_id: str
    reasons: tuple[str, ...]
    tone: str


@dataclass(frozen=True)
class ImportPage:
    counts: tuple[tuple[str, int], ...]  # verdict, rows; faults first
    rows: tuple[Shown, ...]
    found: int
    begin: int
    previous: int | None
    next: int | None
    unused: tuple[str, ...]


def page(kept: SchoolImport, verdict: str, begin: int) -> ImportPage:
    """Part of the rows from number `begin` on, those of one verdict if one is asked for. No SQL."""
    run = dry_run.load(kept.storage_key)
    counted = Counter(row.verdict for row in run.rows)
    rows = [row for row in run.rows if verdict in ("", row.verdict)]
    part = rows[begin : begin + SIZE]
    return ImportPage(
        counts=tuple((one, counted[one]) for one in ORDER if counted[one]),
        rows=tuple(_shown(row) for row in part),
        found=len(rows),
        begin=begin,
        previous=max(0, begin - SIZE) if begin else None,
        next=begin + SIZE if begin + SIZE < len(rows) else None,
        unused=run.unused,
    )


def refused(kept: SchoolImport) -> tuple[tuple[str, ...], Iterator[list[object]]]:
    """Heading and rows of the file that goes back: the row as it was sent, its line, and why it was not taken in."""
    run = dry_run.load(kept.storage_key)
    width = len(run.header)
    rows = (
        [
            *(row.cells + [""] * width)[:width],
            row.line,
            " ".join(say(sentence(reason)) for reason in row.reasons),
        ]
        for row in run.rows
        if not row.good and not row.known
    )
    return (*run.header, "ciss_line", "ciss_reason"), rows


def recent(programme: Programme) -> list[SchoolImport]:
    """The last ten files of a programme. One query."""
    query = select(SchoolImport).where(SchoolImport.programme_id == programme.id)
    return list(db.session.scalars(query.order_by(SchoolImport.id.desc()).limit(10)))


def _shown(row: Row) -> Shown:
    school = row.school
    place = ", ".join(
        dict.fromkeys(part for part in (school.locality, school.district, school.region) if part)
    )
    tone = "known" if row.known else "bad" if not row.good else "warn" if row.reasons else "good"
    reasons = tuple(say(sentence(reason)) for reason in row.reasons)
    return Shown(row.line, _visible(school.name), _visible(place), _visible(school.source_id), reasons, tone)


def _visible(text: str) -> str:
    """Text for a page: a character that cannot be seen shows as a mark, and what is far too long is cut."""
    shown = "".join(c if c.isprintable() else "\ufffd" for c in text[:SHOWN_LONGEST])
    return shown if len(text) <= SHOWN_LONGEST else shown[:CUT] + "…"
