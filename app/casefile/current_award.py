"""The award a school stands with today, and what it can apply for next."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from app import clock
from app.domain.award import Status, WayOn, status, way_on
from app.domain.workflow import AwardState
from app.models.award import Award
from modules.load import curriculum

_newest = select(func.max(Award.id)).where(
    Award.school_id == bindparam("school"), Award.state != AwardState.SUPERSEDED
)
AWARD_ID = _newest.scalar_subquery()  # of the school's award that nothing has taken the place of


@dataclass(frozen=True)
class CurrentAward:
    """`worth`: what it is worth today. `way`: why the school may open its next application, or None."""

    code: str
    tier: str
    expires_on: date
    worth: Status
    way: WayOn | None


def joined(query: Select[Any]) -> Select[Any]:
    """The query with the columns that `read` needs; the parameter `school` is the school's id."""
    version = Award.scheme_version.label("award_version")
    columns = (Award.code, Award.tier, version, Award.state.label("award_state"), Award.expires_on)
    return query.outerjoin(Award, Award.id == AWARD_ID).add_columns(*columns)


def read(row: Any) -> CurrentAward | None:
    """The award in a row of a `joined` query; None where the school has none."""
    if row is None or row.code is None:
        return None
    today = clock.today()
    worth = status(row.award_state, row.expires_on, today)
    tier = curriculum().scheme_of(row.award_version).tier(row.tier)
    return CurrentAward(row.code, row.tier, row.expires_on, worth, way_on(tier, worth, row.expires_on, today))
