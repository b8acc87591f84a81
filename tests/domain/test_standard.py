"""The data that the product reads says what the tables of the standard say."""

import pytest

from modules.load import load_scheme
from modules.model import Scheme
from tests.domain.by_hand import SCHEME


@pytest.fixture(scope="module")
def published() -> Scheme:
    return load_scheme()


def test_thresholds_of_levels_and_tiers_are_those_of_the_tables(published: Scheme) -> None:
    assert published.levels == SCHEME.levels
    assert published.tiers == SCHEME.tiers
    assert published.modules == SCHEME.modules


def test_the_criteria_and_their_gates_are_those_of_the_tables(published: Scheme) -> None:
    assert [(one.id, one.gate) for one in published.criteria] == [
        (one.id, one.gate) for one in SCHEME.criteria
    ]
    assert len(published.criteria) == 36


def test_every_module_has_a_gate_and_no_gate_may_be_left_out(published: Scheme) -> None:
    gates = [one for one in published.criteria if one.gate != "none"]
    assert {one.module for one in gates} == {1, 2, 3, 4, 5}
    assert not [one.id for one in gates if one.not_applicable]


def test_only_the_heads_and_coordinators_own_training_is_proven_by_the_platform(published: Scheme) -> None:
    assert [one.id for one in published.criteria if one.automatic] == ["1.3"]


def test_a_higher_tier_is_never_looser_than_a_lower_one(published: Scheme) -> None:
    for lower, higher in zip(published.tiers, published.tiers[1:], strict=False):
        floors = ("modules_all", "modules_some_count", "gates", "critical", "every_criterion", "deciders")
        assert all(getattr(higher, floor) >= getattr(lower, floor) for floor in floors)
        assert higher.open_majors <= lower.open_majors
