"""Criterion 1.3 takes its level from the record of training, as its level texts say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.training_record import TrainingRecord

ALL = ("m1-rights", "m2-policy", "m3-reporting", "m4-environment", "m5-education")
Passed = tuple[str, ...] | None


@pytest.mark.parametrize(
    ("head", "coordinator", "level"),
    [
        (None, None, 0),
        ((), (), 0),
        (("m1-rights",), None, 1),
        ((), ("m2-policy",), 1),
        (ALL, None, 1),
        (ALL[:3], ALL[:3], 2),
        (ALL[1:4], ALL[1:4], 1),  # three modules, but not the first
        (ALL, ALL[:4], 2),
        (ALL, ALL, 3),
    ],
)
def test_the_level_follows_what_both_have_passed(head: Passed, coordinator: Passed, level: int) -> None:
    assert TrainingRecord(ALL, head, coordinator).level == level


def test_somebody_who_is_not_there_is_not_trained() -> None:
    record = TrainingRecord(ALL, ALL, None)
    assert record.head_trained
    assert not record.coordinator_trained


modules = st.sets(st.sampled_from(ALL))


@given(modules, modules, st.sampled_from(ALL))
def test_one_more_module_never_lowers_the_level(head: set[str], coordinator: set[str], more: str) -> None:
    before = TrainingRecord(ALL, head, coordinator).level
    assert TrainingRecord(ALL, head | {more}, coordinator).level >= before
