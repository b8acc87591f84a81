"""How far a learner is, what is missing, and when training is due again."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.progress import LearningFacts, Progress, Status, progress, required_screens
from modules.model import Draw, Module, Screen

TODAY = date(2026, 9, 1)
KINDS = {
    "door": "door",
    "precheck": "precheck",
    "incident": "incident",
    "learn-a": "lesson",
    "try-a": "try",
    "learn-b": "lesson",
    "try-b": "try",
    "tool": "tool",
    "scenario": "scenario",
    "check": "check",
    "plan": "plan",
    "done": "done",
}
SKIPPED = ("incident", "learn-a", "try-a", "learn-b", "try-b")
READ = tuple(name for name in KINDS if name not in ("check", "plan", "done"))


def module(version: str = "1.0", **screens: Any) -> Module:
    kinds = {**KINDS, **screens}
    return Module(
        id="m3-reporting",
        number=3,
        version=version,
        minutes=28,
        check=Draw.model_validate({"draw": 8, "pass": 7}),
        objectives=(),
        criteria=(),
        screens=tuple(Screen(id=name, kind=kind) for name, kind in kinds.items()),
    )


MODULE = module()


def after(**facts: Any) -> Progress:
    return progress(MODULE, LearningFacts(**facts), TODAY)


def test_nobody_has_started_before_the_first_screen() -> None:
    start = after()
    assert start.status is Status.NOT_STARTED
    assert (start.required, start.seen, start.percent) == (11, 0, 0)
    assert start.next_screen == "door"
    assert start.minutes_left == 27  # all but the last screen, which asks nothing


def test_the_next_screen_is_the_first_with_something_to_do() -> None:
    here = after(screens_seen={"door", "precheck", "learn-a"})
    assert here.status is Status.IN_PROGRESS
    assert here.next_screen == "incident"
    assert here.percent == 27
    assert [one.screen for one in here.missing[:3]] == ["incident", "try-a", "learn-b"]


def test_screens_check_and_plan_together_are_a_pass() -> None:
    whole = after(screens_seen=READ, best_check_score=7, plan_saved=True)
    assert whole.status is Status.PASSED
    assert (whole.percent, whole.missing, whole.minutes_left) == (100, (), 0)
    assert whole.next_screen == "done"


@pytest.mark.parametrize(
    ("lacking", "screen", "says"),
    [
        ({"best_check_score": 6}, "check", "your best is 6, and 7 of 8"),
        ({"best_check_score": None}, "check", "7 of 8 right is a pass"),
        ({"plan_saved": False}, "plan", "Save your plan"),
        ({"screens_seen": [one for one in READ if one != "scenario"]}, "scenario", "one of its endings"),
    ],
)
def test_each_part_of_a_pass_is_asked_for(lacking: dict[str, Any], screen: str, says: str) -> None:
    facts = {"screens_seen": READ, "best_check_score": 8, "plan_saved": True, **lacking}
    result = after(**facts)
    assert result.status is Status.IN_PROGRESS
    assert result.percent < 100
    assert [one.screen for one in result.missing] == [screen]
    assert says in str(result.missing[0].message)
    assert result.next_screen == screen


def test_knowing_it_all_already_opens_the_fast_lane() -> None:
    short = required_screens(MODULE, fast_lane=True)
    assert [one.id for one in short] == [one for one in (*READ, "check", "plan") if one not in SKIPPED]
    here = after(screens_seen={"door", "precheck"}, precheck_all_right=True)
    assert here.next_screen == "tool"
    assert here.minutes_left == 15
    unhurried = after(screens_seen={"door", "precheck"})
    assert unhurried.minutes_left > here.minutes_left


def test_a_module_without_a_tool_has_no_fast_lane() -> None:
    plain = module()
    screens = tuple(screen for screen in plain.screens if screen.kind != "tool")
    bare = plain.model_copy(update={"screens": screens})
    assert required_screens(bare, fast_lane=True) == required_screens(bare, fast_lane=False)


def test_a_saved_plan_alone_is_a_start() -> None:
    assert after(plan_saved=True).status is Status.IN_PROGRESS
    assert after(best_check_score=0).status is Status.IN_PROGRESS


@pytest.mark.parametrize(
    ("passed_on", "version", "status"),
    [
        (date(2024, 9, 2), "1.0", Status.PASSED),
        (date(2024, 9, 1), "1.0", Status.REFRESH_DUE),
        (TODAY, "1.0", Status.PASSED),
        (TODAY, "", Status.PASSED),
    ],
)
def test_training_is_due_again_after_two_years(passed_on: date, version: str, status: Status) -> None:
    assert after(passed_on=passed_on, passed_version=version).status is status
    assert after(passed_on=passed_on, passed_version=version).passed


def test_a_refresh_asks_for_the_check_and_nothing_else() -> None:
    facts = {"screens_seen": READ, "best_check_score": 8, "plan_saved": True, "passed_version": "1.0"}
    due = after(**facts, passed_on=date(2024, 1, 1))
    assert [one.screen for one in due.missing] == ["check"] == [due.next_screen]
    assert "time to refresh" in str(due.missing[0].message)
    assert (due.percent, due.minutes_left) == (90, 5)
    assert after(**facts, passed_on=TODAY).percent == 100


def test_a_new_major_version_asks_for_a_refresh_and_a_minor_one_does_not() -> None:
    facts = LearningFacts(passed_on=TODAY, passed_version="1.0")
    assert progress(module("1.9"), facts, TODAY).status is Status.PASSED
    assert progress(module("2.0"), facts, TODAY).status is Status.REFRESH_DUE
    assert progress(module("10.0"), facts, TODAY).status is Status.REFRESH_DUE


def test_a_screen_added_later_takes_no_pass_away() -> None:
    facts = LearningFacts(READ, 8, plan_saved=True, passed_on=TODAY, passed_version="1.0")
    result = progress(module("1.1", **{"learn-c": "lesson"}), facts, TODAY)
    assert result.status is Status.PASSED
    assert [one.screen for one in result.missing] == ["learn-c"]


@settings(max_examples=60, deadline=None)
@given(
    st.sets(st.sampled_from(READ)),
    st.sampled_from(READ),
    st.one_of(st.none(), st.integers(0, 8)),
    st.booleans(),
    st.booleans(),
)
def test_doing_more_never_sets_a_learner_back(
    seen: set[str], more: str, best: int | None, plan: bool, fast: bool
) -> None:
    order = list(Status)
    before = progress(MODULE, LearningFacts(seen, best, plan, fast), TODAY)
    further = progress(MODULE, LearningFacts({*seen, more}, 8, True, fast), TODAY)
    assert further.percent >= before.percent
    assert further.minutes_left <= before.minutes_left
    assert order.index(further.status) >= order.index(before.status)
    assert (before.status is Status.PASSED) == (before.percent == 100) == (not before.missing)
