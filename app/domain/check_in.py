"""Check-ins: what a school says once a year of a long award, so that no certificate rots quietly.

A check-in judges nothing: an honest “not yet” takes no certificate away. Source: "36 months, check-in every 12" in
the table of tiers, "Gold checks in at months 12 and 24" in the product's states.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.award import Status, add_months
from modules.model import Tier

OPENS = timedelta(days=30)  # before its day
IN_TIME = timedelta(days=30)  # after its day; later it is late


class Question(StrEnum):
    """What is asked, in this order."""

    PEOPLE = "people"  # coordinator and deputy are in place and trained
    POLICY = "policy"  # reviewed in the last 12 months
    ROUTES = "routes"  # reporting routes and referral map checked in the last 6 months
    DRILL = "drill"  # held in the last 12 months, and what was learned
    TOLD = "told"  # new staff and pupils were told
    CONDITIONS = "conditions"  # of the award, where there are any


class CheckInState(StrEnum):
    """Where one check-in stands on a day."""

    AHEAD = "ahead"
    OPEN = "open"
    LATE = "late"
    PAUSED = "paused"  # it waits while the award is suspended
    ANSWERED = "answered"
    MISSED = "missed"  # the next one opened, or the award ended, before anybody answered


@dataclass(frozen=True)
class CheckInDay:
    """When one check-in of an award is due: the first, the second, …"""

    number: int
    day: date

    @property
    def opens(self) -> date:
        """First day on which it can be answered."""
        return self.day - OPENS

    @property
    def until(self) -> date:
        """Last day on which an answer is in time."""
        return self.day + IN_TIME

    def late(self, today: date) -> bool:
        return today > self.until


def check_ins(tier: Tier, issued_on: date) -> tuple[CheckInDay, ...]:
    """All check-ins of an award, by day: for Gold in months 12 and 24; none for the other tiers."""
    every = tier.check_in_months
    months = range(every, tier.months, every) if every else ()
    return tuple(CheckInDay(n, add_months(issued_on, one)) for n, one in enumerate(months, start=1))


def _newest(series: Sequence[CheckInDay], today: date) -> CheckInDay | None:
    """The last one that has opened: it takes the place of those before it."""
    return next((one for one in reversed(series) if one.opens <= today), None)


def asked(
    series: Sequence[CheckInDay], worth: Status, answered: Collection[int], today: date
) -> CheckInDay | None:
    """What the school is asked today, or None. worth: of the award today; answered: numbers of check-ins."""
    newest = _newest(series, today) if worth is Status.ACTIVE else None
    return newest if newest and newest.number not in answered else None


def state(
    one: CheckInDay, series: Sequence[CheckInDay], worth: Status, answered: Collection[int], today: date
) -> CheckInState:
    """Where one check-in of a series stands. A suspended award's check-in waits with its day unchanged."""
    if one.number in answered:
        return CheckInState.ANSWERED
    if today < one.opens:
        return CheckInState.AHEAD
    if worth in (Status.ACTIVE, Status.SUSPENDED) and one == _newest(series, today):
        if worth is Status.SUSPENDED:
            return CheckInState.PAUSED
        return CheckInState.LATE if one.late(today) else CheckInState.OPEN
    return CheckInState.MISSED


def tellings(one: CheckInDay, today: date) -> int:
    """How often the school should have been told of it by now: 0, 1 when it opens, 2 when it is late."""
    return (today >= one.opens) + one.late(today)


def questions(conditions: str) -> tuple[Question, ...]:
    """What is asked of an award with these conditions (empty: it has none)."""
    return tuple(one for one in Question if conditions or one is not Question.CONDITIONS)


def needs_words(question: Question, done: bool) -> bool:
    """Must something be said in words? With “not yet” what and by when; of a drill what was learned."""
    return not done or question is Question.DRILL
