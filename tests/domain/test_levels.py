"""How two marks become a level, and levels the level of a module."""

from itertools import product

import pytest

from app.domain.levels import NOT_APPLICABLE, FiveTests, level, module_level, needed, settle
from tests.domain.by_hand import CRITERIA, GATES, IDS, LEFT_OUT, RULE, SCHEME, everything

MARKS = range(5)
FIRST = [criterion for criterion in CRITERIA if criterion.module == 1]  # six criteria, gates 1.1 and 1.3


@pytest.mark.parametrize(
    ("paper", "practice", "expected"), [(4, 0, 0), (0, 3, 1), (2, 3, 3), (3, 4, 4), (4, 4, 4), (0, 0, 0)]
)
def test_practice_may_lead_paper_by_one_step(paper: int, practice: int, expected: int) -> None:
    assert level(paper, practice, rule=RULE) == expected


def test_no_level_is_above_practice_nor_more_than_a_step_above_paper() -> None:
    for paper, practice in product(MARKS, MARKS):
        assert level(paper, practice, rule=RULE) == min(practice, paper + 1)


def test_a_better_mark_never_lowers_the_level() -> None:
    for paper, practice, expired, tests in product(range(4), range(4), (True, False), (True, False, None)):
        here = level(paper, practice, expired=expired, five_tests=tests, rule=RULE)
        assert here <= level(paper + 1, practice, expired=expired, five_tests=tests, rule=RULE)
        assert here <= level(paper, practice + 1, expired=expired, five_tests=tests, rule=RULE)


def test_a_document_past_its_review_date_counts_two_on_paper() -> None:
    assert level(4, 4, expired=True, rule=RULE) == 3
    assert level(1, 4, expired=True, rule=RULE) == 2


def test_one_no_in_the_five_tests_caps_at_three() -> None:
    yes = dict.fromkeys(
        (
            "owner_and_deputy",
            "adopted_by_governing_body",
            "in_induction_calendar_budget",
            "reviewed_with_change",
            "held_twelve_months",
        ),
        True,
    )
    assert level(4, 4, five_tests=FiveTests(**yes), rule=RULE) == 4
    for name in yes:
        assert level(4, 4, five_tests=FiveTests(**{**yes, name: False}), rule=RULE) == 3
        assert level(4, 4, five_tests=FiveTests(**{**yes, name: None}), rule=RULE) == 3
        assert level(2, 2, five_tests=FiveTests(**{**yes, name: False}), rule=RULE) == 2


@pytest.mark.parametrize("marks", [(-1, 0), (0, 5), (9, 9)])
def test_a_mark_outside_the_scale_is_refused(marks: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="from 0 to 4"):
        level(*marks, rule=RULE)


def test_a_module_with_everything_at_one_level_has_that_level() -> None:
    for k in MARKS:
        assert module_level(everything(k), FIRST, RULE) == k


@pytest.mark.parametrize(
    ("changed", "expected", "why"),
    [
        ({"1.2": 2}, 3, "five of six are 75 %"),
        ({"1.2": 2, "1.4": 2}, 2, "four of six are not"),
        ({"1.1": 2}, 2, "a gate holds the module"),
        ({"1.2": 1}, 2, "one criterion is two steps behind"),
        ({"1.2": 0}, 1, "one criterion is absent"),
        ({"1.1": 0}, 0, "a gate is absent"),
        ({"1.2": None}, 1, "a blank counts as absent"),
    ],
)
def test_a_module_otherwise_at_three(changed: dict[str, int | None], expected: int, why: str) -> None:
    assert module_level(everything(3, changed), FIRST, RULE) == expected, why


def test_a_missing_criterion_is_a_blank() -> None:
    known = {one: 4 for one in IDS if one != "1.6"}
    assert module_level(known, FIRST, RULE) == module_level({**known, "1.6": None}, FIRST, RULE) == 1


def test_a_module_without_criteria_proves_nothing() -> None:
    assert module_level({}, [], RULE) == 0


def test_the_share_is_rounded_up() -> None:
    assert [needed(count, RULE) for count in range(1, 9)] == [1, 2, 3, 3, 4, 5, 6, 6]
    assert needed(10, RULE.model_copy(update={"share": 0.7})) == 7


def test_what_does_not_apply_leaves_the_count() -> None:
    fourth = [criterion for criterion in CRITERIA if criterion.module == 4]
    weak = {"4.2": 2, "4.5": 2}
    assert module_level(everything(3, weak), fourth, RULE) == 2  # five of seven
    assert module_level(everything(3, {**weak, "4.5": NOT_APPLICABLE}), fourth, RULE) == 3  # five of six


def test_a_gate_can_never_be_left_out() -> None:
    for gate in GATES:
        assert settle(everything(4, {gate: NOT_APPLICABLE}), SCHEME)[gate] == 0


def test_only_two_criteria_can_be_left_out() -> None:
    levels = settle(everything(4, dict.fromkeys(LEFT_OUT, NOT_APPLICABLE)), SCHEME)
    assert [one for one in IDS if one not in levels] == ["2.4", "4.2"]
    assert levels["4.5"] == levels["4.7"] == 0
