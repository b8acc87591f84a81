"""A lead may remind a colleague of the training: kindly, and once a week at most."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

APART = timedelta(days=7)


class NudgeState(StrEnum):
    """May this person be reminded now, and if not, why?"""

    OPEN = "open"
    WAITING = "waiting"  # reminded less than a week ago
    FINISHED = "finished"  # every module is passed
    ONESELF = "oneself"


@dataclass(frozen=True)
class Nudge:
    """Where a person stands: `last`, the latest reminder we know of, and when the next one may go out."""

    state: NudgeState
    last: datetime | None

    @property
    def again(self) -> datetime | None:
        """From when on another reminder may be sent; None where nothing was sent."""
        return self.last + APART if self.last else None


def nudge(*, finished: bool, oneself: bool, last: datetime | None, now: datetime) -> Nudge:
    """Nobody reminds themselves, nor somebody who has passed everything, nor anybody twice in a week."""
    if oneself:
        return Nudge(NudgeState.ONESELF, last)
    if finished:
        return Nudge(NudgeState.FINISHED, last)
    if last is not None and now < last + APART:
        return Nudge(NudgeState.WAITING, last)
    return Nudge(NudgeState.OPEN, last)
