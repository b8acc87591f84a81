"""The yearly check-in: when it opens, when it is late, whom it asks, and what must be said in words."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.award import Status, period
from app.domain.check_in import (
    CheckInDay,
    CheckInState,
    Question,
    asked,
    check_ins,
    needs_words,
    questions,
    state,
    tellings,
)
from tests.domain.by_hand import BRONZE, GOLD, SILVER

DAY = timedelta(days=1)
ISSUED = date(2026, 3, 15)
FIRST, SECOND = check_ins(GOLD, ISSUED)
issued = st.dates(date(2000, 1, 1), date(2100, 1, 1))
some = settings(max_examples=80, deadline=None)


def test_gold_checks_in_after_each_full_year_but_the_last() -> None:
    assert [one.day for one in check_ins(GOLD, ISSUED)] == [date(2027, 3, 15), date(2028, 3, 15)]
    assert check_ins(SILVER, ISSUED) == check_ins(BRONZE, ISSUED) == ()


def test_it_opens_thirty_days_before_its_day_and_is_late_thirty_days_after_it() -> None:
    def told(day: date) -> tuple[CheckInDay | None, int]:
        return asked((FIRST, SECOND), Status.ACTIVE, (), day), tellings(FIRST, day)

    assert told(date(2027, 2, 12)) == (None, 0)
    assert told(date(2027, 2, 13)) == (FIRST, 1)
    assert told(date(2027, 4, 14)) == (FIRST, 1)
    assert told(date(2027, 4, 15)) == (FIRST, 2)


def test_the_next_one_takes_the_place_of_one_that_nobody_answered() -> None:
    day = SECOND.opens
    assert asked((FIRST, SECOND), Status.ACTIVE, (), day - DAY) == FIRST
    assert asked((FIRST, SECOND), Status.ACTIVE, (), day) == SECOND
    assert state(FIRST, (FIRST, SECOND), Status.ACTIVE, (), day) is CheckInState.MISSED


@pytest.mark.parametrize(
    ("worth", "found"),
    [
        (Status.ACTIVE, CheckInState.OPEN),
        (Status.SUSPENDED, CheckInState.PAUSED),
        (Status.EXPIRED, CheckInState.MISSED),
        (Status.WITHDRAWN, CheckInState.MISSED),
        (Status.SUPERSEDED, CheckInState.MISSED),
    ],
)
def test_only_an_award_in_force_is_asked_and_a_suspended_one_waits(
    worth: Status, found: CheckInState
) -> None:
    assert state(FIRST, (FIRST, SECOND), worth, (), FIRST.day) is found
    assert (asked((FIRST, SECOND), worth, (), FIRST.day) is not None) == (worth is Status.ACTIVE)


@some
@given(issued, st.integers(0, 1200))
def test_every_check_in_is_open_before_the_award_ends_and_after_it_began(start: date, later: int) -> None:
    begins, ends = period(GOLD, start)
    series, day = check_ins(GOLD, start), start + timedelta(days=later)
    assert [one.number for one in series] == [1, 2]
    for one in series:
        assert begins < one.opens < one.day < one.until < ends
        assert tellings(one, day) <= tellings(one, day + DAY) <= 2


@some
@given(issued, st.integers(0, 1200), st.sets(st.sampled_from([1, 2])), st.sampled_from(Status))
def test_at_most_one_is_asked_and_never_one_that_was_answered(
    start: date, later: int, answered: set[int], worth: Status
) -> None:
    series, day = check_ins(GOLD, start), start + timedelta(days=later)
    states = {one: state(one, series, worth, answered, day) for one in series}
    waiting = [one for one in series if states[one] in (CheckInState.OPEN, CheckInState.LATE)]
    wanted = asked(series, worth, answered, day)
    assert waiting == ([wanted] if wanted else [])
    assert {one.number for one in series if states[one] is CheckInState.ANSWERED} == answered


@some
@given(issued, st.integers(0, 1200), st.sampled_from(Status))
def test_an_answer_is_asked_for_once(start: date, later: int, worth: Status) -> None:
    series, day = check_ins(GOLD, start), start + timedelta(days=later)
    wanted = asked(series, worth, (), day)
    if wanted is not None:
        assert asked(series, worth, {wanted.number}, day) is None


def test_conditions_are_asked_about_where_there_are_some() -> None:
    assert Question.CONDITIONS in questions("Mend 3.5 by May.")
    assert questions("") == tuple(one for one in Question if one is not Question.CONDITIONS)


def test_not_yet_needs_words_and_so_does_what_a_drill_taught() -> None:
    assert all(needs_words(one, done=False) for one in Question)
    assert [one for one in Question if needs_words(one, done=True)] == [Question.DRILL]
