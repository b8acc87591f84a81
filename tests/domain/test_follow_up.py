"""Follow-ups: their days, their questions, the hours of their mails."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.domain.follow_up import (
    APART,
    DAYS,
    Given,
    draw,
    due_dates,
    is_open,
    local,
    school_day,
    time_to_send,
    weekend,
)
from modules.model import Item

MINSK, KYIV = "Europe/Minsk", "Europe/Kyiv"
START = datetime(2024, 1, 1, tzinfo=UTC)
ZONES = st.sampled_from([MINSK, KYIV, "Europe/Chisinau", "Asia/Vladivostok", "America/New_York", "UTC"])
MOMENTS = st.integers(0, 6 * 365 * 24 * 60).map(lambda ahead: START + timedelta(minutes=ahead))
FREE = st.frozensets(st.dates(date(2024, 1, 1), date(2030, 6, 1)), max_size=120)


def never(day: date) -> bool:
    return False


def at(text: str, zone: str = MINSK) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def test_a_pass_on_a_monday_brings_wednesday_the_next_monday_and_day_thirty() -> None:
    assert due_dates(at("2026-11-02 10:00"), MINSK, never) == {
        2: date(2026, 11, 4),
        7: date(2026, 11, 9),
        30: date(2026, 12, 2),
    }


def test_a_weekend_is_waited_out() -> None:
    assert due_dates(at("2026-11-05 10:00"), MINSK, never)[2] == date(2026, 11, 9)


def test_holidays_are_waited_out_together_with_the_weekend_behind_them() -> None:
    free = {date(2026, 11, 4) + timedelta(days=more) for more in range(3)}  # Wednesday to Friday
    assert due_dates(at("2026-11-02 10:00"), MINSK, free.__contains__)[2] == date(2026, 11, 9)


def test_days_are_counted_where_the_learner_is() -> None:
    late = datetime(2026, 11, 2, 22, 30, tzinfo=UTC)  # in Minsk it is Tuesday already
    assert due_dates(late, MINSK, never)[2] == date(2026, 11, 5)
    assert due_dates(late, "America/New_York", never)[2] == date(2026, 11, 4)


def test_a_change_of_the_clock_moves_no_day() -> None:
    before = at("2026-10-23 23:30", KYIV)  # the clocks go back on the 25th
    assert due_dates(before, KYIV, never)[7] == date(2026, 10, 30)


def test_after_long_holidays_the_three_do_not_come_on_following_mornings() -> None:
    summer = {date(2026, 6, 1) + timedelta(days=more) for more in range(92)}
    found = list(due_dates(at("2026-05-29 10:00"), MINSK, summer.__contains__).values())
    assert found == [date(2026, 9, 1), date(2026, 9, 4), date(2026, 9, 7)]


def test_a_calendar_without_any_school_day_does_not_go_round_for_ever() -> None:
    assert school_day(date(2026, 11, 4), lambda day: True) == date(2026, 11, 4)


@given(MOMENTS, ZONES, FREE)
def test_due_dates_keep_their_order_fall_on_school_days_and_never_come_early(
    moment: datetime, zone: str, free: frozenset[date]
) -> None:
    found = due_dates(moment, zone, free.__contains__)
    passed = local(moment, zone).date()
    assert list(found) == list(DAYS)
    assert all(one - other >= timedelta(days=APART) for other, one in pairwise(found.values()))
    assert not [day for day in found.values() if weekend(day) or day in free]
    assert all(on >= passed + timedelta(days=day) for day, on in found.items())


@pytest.mark.parametrize(
    ("moment", "sent"),
    [
        ("2026-11-04 08:59", False),
        ("2026-11-04 09:00", True),
        ("2026-11-04 18:59", True),
        ("2026-11-04 19:00", False),  # nobody is written to at night
        ("2026-11-03 12:00", False),  # not yet due
        ("2026-11-06 09:00", True),  # two days late
        ("2026-11-07 12:00", False),  # Saturday
    ],
)
def test_mails_go_out_by_day_on_school_days(moment: str, sent: bool) -> None:
    assert time_to_send(date(2026, 11, 4), at(moment), MINSK, never) is sent


def test_nine_o_clock_is_the_learner_s_own_on_both_sides_of_a_change_of_the_clock() -> None:
    friday, monday = date(2026, 10, 23), date(2026, 10, 26)
    for day, hour in ((friday, 6), (monday, 7)):  # UTC+3 in summer, UTC+2 in winter
        assert time_to_send(day, datetime(day.year, day.month, day.day, hour, tzinfo=UTC), KYIV, never)
        earlier = datetime(day.year, day.month, day.day, hour - 1, 59, tzinfo=UTC)
        assert not time_to_send(day, earlier, KYIV, never)


def test_a_holiday_announced_after_the_date_was_set_is_kept_free() -> None:
    day = date(2026, 11, 4)
    assert not time_to_send(day, at("2026-11-04 10:00"), MINSK, {day}.__contains__)
    assert time_to_send(day, at("2026-11-05 10:00"), MINSK, {day}.__contains__)


def test_an_unknown_zone_counts_as_utc() -> None:
    assert local(datetime(2026, 1, 1, tzinfo=UTC), "Mars/Base").utcoffset() == timedelta()


def test_a_follow_up_is_open_from_its_day_for_sixty_days() -> None:
    due = date(2026, 11, 4)
    days = [due - timedelta(days=1), due, due + timedelta(days=60), due + timedelta(days=61)]
    assert [is_open(due, day) for day in days] == [False, True, True, False]


def item(number: int, objective: str) -> Item:
    return Item(
        id=f"c{number:02}", use="check", type="single", objective=objective, options=("a", "b"), answer=("a",)
    )


BANK = [item(number, f"o{number % 4}") for number in range(24)]
IDS = [one.id for one in BANK]
OBJECTIVE = {one.id: one.objective for one in BANK}
GIVEN = st.lists(
    st.builds(Given, st.sampled_from(IDS), st.booleans(), st.sampled_from([0, 2, 7])), max_size=20
).map(lambda answers: sorted(answers, key=lambda one: one.day))


def wrong_now(answers: list[Given]) -> set[str]:
    last = {one.item: one.right for one in answers}
    return {name for name, right in last.items() if not right}


@given(GIVEN, st.text(max_size=8))
def test_three_different_questions_the_same_for_the_same_seed(answers: list[Given], seed: str) -> None:
    drawn = draw(BANK, answers, seed=seed)
    assert len(set(drawn)) == 3
    assert set(drawn) <= set(IDS)
    assert draw(list(reversed(BANK)), answers, seed=seed) == drawn


@given(GIVEN, st.text(max_size=8))
def test_what_is_still_wrong_comes_back_before_anything_else(answers: list[Given], seed: str) -> None:
    drawn, wrong = set(draw(BANK, answers, seed=seed)), wrong_now(answers)
    assert len(drawn & wrong) == min(3, len(wrong))


@given(GIVEN, st.text(max_size=8))
def test_nothing_answered_rightly_is_asked_while_something_is_new(answers: list[Given], seed: str) -> None:
    met = {one.item for one in answers}
    asked_again = set(draw(BANK, answers, seed=seed)) & met - wrong_now(answers)
    assert not asked_again or len(met - wrong_now(answers)) > len(IDS) - 3


@given(st.sets(st.sampled_from(IDS), min_size=4, max_size=8), st.text(max_size=8))
@example({"c00", "c01", "c04", "c08", "c12", "c20"}, "")  # five questions of the objective were met already
@settings(max_examples=50)
def test_day_2_asks_on_after_an_objective_answered_wrongly(met: set[str], seed: str) -> None:
    missed = sorted(met)[0]
    drawn = draw(BANK, [Given(one, one != missed) for one in sorted(met)], seed=seed)
    assert missed in drawn
    new = [one for one in IDS if OBJECTIVE[one] == OBJECTIVE[missed] and one not in met]
    of_it = [one for one in drawn if OBJECTIVE[one] == OBJECTIVE[missed]]
    assert len(of_it) == 1 + min(2, len(new))  # what is new of it, before anything else


def test_the_latest_follow_up_s_mistakes_come_before_older_ones() -> None:
    check = [Given(one, False) for one in IDS[:3]]
    two = [Given(one, False, 2) for one in IDS[8:10]]
    seven = [Given(IDS[20], False, 7)]
    assert set(draw(BANK, [*check, *two], seed="x")) > {IDS[8], IDS[9]}
    assert set(draw(BANK, [*check, *two, *seven], seed="x")) == {IDS[8], IDS[9], IDS[20]}


def test_what_was_put_right_does_not_come_back() -> None:
    answers = [Given(IDS[0], False), Given(IDS[0], True, 2)]
    assert IDS[0] not in draw(BANK, answers, seed="x")


def test_a_learner_without_mistakes_gets_new_questions_of_different_objectives() -> None:
    drawn = draw(BANK, [Given(one, True) for one in IDS[:8]], seed="x")
    assert not set(drawn) & set(IDS[:8])
    assert len({OBJECTIVE[one] for one in drawn}) == 3


def test_a_small_bank_is_asked_whole() -> None:
    assert set(draw(BANK[:2], [Given(IDS[0], True)], seed="x")) == set(IDS[:2])
