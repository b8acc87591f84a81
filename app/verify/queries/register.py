"""The public register: every award that no newer one has replaced. Schools, never people."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, func, or_, select

from app import clock
from app.domain.award import Status
from app.domain.spelling import spellings, variants
from app.domain.workflow import AwardState
from app.extensions import db
from app.models.award import Award, AwardLevel
from app.models.programme import Programme
from app.models.school import School
from app.web import pagination
from app.web.pagination import Part, Place

STATUSES = (Status.ACTIVE, Status.SUSPENDED, Status.EXPIRED, Status.WITHDRAWN)
KEY = (School.name_key, Award.id)
KINDS = (str, int)
MOST_NAMED = 10
STRONG = 3  # the level of the benchmark: implemented
COLUMNS = (
    Award.code, Award.tier, Award.state, Award.issued_on, Award.expires_on, Award.scheme_version, Award.state_reason,
    School.name, School.locality, School.region, Programme.country, *KEY,
)  # fmt: skip


@dataclass(frozen=True)
class Filter:
    """What is asked of the register; "" leaves a filter out."""

    q: str = ""
    country: str = ""
    region: str = ""
    tier: str = ""
    status: str = ""
    module: int = 0  # 1 to 5; 0 leaves it out
    level: int = STRONG  # at least, in that module

    @property
    def narrowed(self) -> bool:
        return bool(self.q or self.country or self.region or self.tier or self.status or self.module)


@dataclass(frozen=True)
class RegisterPage:
    part: Part
    found: int
    countries: tuple[str, ...]
    regions: tuple[str, ...]  # of the country that is asked for


def page(wish: Filter, at: Place) -> RegisterPage:
    """One part of the register, how many there are in all, and the countries to choose from. Three queries; with a
    country four, for its regions.
    """
    rows = db.session.execute(pagination.bounded(_rows(wish), KEY, at)).all()
    part = pagination.part(rows, at, lambda row: row[-len(KEY) :])
    found = db.session.scalar(_joined(select(func.count(Award.id))).where(*_where(wish)))
    return RegisterPage(part, found or 0, countries(), regions(wish))


def countries() -> tuple[str, ...]:
    """Country codes of all programmes."""
    return tuple(db.session.scalars(select(Programme.country).distinct().order_by(Programme.country)))


def regions(wish: Filter) -> tuple[str, ...]:
    """Regions of a country that have certified schools; without a country only the one that is asked for."""
    if not wish.country:
        return (wish.region,) if wish.region else ()
    named = (School.region != "", Programme.country == wish.country, Award.state != AwardState.SUPERSEDED)
    query = _joined(select(School.region).select_from(Award)).where(*named)
    return tuple(db.session.scalars(query.distinct().order_by(School.region)))


def everything(wish: Filter) -> Iterator[Any]:
    """All rows that the filters leave, with the levels of the modules, for files. One query."""
    query = _rows(wish).add_columns(Award.snapshot).order_by(*KEY)
    return iter(db.session.execute(query.execution_options(yield_per=500)))


def named(q: str) -> tuple[Any, ...]:
    """The first certified schools with these words in name or place, for the search box. One query."""
    return tuple(db.session.execute(_rows(Filter(q=q)).order_by(*KEY).limit(MOST_NAMED)))


def _rows(wish: Filter) -> Select[Any]:
    return _joined(cast(Select[Any], select(*COLUMNS))).where(*_where(wish))


def _joined(query: Select[Any]) -> Select[Any]:
    return query.join(School, School.id == Award.school_id).join(
        Programme, Programme.id == Award.programme_id
    )


def _where(wish: Filter) -> list[ColumnElement[bool]]:
    """Each word must stand in the name, the place or the code; wildcards are plain letters."""
    found: list[ColumnElement[bool]] = [Award.state != AwardState.SUPERSEDED]
    found += [_stands(spellings(word)) for word in wish.q.split()[:8]]
    if wish.country:
        found.append(Programme.country == wish.country)
    if wish.region:
        found.append(School.region == wish.region)
    if wish.module:
        strong = select(AwardLevel.award_id).where(
            AwardLevel.module == wish.module, AwardLevel.level >= wish.level
        )
        found.append(Award.id.in_(strong))
    if wish.tier:
        found.append(Award.tier == wish.tier)
    if wish.status:
        found.append(Award.is_worth(Status(wish.status), clock.today()))
    return found


def _stands(word: tuple[str, ...]) -> ColumnElement[bool]:
    """One of a word's spellings stands in the text, whichever kin of its letters are written there."""
    text: ColumnElement[Any] = School.name_key + " " + School.place_key + " " + func.lower(Award.code)
    for variant, letter in variants("".join(word)):
        text = func.replace(text, variant, letter)
    return or_(*(text.contains(one, autoescape=True) for one in word))
