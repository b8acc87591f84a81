"""The award a school stands with today, and what it can apply for next."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from app import clock
from app.domain import check_in
from app.domain.award import Status, WayOn, status, way_on
from app.domain.check_in import CheckInDay
from app.domain.workflow import AwardState
from app.models.award import Award
from app.models.check_in import CheckIn
from modules.load import curriculum

_newest = select(func.max(Award.id)).where(
    Award.school_id == bindparam("school"), Award.state != AwardState.SUPERSEDED
)
AWARD_ID = _newest.scalar_subquery()  # of the school's award that nothing has taken the place of
# Number of the last check-in that was answered; an earlier one is not asked any more.
_answered = select(func.max(CheckIn.number)).where(
    CheckIn.award_id == Award.id, CheckIn.answered_at.is_not(None)
)
ANSWERED = _answered.correlate(Award).scalar_subquery()


@dataclass(frozen=True)
class CurrentAward:
    """`worth`: what it is worth today. `way`: why the school may open its next application, or None.

    `asked`: the check-in that waits for an answer, or None; `late`: it should have been answered by now.
    """

    code: str
    tier: str
    expires_on: date
    worth: Status
    way: WayOn | None
    checks_in: bool = False  # a tier that checks in every year
    asked: CheckInDay | None = None
    late: bool = False


def joined(query: Select[Any]) -> Select[Any]:
    """The query with the columns that `read` needs; the parameter `school` is the school's id."""
    version = Award.scheme_version.label("award_version")
    columns = (Award.code, Award.tier, version, Award.state.label("award_state"), Award.expires_on)
    return query.outerjoin(Award, Award.id == AWARD_ID).add_columns(
        *columns, Award.issued_on, ANSWERED.label("answered")
    )


def read(row: Any) -> CurrentAward | None:
    """The award in a row of a `joined` query; None where the school has none."""
    if row is None or row.code is None:
        return None
    today = clock.today()
    worth = status(row.award_state, row.expires_on, today)
    tier = curriculum().scheme_of(row.award_version).tier(row.tier)
    days = check_in.check_ins(tier, row.issued_on)
    asked = check_in.asked(days, worth, (row.answered,), today)
    return CurrentAward(
        row.code, row.tier, row.expires_on, worth, way_on(tier, worth, row.expires_on, today),
        checks_in=bool(days), asked=asked, late=asked is not None and asked.late(today),
    )  # fmt: skip
