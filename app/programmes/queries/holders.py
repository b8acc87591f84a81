"""Who holds a case and since when, as SQL columns: the board and the list of cases ask the same.

Made once: putting these together costs more than asking them. Execute with the values of `cutoffs`.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, case, func, or_, select

from app.domain.facts import AssignmentState
from app.domain.holding import ANSWER_DAYS, HOLDS, latest_start
from app.models.account import User
from app.models.application import Application
from app.models.base import UtcDateTime
from app.models.programme import Assignment

_held = {state: hold.holder.function for state, hold in HOLDS.items() if hold.holder.function}
_holding = (
    Assignment.application_id == Application.id,
    Assignment.ended_at.is_(None),
    Assignment.state == AssignmentState.DECLARED,
    Assignment.function
    == case({state.value: one.value for state, one in _held.items()}, value=Application.state),
)


def _moment(name: str) -> Any:
    return bindparam(name, type_=UtcDateTime())


# The name of the first person whose turn it is; NULL when no one person is.
PERSON: Any = (
    select(User.name)
    .join(Assignment, Assignment.user_id == User.id)
    .where(*_holding)
    .order_by(Assignment.id)
    .limit(1)
    .correlate(Application)
    .scalar_subquery()
)
# The date given to the holder, NULL without one.
PROMISED: Any = select(func.min(Assignment.due_at)).where(*_holding).correlate(Application).scalar_subquery()
# It should have moved on before this moment: the date given, or else as long as its state may last. Kept short, for
# each question compares the whole of it; and without in_(), whose text is written anew each time.
OVERDUE: Any = and_(
    or_(*(Application.state == one for one in HOLDS)),
    func.coalesce(
        _moment("moment") > PROMISED,
        Application.moved_at < case({one.value: _moment(one.name) for one in HOLDS}, value=Application.state),
    ),
)
# A proposal that should have been answered before this moment.
UNANSWERED: Any = and_(
    Assignment.state == AssignmentState.PROPOSED,
    Assignment.ended_at.is_(None),
    Assignment.proposed_at < _moment("unanswered"),
)


def cutoffs(moment: datetime) -> dict[str, datetime]:
    """The values of OVERDUE and UNANSWERED at a moment."""
    known = {state.name: latest_start(state, moment) for state in HOLDS}
    return known | {"moment": moment, "unanswered": moment - timedelta(days=ANSWER_DAYS)}


def days(since: datetime, moment: datetime) -> int:
    """Whole days from one moment to another, never negative."""
    return max(0, (moment - since).days)
