"""Who holds a case, and how long they should take: what a coordinator's board calls overdue.

The days are the programme's own promises, counted from the last move; an assignment's date goes before them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.facts import Function
from app.domain.workflow import State


class Holder(StrEnum):
    """On whose desk a case lies."""

    SCHOOL = "school"
    PROGRAMME = "programme"
    EXPERT = "expert"
    ASSESSOR = "assessor"
    DECIDER = "decider"

    @property
    def function(self) -> Function | None:
        """The assignment that says which person it is; None for a school and for the programme."""
        return Function(self.value) if self.value in list(Function) else None


@dataclass(frozen=True)
class Hold:
    holder: Holder
    days: int


HOLDS: dict[State, Hold] = {
    State.DRAFT: Hold(Holder.SCHOOL, 120),
    State.IN_SUPPORT: Hold(Holder.EXPERT, 10),
    State.CHANGES_REQUESTED: Hold(Holder.SCHOOL, 21),
    State.RETURNED: Hold(Holder.SCHOOL, 30),
    State.SUBMITTED: Hold(Holder.PROGRAMME, 5),
    State.IN_SCREENING: Hold(Holder.PROGRAMME, 10),
    State.WITH_ASSESSOR: Hold(Holder.ASSESSOR, 42),
    State.INFORMATION_REQUESTED: Hold(Holder.SCHOOL, 14),
    State.JUDGED: Hold(Holder.ASSESSOR, 10),
    State.CHECK_OF_FACTS: Hold(Holder.SCHOOL, 10),
    State.REPORT_FINAL: Hold(Holder.DECIDER, 14),
}
ANSWER_DAYS = 5  # for a person to answer a proposal


def due(state: State, moved_at: datetime, promised: datetime | None = None) -> datetime | None:
    """When this state should have ended; None for a closed case. `promised`: the date of the holder's assignment."""
    hold = HOLDS.get(state)
    if hold is None:
        return None
    return promised if promised is not None else moved_at + timedelta(days=hold.days)


def latest_start(state: State, moment: datetime) -> datetime:
    """A case that moved into this state before this moment is overdue at `moment`."""
    return moment - timedelta(days=HOLDS[state].days)
