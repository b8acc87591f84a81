"""The list of schools: search, filters, sort, by keyset; the file holds the same with the same filters."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select

from app.domain.funnel import Step
from app.extensions import db
from app.models.programme import Programme
from app.models.school import School
from app.web import pagination
from app.web.pagination import Part, Place

SORTS: dict[str, tuple[tuple[Any, type], ...]] = {
    "name": ((School.name_key, str), (School.id, int)),
    "place": ((School.place_key, str), (School.name_key, str), (School.id, int)),
    "step": ((School.reached, int), (School.id, int)),
    "newest": ((School.id, int),),
}
DESCENDING = ("newest", "step")
NO_REGION = "-"
COLUMNS = (
    School.id,
    School.ref,
    School.source_id,
    School.name,
    School.region,
    School.district,
    School.locality,
    School.reached,
    School.head_email,
    School.invited_at,
    School.registered_at,
    School.created_at,
)


@dataclass(frozen=True)
class Filter:
    """What is asked of the list. `step`: those that came so far and no further, or (`beyond`) at least so far."""

    q: str = ""
    region: str = ""
    step: Step | None = None
    beyond: bool = False
    sort: str = "name"

    @property
    def narrowed(self) -> bool:
        return bool(self.q or self.region or self.step is not None)


@dataclass(frozen=True)
class SchoolsPage:
    part: Part
    found: int
    regions: tuple[str, ...]


def kinds(sort: str) -> tuple[type, ...]:
    """Types of a row's sort values, for the place in the address."""
    return tuple(kind for _, kind in SORTS[sort])


def page(programme: Programme, wish: Filter, at: Place) -> SchoolsPage:
    """One part of the list. Two queries."""
    columns = [column for column, _ in SORTS[wish.sort]]
    keyed = [column.label(f"key_{number}") for number, column in enumerate(columns)]
    query = select(*COLUMNS, *keyed).where(School.programme_id == programme.id, *_where(wish), *_region(wish))
    rows = db.session.execute(
        pagination.bounded(query, columns, at, descending=wish.sort in DESCENDING)
    ).all()
    shown = pagination.part(rows, at, lambda row: row[-len(columns) :])
    counts = _counts(programme, wish)
    chosen = None if not wish.region else "" if wish.region == NO_REGION else wish.region
    found = sum(count for region, count in counts if chosen is None or region == chosen)
    return SchoolsPage(shown, found, tuple(region for region, _ in counts if region))


def everything(programme: Programme, wish: Filter) -> Iterator[Any]:
    """All rows that the filters leave, for the file. One query."""
    query: Any = select(*COLUMNS).where(School.programme_id == programme.id, *_where(wish), *_region(wish))
    ordered = query.order_by(*(column for column, _ in SORTS[wish.sort]))
    return iter(db.session.execute(ordered.execution_options(yield_per=500)))


def _counts(programme: Programme, wish: Filter) -> list[tuple[str, int]]:
    """Every region of the programme with the schools there that the other filters leave."""
    where = _where(wish)
    count = func.count() if not where else func.sum(case((and_(*where), 1), else_=0))
    query = select(School.region, count).where(School.programme_id == programme.id)
    rows = db.session.execute(query.group_by(School.region).order_by(School.region))
    return [(region, int(found)) for region, found in rows]


def _where(wish: Filter) -> list[ColumnElement[bool]]:
    """Each word of the search must stand in the name, the place or the reference; wildcards are plain letters."""
    text = School.name_key + " " + School.place_key + " " + School.ref
    found: list[ColumnElement[bool]] = [
        text.contains(word, autoescape=True) for word in wish.q.casefold().split()[:8]
    ]
    if wish.step is not None:
        found.append(School.reached >= wish.step if wish.beyond else School.reached == wish.step)
    return found


def _region(wish: Filter) -> list[ColumnElement[bool]]:
    if not wish.region:
        return []
    return [School.region == ("" if wish.region == NO_REGION else wish.region)]
