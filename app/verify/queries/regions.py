"""Certified schools counted by country and region, with the places for a map."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, case, func, select

from app import clock
from app.domain.award import Status
from app.domain.region_map import RegionMap, Spot, region_map
from app.domain.workflow import AwardState
from app.extensions import db
from app.models.award import Award
from app.models.programme import Programme
from app.models.school import School
from certificates.facts import TIERS


@dataclass
class Region:
    """How many certificates hold today, of each tier, and how many do not hold (any more, or for now)."""

    name: str  # "" for schools without a region
    tiers: dict[str, int] = field(default_factory=lambda: dict.fromkeys(TIERS, 0))
    ended: int = 0
    longitudes: float = 0
    latitudes: float = 0
    placed: int = 0

    @property
    def held(self) -> int:
        return sum(self.tiers.values())


@dataclass(frozen=True)
class Country:
    """A country with its regions by name, and their map where places are known."""

    code: str
    regions: tuple[Region, ...]
    drawing: RegionMap | None

    @property
    def held(self) -> int:
        return sum(region.held for region in self.regions)


def by_region(country: str = "") -> tuple[Country, ...]:
    """All countries that have awards, or one of them. One query."""
    holds = case((Award.is_worth(Status.ACTIVE, clock.today()), 1), else_=0)
    keys = (Programme.country, School.region, Award.tier, holds.label("holds"))
    sums = (func.sum(School.longitude).label("longitudes"), func.sum(School.latitude).label("latitudes"))
    query: Select[Any] = select(
        *keys, func.count().label("awards"), func.count(School.longitude).label("placed"), *sums
    )
    query = query.join(School, School.id == Award.school_id).join(
        Programme, Programme.id == Award.programme_id
    )
    query = query.where(Award.state != AwardState.SUPERSEDED)
    if country:
        query = query.where(Programme.country == country)
    found: dict[str, dict[str, Region]] = {}
    for row in db.session.execute(query.group_by(*keys)):
        region = found.setdefault(row.country, {}).setdefault(row.region, Region(row.region))
        _add(region, row)
    return tuple(_country(code, regions.values()) for code, regions in sorted(found.items()))


def _add(region: Region, row: Any) -> None:
    if not row.holds:
        region.ended += row.awards
        return
    region.tiers[row.tier] += row.awards
    region.longitudes += row.longitudes or 0
    region.latitudes += row.latitudes or 0
    region.placed += row.placed


def _country(code: str, regions: Iterable[Region]) -> Country:
    """Schools without a region come last; only certificates that hold are drawn."""
    ordered = tuple(sorted(regions, key=lambda one: (not one.name, one.name)))
    spots = [
        Spot(one.name, one.longitudes / one.placed, one.latitudes / one.placed, one.held)
        for one in ordered
        if one.name and one.placed
    ]
    return Country(code, ordered, region_map(spots))
