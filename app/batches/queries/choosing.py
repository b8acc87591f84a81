"""Which certificates of a programme fit a choice: those whose documents are ready."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, func, select

from app import clock
from app.domain.award import Status
from app.extensions import db
from app.models.award import Award
from app.models.programme import Programme
from app.models.school import School
from app.web import pagination
from app.web.pagination import Part, Place
from certificates.facts import TIERS

KEY = (School.name_key, Award.id)
KINDS = (str, int)
STATUSES = tuple(Status)
MOST = 1000  # in one batch: what a worker packs well within its lease


@dataclass(frozen=True)
class Choice:
    """What is asked for; "" and None leave a filter out."""

    status: str = ""
    tier: str = ""
    region: str = ""
    since: date | None = None
    until: date | None = None

    def plain(self) -> dict[str, str]:
        """As it stands in an address and beside a batch."""
        days = {"since": self.since, "until": self.until}
        values = {"status": self.status, "tier": self.tier, "region": self.region}
        values |= {name: day.isoformat() for name, day in days.items() if day}
        return {name: value for name, value in values.items() if value}


def read_choice(values: Mapping[str, str]) -> Choice:
    """The choice of an address; what is unknown is left out. Without any, certificates that hold now."""
    status, tier = values.get("status", "" if values else Status.ACTIVE.value), values.get("tier", "")
    return Choice(
        status=status if status in set(STATUSES) else "",
        tier=tier if tier in TIERS else "",
        region=values.get("region", "")[:80],
        since=_day(values.get("since", "")),
        until=_day(values.get("until", "")),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True)
class ChoosePage:
    """One part of what fits, how many there are in all, and the regions to choose from."""

    part: Part
    found: int
    regions: tuple[str, ...]


def page(programme: Programme, choice: Choice, at: Place) -> ChoosePage:
    """Three queries."""
    columns = (Award.code, Award.tier, Award.state, Award.issued_on, Award.expires_on, School.name, *KEY)
    rows = _fitting(cast(Select[Any], select(*columns)), programme, choice)
    part = pagination.part(
        db.session.execute(pagination.bounded(rows, KEY, at)).all(), at, lambda row: row[-len(KEY) :]
    )
    found = db.session.scalar(_fitting(select(func.count(Award.id)), programme, choice))
    return ChoosePage(part, found or 0, _regions(programme))


def chosen_ids(programme: Programme, choice: Choice) -> list[int]:
    """Awards that fit, at most one more than a batch may hold. One query."""
    query = _fitting(select(Award.id), programme, choice).order_by(Award.id).limit(MOST + 1)
    return list(db.session.scalars(query))


def _regions(programme: Programme) -> tuple[str, ...]:
    query = select(School.region).join(Award, Award.school_id == School.id)
    query = query.where(Award.programme_id == programme.id, School.region != "")
    return tuple(db.session.scalars(query.distinct().order_by(School.region)))


def _fitting(query: Select[Any], programme: Programme, choice: Choice) -> Select[Any]:
    where: list[ColumnElement[bool]] = [Award.programme_id == programme.id, Award.pdf_sha256.is_not(None)]
    if choice.status:
        where.append(Award.is_worth(Status(choice.status), clock.today()))
    if choice.tier:
        where.append(Award.tier == choice.tier)
    if choice.region:
        where.append(School.region == choice.region)
    if choice.since:
        where.append(Award.issued_on >= choice.since)
    if choice.until:
        where.append(Award.issued_on <= choice.until)
    return query.join(School, School.id == Award.school_id).where(*where)
