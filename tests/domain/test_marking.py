"""Marking is exact, forgiving of bad input, and a right answer never costs anything; draws are fair."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.marking import Response, Verdict, draw, mark, mark_item, shuffled
from modules.model import Item


def item(kind: Any, answer: Any, *, name: str = "i1", options: str = "abcd", **more: Any) -> Item:
    return Item(
        id=name, use="check", type=kind, objective="o1", options=tuple(options), answer=answer, **more
    )


SINGLE = item("single", ("b",))
SCENE = item("scenario", ("b",))
MULTIPLE = item("multiple", ("a", "c"))
ORDER = item("order", tuple("cabd"))
MATCH = item("match", {"a": "x", "b": "w", "c": "z", "d": "y"}, targets=tuple("wxyz"))
CLASSIFY = item("classify", {"a": "x", "b": "y", "c": "x", "d": "x"}, targets=("x", "y"))

R, P, W, B = Verdict.RIGHT, Verdict.PARTIAL, Verdict.WRONG, Verdict.BLANK


@pytest.mark.parametrize(
    ("which", "response", "verdict", "right"),
    [
        (SINGLE, ["b"], R, "b"),
        (SINGLE, "b", R, "b"),
        (SINGLE, ["a"], W, ""),
        (SINGLE, ["a", "b"], W, "b"),
        (SCENE, ["b"], R, "b"),
        (SCENE, ["b", "c"], W, "b"),
        (MULTIPLE, ["c", "a"], R, "ac"),
        (MULTIPLE, ["a"], P, "a"),
        (MULTIPLE, list("abcd"), P, "ac"),
        (MULTIPLE, ["b"], W, ""),
        (ORDER, list("cabd"), R, "abcd"),
        (ORDER, list("cadb"), P, "ac"),
        (ORDER, list("abdc"), W, ""),
        (ORDER, list("cab"), P, "abc"),
        (ORDER, list("cabde"), P, "abcd"),
        (MATCH, {"a": "x", "b": "w", "c": "z", "d": "y"}, R, "abcd"),
        (MATCH, {"a": "x", "b": "w", "c": "y", "d": "z"}, P, "ab"),
        (MATCH, {"a": "x"}, P, "a"),
        (CLASSIFY, {"a": "x", "b": "y", "c": "x", "d": "x"}, R, "abcd"),
        (CLASSIFY, {"a": "y", "b": "x"}, W, ""),
        (CLASSIFY, {"a": "x", "b": "y", "c": "x", "d": "x", "zz": "x"}, P, "abcd"),
    ],
)
def test_each_type_of_item(which: Item, response: Response, verdict: Verdict, right: str) -> None:
    marked = mark_item(which, response)
    assert marked.verdict is verdict
    assert marked.right == frozenset(right)


@pytest.mark.parametrize("which", [SINGLE, SCENE, MULTIPLE, ORDER, MATCH, CLASSIFY])
def test_no_answer_is_a_blank_and_nonsense_is_wrong(which: Item) -> None:
    nothings: tuple[Response, ...] = (None, [], {}, "")
    for nothing in nothings:
        assert mark_item(which, nothing).verdict is B
    nonsenses: tuple[Response, ...] = (["zz"], "zz", {"zz": "x"}, ["zz", "zz"])
    for nonsense in nonsenses:
        assert mark_item(which, nonsense).verdict is W


def test_the_wrong_choices_are_told_too() -> None:
    assert mark_item(MULTIPLE, ["a", "b", "d"]).wrong == {"b", "d"}
    assert mark_item(ORDER, list("cadb")).wrong == {"d", "b"}


TEN = [item("single", ("b",), name=f"i{number}") for number in range(10)]


def test_a_set_is_passed_at_its_pass_mark_and_not_below() -> None:
    seven = {f"i{number}": ["b"] for number in range(7)}
    assert mark(TEN[:8], seven, pass_mark=7).passed
    assert not mark(TEN[:8], {**seven, "i6": ["a"]}, pass_mark=7).passed
    marked = mark(TEN[:8], seven, pass_mark=7)
    assert (marked.score, marked.out_of, marked.percent) == (7, 8, 87)
    assert [one.verdict for one in marked.items] == [R] * 7 + [B]


def test_without_a_pass_mark_everything_has_to_be_right() -> None:
    every = {one.id: ["b"] for one in TEN}
    assert mark(TEN, every).passed
    assert not mark(TEN, {**every, "i3": ["c"]}).passed


def test_an_empty_set_is_not_passed_and_answers_to_other_items_do_not_count() -> None:
    assert not mark([], {}).passed
    assert mark([], {}).percent == 0
    assert mark(TEN[:1], {"i5": ["b"]}).score == 0


MIXED = [
    one.model_copy(update={"id": name})
    for name, one in {"s": SINGLE, "m": MULTIPLE, "o": ORDER, "p": MATCH, "k": CLASSIFY}.items()
]
answers = st.one_of(
    st.none(),
    st.lists(st.sampled_from("abcdz"), max_size=5),
    st.dictionaries(st.sampled_from("abcdz"), st.sampled_from("wxyz")),
)


@settings(max_examples=50, deadline=None)
@given(st.fixed_dictionaries({one.id: answers for one in MIXED}), st.sampled_from(MIXED))
def test_a_further_right_answer_never_lowers_the_score(responses: dict[str, Response], one: Item) -> None:
    before = mark(MIXED, responses, pass_mark=3)
    after = mark(MIXED, {**responses, one.id: one.answer}, pass_mark=3)
    assert after.score >= before.score
    assert after.passed >= before.passed


# --- drawing -----------------------------------------------------------------------------------

BANK = [
    item("single", ("a",), name=f"{objective}-{number}").model_copy(update={"objective": objective})
    for objective in ("o1", "o2", "o3", "o4", "o5")
    for number in range(6)
]


def objectives(drawn: tuple[str, ...]) -> Counter[str]:
    return Counter(one.split("-")[0] for one in drawn)


def test_a_draw_is_the_same_for_the_same_seed_in_whatever_order_the_bank_is_written() -> None:
    assert draw(BANK, 8, seed="s") == draw(BANK[::-1], 8, seed="s")
    assert len({draw(BANK, 8, seed=str(number)) for number in range(20)}) == 20


def test_a_draw_covers_every_objective_evenly() -> None:
    for number in range(30):
        drawn = draw(BANK, 8, seed=str(number))
        assert len(set(drawn)) == 8
        assert sorted(objectives(drawn).values()) == [1, 1, 2, 2, 2]


def test_a_retry_brings_other_items_until_none_are_left() -> None:
    seen: list[str] = []
    for attempt in range(3):
        drawn = draw(BANK, 8, seed=f"attempt {attempt}", seen=seen)
        assert not set(drawn) & set(seen)
        seen += drawn
    fourth = draw(BANK, 8, seed="attempt 3", seen=seen)
    assert len(set(fourth) - set(seen)) == 6, "the six unseen items of thirty come before any other"
    assert sorted(objectives(fourth).values()) == [1, 1, 2, 2, 2]


def test_items_met_least_often_come_first() -> None:
    names = [one.id for one in BANK if one.objective == "o1"]
    drawn = draw(BANK[:6], 2, seed="s", seen=[*names, *names[:4]])
    assert set(drawn) == set(names[4:])


def test_a_small_bank_is_drawn_whole() -> None:
    assert set(draw(BANK[:3], 8, seed="s")) == {one.id for one in BANK[:3]}
    assert draw([], 8, seed="s") == ()


def test_the_place_in_a_check_says_nothing_about_the_objective() -> None:
    assert len({draw(BANK, 8, seed=str(number))[0].split("-")[0] for number in range(40)}) == 5


def test_options_are_shuffled_but_stay_where_they_are_on_reload() -> None:
    assert shuffled("abcd", seed="x") == shuffled("dcba", seed="x")
    assert len({shuffled("abcd", seed=str(number)) for number in range(60)}) > 15
