"""Figures of questions: first answers counted, small groups never described, correlation as the textbook has it."""

from statistics import correlation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.item_statistics import FEWEST, Tally, statistics
from modules.model import Item

ITEM = Item(
    id="m3-c01", use="check", type="single", objective="m3-o1", options=("a", "b", "c"), answer=("a",)
)
PAIRS = Item(
    id="m3-t4",
    use="try",
    type="match",
    objective="m3-o1",
    options=("a", "b"),
    targets=("x", "y"),
    answer={"a": "x", "b": "y"},
)


def one(option: str, rest: float) -> Tally:
    """One person who chose this option, with this share right elsewhere."""
    return Tally({"chosen": [option]}, 1, option == "a", 1, rest, rest**2)


def test_fewer_than_ten_answers_say_nothing_at_all() -> None:
    found = statistics(ITEM, [one("a", 0.5)] * (FEWEST - 1))
    assert not found.enough
    assert (found.answers, found.difficulty, found.discrimination, found.never, found.chosen) == (
        None,
        None,
        None,
        (),
        {},
    )
    assert found.advice == ()


def test_difficulty_is_the_share_right_and_an_option_nobody_chose_is_named() -> None:
    found = statistics(ITEM, [one("a", 0.5)] * 9 + [one("b", 0.5)] * 3)
    assert found.answers == 12
    assert found.difficulty == 0.75
    assert found.chosen == {"a": 9, "b": 3}
    assert found.never == ("c",)
    assert [message.text for message in found.advice] == ["An option that nobody believes is no option."]


def test_a_right_option_is_never_called_a_bad_distractor() -> None:
    assert statistics(ITEM, [one("b", 0.5)] * 5 + [one("c", 0.4)] * 5).never == ()


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 7)), min_size=FEWEST, max_size=60))
def test_discrimination_is_pearsons_correlation_with_the_rest(answers: list[tuple[str, int]]) -> None:
    rests = [right / 7 for _, right in answers]
    rights = [float(option == "a") for option, _ in answers]
    found = statistics(ITEM, [one(option, right / 7) for option, right in answers]).discrimination
    if len(set(rests)) == 1 or len(set(rights)) == 1:
        assert found is None
    else:
        assert found == pytest.approx(correlation(rights, rests), abs=1e-6)


def test_a_question_that_the_better_ones_miss_is_pointed_out() -> None:
    found = statistics(ITEM, [one("a", 0.1)] * 6 + [one("b", 0.9), one("c", 0.9)] * 3)
    assert found.discrimination == pytest.approx(-1)
    assert any("miss it more often" in message.text for message in found.advice)


def test_placed_options_are_counted_as_a_whole() -> None:
    whole = Tally({"placed": {"a": "x", "b": "y"}}, 8, right=True)
    half = Tally({"placed": {"a": "y", "b": "x"}}, 4, right=False)
    found = statistics(PAIRS, [whole, half])
    assert found.difficulty == pytest.approx(2 / 3)
    assert found.never == ()
    assert found.discrimination is None
