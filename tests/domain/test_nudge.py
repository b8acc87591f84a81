"""Reminding a colleague: kindly, once a week."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.nudge import NudgeState, nudge

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_somebody_who_has_not_finished_can_be_reminded() -> None:
    found = nudge(finished=False, oneself=False, last=None, now=NOW)
    assert found.state is NudgeState.OPEN
    assert found.again is None


def test_nobody_reminds_themselves_nor_somebody_who_has_finished() -> None:
    assert nudge(finished=False, oneself=True, last=None, now=NOW).state is NudgeState.ONESELF
    assert nudge(finished=True, oneself=False, last=None, now=NOW).state is NudgeState.FINISHED


@pytest.mark.parametrize(
    ("since", "state"),
    [
        (timedelta(0), NudgeState.WAITING),
        (timedelta(days=7) - timedelta(seconds=1), NudgeState.WAITING),
        (timedelta(days=7), NudgeState.OPEN),
        (timedelta(days=60), NudgeState.OPEN),
    ],
)
def test_a_week_lies_between_two_reminders(since: timedelta, state: NudgeState) -> None:
    found = nudge(finished=False, oneself=False, last=NOW - since, now=NOW)
    assert found.state is state
    assert found.again == NOW - since + timedelta(days=7)
