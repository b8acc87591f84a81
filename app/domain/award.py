"""How long an award holds and what it is worth on a given day. `expired` follows from the date, never stored.

Source of the rules: "Tiers" (valid for, Bronze once) and "Renewal" in the product's states.
"""

import calendar
from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from app.domain.message import Message
from app.domain.workflow import AwardState
from modules.model import Tier

RENEWAL_MONTHS = 6
APPEAL_DAYS = 20
HIGHEST = "gold"


class Status(StrEnum):
    """What the public sees of an award on a day."""

    ACTIVE = "active"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


def add_months(day: date, months: int) -> date:
    """The same day of the month, `months` later (or earlier if negative); the month's last day if it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def period(tier: Tier, issued_on: date) -> tuple[date, date]:
    """First and last day on which an award of this tier holds, both included.

    24 months from 15 March 2026 end on 14 March 2028: the next award can start the day after.
    """
    return issued_on, add_months(issued_on, tier.months) - timedelta(days=1)


def status(state: AwardState, valid_until: date, today: date) -> Status:
    """What the award is worth today. Withdrawn and superseded stay so for ever; a date ends the others."""
    if state in (AwardState.WITHDRAWN, AwardState.SUPERSEDED):
        return Status(state.value)
    if today > valid_until:
        return Status.EXPIRED
    return Status(state.value)


def renewal_opens(valid_until: date) -> date:
    """First day on which a school may start the application that follows this award."""
    return add_months(valid_until, -RENEWAL_MONTHS)


def in_renewal(valid_until: date, today: date) -> bool:
    """Is it time to renew, and not yet too late to do so without a gap?"""
    return renewal_opens(valid_until) <= today <= valid_until


class WayOn(StrEnum):
    """What a school that holds or held an award can apply for next."""

    NEXT_TIER = "next-tier"  # at any time: there is a higher tier
    RENEW = "renew"  # the last six months have begun
    AGAIN = "again"  # the award is over


def way_on(tier: Tier, worth: Status, valid_until: date, today: date) -> WayOn | None:
    """Why a school may open its next application now; None while the highest tier has long to run.

    A superseded award says nothing: the one that took its place does.
    """
    if worth in (Status.EXPIRED, Status.WITHDRAWN):
        return WayOn.AGAIN
    if in_renewal(valid_until, today):
        return WayOn.RENEW
    return WayOn.NEXT_TIER if tier.id != HIGHEST else None


REMINDERS = (6, 3, 1)  # months before the end


def reminders_due(valid_until: date, today: date) -> int:
    """How many of the reminders of the end should have gone out by now: 0 to 3; after the end 0."""
    if today > valid_until:
        return 0
    return sum(today >= add_months(valid_until, -months) for months in REMINDERS)


def bar(tier: Tier, earlier: Collection[str]) -> Message | None:
    """Why a school that held the tiers `earlier` (ids) may not be given this one; None if it may.

    Bronze is a start and not a place to stay: it cannot be renewed as Bronze.
    """
    if tier.renewable or tier.id not in earlier:
        return None
    return Message(
        "The school has held this tier before, and it cannot be renewed: the next tier is the way on."
    )


def appeal_until(decided_on: date) -> date:
    """Last day of an appeal: 20 working days (Monday to Friday) after the decision. Source: "Appeal" in the states."""
    weeks, days = divmod(APPEAL_DAYS, 5)
    last = decided_on - timedelta(days=max(0, decided_on.weekday() - 4)) + timedelta(weeks=weeks)
    return last + timedelta(days=days)
