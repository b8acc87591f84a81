"""How long an award holds, and what it is worth on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.award import (
    Status,
    add_months,
    bar,
    in_renewal,
    period,
    renewal_opens,
    status,
)
from app.domain.workflow import AwardState
from modules.model import Tier
from tests.domain.by_hand import BRONZE, GOLD, SILVER

DAY = timedelta(days=1)
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("tier", "until"),
    [(BRONZE, date(2027, 9, 14)), (SILVER, date(2028, 3, 14)), (GOLD, date(2029, 3, 14))],
)
def test_an_award_holds_as_long_as_its_tier_says(tier: Tier, until: date) -> None:
    assert period(tier, date(2026, 3, 15)) == (date(2026, 3, 15), until)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 8, 31), 18, date(2028, 2, 29)),
        (date(2025, 8, 31), 18, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 3, 31), -6, date(2025, 9, 30)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 1, 1), -1, date(2025, 12, 1)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_months_end_where_the_calendar_lets_them(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@settings(max_examples=50, deadline=None)
@given(days, days, st.integers(-60, 60))
def test_a_later_day_never_becomes_an_earlier_one(one: date, other: date, months: int) -> None:
    first, second = sorted((one, other))
    assert add_months(first, months) <= add_months(second, months)


def test_an_award_is_active_on_its_last_day_and_expired_on_the_next() -> None:
    _, until = period(SILVER, date(2026, 3, 15))
    assert status(AwardState.ACTIVE, until, until) is Status.ACTIVE
    assert status(AwardState.ACTIVE, until, until + DAY) is Status.EXPIRED


@pytest.mark.parametrize(
    ("state", "before", "after"),
    [
        (AwardState.ACTIVE, Status.ACTIVE, Status.EXPIRED),
        (AwardState.SUSPENDED, Status.SUSPENDED, Status.EXPIRED),
        (AwardState.WITHDRAWN, Status.WITHDRAWN, Status.WITHDRAWN),
        (AwardState.SUPERSEDED, Status.SUPERSEDED, Status.SUPERSEDED),
    ],
)
def test_the_end_of_the_period_hides_neither_withdrawal_nor_succession(
    state: AwardState, before: Status, after: Status
) -> None:
    until = date(2028, 3, 14)
    assert status(state, until, until - DAY) is before
    assert status(state, until, until + DAY) is after


def test_renewal_is_open_for_the_last_six_months() -> None:
    until = date(2028, 3, 14)
    assert renewal_opens(until) == date(2027, 9, 14)
    assert not in_renewal(until, date(2027, 9, 13))
    assert in_renewal(until, date(2027, 9, 14))
    assert in_renewal(until, until)
    assert not in_renewal(until, until + DAY)


def test_bronze_is_given_once_and_the_others_again() -> None:
    assert bar(BRONZE, ()) is None
    assert "cannot be renewed" in str(bar(BRONZE, {"bronze"}))
    assert bar(SILVER, {"bronze", "silver"}) is None
    assert bar(GOLD, {"gold"}) is None
