"""States and moves of an application: the map holds from every point."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.action import Action
from app.domain.errors import NotNow
from app.domain.workflow import BY_ACTION, FINAL, OPEN, TRANSITIONS, AwardState, State, advance, is_time

MOVES = [one for one in TRANSITIONS if isinstance(one.sources[0], State)]


def follow(state: State) -> set[State]:
    return {target for one in MOVES if state in one.sources for target in one.targets}  # type: ignore[misc]


@given(st.lists(st.sampled_from([one.action for one in MOVES]), max_size=30))
def test_any_walk_of_actions_stays_on_the_map(actions: list[Action]) -> None:
    state: State = State.DRAFT
    for action in actions:
        if is_time(action, state):
            state = advance(state, action)  # type: ignore[assignment]
        else:
            with pytest.raises(NotNow):
                advance(state, action)
    assert state in State


@pytest.mark.parametrize("state", OPEN)
def test_every_open_state_can_reach_an_award_and_a_refusal(state: State) -> None:
    reached, frontier = {state}, {state}
    while frontier:
        frontier = {later for one in frontier for later in follow(one)} - reached
        reached |= frontier
    assert {State.AWARDED, State.DECLINED, State.CANCELLED} <= reached


@pytest.mark.parametrize("state", FINAL)
def test_nothing_moves_a_final_state(state: State) -> None:
    assert follow(state) == set()


def test_every_state_can_be_reached_from_a_draft() -> None:
    reached, frontier = {State.DRAFT}, {State.DRAFT}
    while frontier:
        frontier = {later for one in frontier for later in follow(one)} - reached
        reached |= frontier
    assert reached == set(State)


def test_an_action_has_one_row_in_the_table() -> None:
    assert len(BY_ACTION) == len(TRANSITIONS)


def test_a_withdrawn_award_stays_withdrawn() -> None:
    for action in (Action.SUSPEND, Action.RESTORE, Action.WITHDRAW):
        assert not is_time(action, AwardState.WITHDRAWN)


def test_a_step_cannot_lead_where_its_row_does_not() -> None:
    assert (
        advance(State.REPORT_FINAL, Action.AWARD, State.AWARDED_WITH_CONDITIONS)
        is State.AWARDED_WITH_CONDITIONS
    )
    with pytest.raises(NotNow):
        advance(State.REPORT_FINAL, Action.AWARD, State.DECLINED)
