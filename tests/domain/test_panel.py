"""Votes become a decision when enough people agree."""

from itertools import permutations

import pytest

from app.domain.panel import Vote, deciders_needed, tally
from modules.load import load_scheme

SCHEME = load_scheme()
GOLD, SILVER, BRONZE, NO = Vote("gold"), Vote("silver"), Vote("bronze"), Vote(None)


@pytest.mark.parametrize(("ceiling", "people"), [(None, 1), ("bronze", 1), ("silver", 1), ("gold", 2)])
def test_only_a_case_that_reaches_gold_needs_two_deciders(ceiling: str | None, people: int) -> None:
    assert deciders_needed(ceiling, SCHEME) == people


def test_one_vote_settles_a_case_below_gold() -> None:
    assert tally([SILVER], "silver", SCHEME).tier == "silver"
    assert tally([NO], "bronze", SCHEME).settled == "decline"


def test_one_vote_leaves_a_gold_case_open_whatever_it_says() -> None:
    for vote in (GOLD, SILVER, NO):
        found = tally([vote], "gold", SCHEME)
        assert (found.settled, found.missing, found.split) == (None, 1, False)


def test_two_who_agree_give_gold() -> None:
    assert tally([GOLD, GOLD], "gold", SCHEME).tier == "gold"


def test_two_who_name_different_tiers_give_the_lower_one() -> None:
    assert tally([GOLD, SILVER], "gold", SCHEME).tier == "silver"
    assert tally([BRONZE, GOLD], "gold", SCHEME).tier == "bronze"


def test_award_and_decline_need_a_third_person() -> None:
    found = tally([GOLD, NO], "gold", SCHEME)
    assert (found.settled, found.missing, found.split) == (None, 1, True)
    assert tally([GOLD, NO, SILVER], "gold", SCHEME).tier == "silver"
    assert tally([GOLD, NO, NO], "gold", SCHEME).settled == "decline"


def test_the_order_of_the_votes_changes_nothing() -> None:
    for votes in ([GOLD, NO, SILVER], [GOLD, SILVER], [NO, NO, BRONZE]):
        assert len({tally(order, "gold", SCHEME) for order in permutations(votes)}) == 1
