"""The hard exclusions: nobody may be asked who is tied to the case."""

from datetime import date

import pytest

from app.domain.facts import Function, History
from app.domain.independence import exclusions

TODAY = date(2026, 6, 1)
HOME = 1


@pytest.mark.parametrize("function", Function)
def test_a_stranger_may_take_any_function(function: Function) -> None:
    assert exclusions(History(7), function, HOME, TODAY) == ()


@pytest.mark.parametrize("function", Function)
def test_staff_admins_and_the_countrys_coordinators_take_none(function: Function) -> None:
    assert exclusions(History(7, employed=True), function, HOME, TODAY)
    assert exclusions(History(7, admin=True), function, HOME, TODAY)
    assert exclusions(History(7, coordinates=frozenset({HOME})), function, HOME, TODAY)
    assert not exclusions(History(7, coordinates=frozenset({2})), function, HOME, TODAY)


@pytest.mark.parametrize(
    ("last_day", "excluded"),
    [(None, True), (date(2024, 6, 2), True), (date(2024, 6, 1), False), (date(2020, 1, 1), False)],
)
@pytest.mark.parametrize("function", [Function.ASSESSOR, Function.DECIDER])
def test_an_expert_of_the_school_judges_it_only_after_24_months(
    last_day: date | None, excluded: bool, function: Function
) -> None:
    history = History(7, past=((Function.EXPERT, last_day),))
    assert bool(exclusions(history, function, HOME, TODAY)) is excluded


def test_who_judged_a_school_does_not_advise_it_soon_after() -> None:
    assert exclusions(History(7, past=((Function.DECIDER, None),)), Function.EXPERT, HOME, TODAY)


def test_judge_and_decider_of_one_case_are_two_people() -> None:
    assert exclusions(History(7), Function.DECIDER, HOME, TODAY, present=[Function.ASSESSOR])
    assert exclusions(History(7), Function.ASSESSOR, HOME, TODAY, present=[Function.DECIDER])
