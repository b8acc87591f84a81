"""From the assessor's two marks (on paper, in practice) to the level of a criterion and of a module.

Source of the rules: "Levels" in the standard; every number comes from `LevelRule` (`scheme.yaml`).
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import Enum

from modules.model import Criterion, LevelRule, Scheme


class NotApplicable(Enum):
    """One value: the criterion does not apply to this school, for a reason that was accepted."""

    NOT_APPLICABLE = "not applicable"


NOT_APPLICABLE = NotApplicable.NOT_APPLICABLE

# Criterion id -> level 0…4, None (a blank: not judged, not claimed), or NOT_APPLICABLE.
# A missing id is a blank; ids that the scheme does not know are ignored.
Profile = Mapping[str, int | None | NotApplicable]


@dataclass(frozen=True)
class FiveTests:
    """What separates level 4 from level 3. A test not answered (None) is not a "yes"."""

    owner_and_deputy: bool | None = None
    adopted_by_governing_body: bool | None = None
    in_induction_calendar_budget: bool | None = None
    reviewed_with_change: bool | None = None
    held_twelve_months: bool | None = None

    @property
    def passed(self) -> bool:
        """Are all five answered with "yes"?"""
        return all(getattr(self, field.name) is True for field in fields(self))


def level(
    paper: int,
    practice: int,
    *,
    expired: bool = False,
    five_tests: FiveTests | bool | None = None,
    rule: LevelRule,
) -> int:
    """Level 0…4 of one criterion: practice may lead paper by one step, paper never leads practice.

    `expired`: the document is past its own review date. `five_tests`: None where the tests were not
    part of the question (a forecast, a worked example); anything short of five times "yes" keeps the
    level below the highest. Raises ValueError for a mark outside 0…4.
    """
    for mark in (paper, practice):
        if not 0 <= mark <= rule.maximum:
            raise ValueError(f"a mark is a whole number from 0 to {rule.maximum}, not {mark}")
    on_paper = min(paper, rule.expired_document_cap) if expired else paper
    reached = min(practice, on_paper + rule.paper_lead, rule.maximum)
    passed = five_tests.passed if isinstance(five_tests, FiveTests) else five_tests
    return min(reached, rule.maximum - 1) if passed is False else reached


def may_be_left_out(criterion: Criterion) -> bool:
    """May a school say "does not apply to us"? Never on a gate."""
    return criterion.gate == "none" and criterion.not_applicable


def settled(profile: Profile, criteria: Iterable[Criterion], most_left_out: int) -> dict[str, int]:
    """The levels that count, by criterion id; accepted "not applicable" ones are gone.

    A blank counts as 0. So does a "not applicable" where it is not allowed, and each one after the
    first `most_left_out` (in the order of the criteria): what may not be left out has to be shown.
    """
    counted: dict[str, int] = {}
    left_out = 0
    for criterion in criteria:
        value = profile.get(criterion.id)
        if isinstance(value, NotApplicable):
            if may_be_left_out(criterion) and left_out < most_left_out:
                left_out += 1
                continue
            value = None
        counted[criterion.id] = value or 0
    return counted


def settle(profile: Profile, scheme: Scheme) -> dict[str, int]:
    """`settled` for a whole application."""
    return settled(profile, scheme.criteria, scheme.levels.not_applicable_most)


def needed(count: int, rule: LevelRule) -> int:
    """How many of `count` criteria have to reach a level: the share, rounded up."""
    return math.ceil(rule.share * count - 1e-9)  # 0.7 * 10 is a hair above 7


def module_level(levels: Profile, criteria: Iterable[Criterion], rule: LevelRule) -> int:
    """Level 0…4 of the module made of `criteria`.

    The highest k for which, at k and at every step below: every gate ≥ k, the share of the criteria
    ≥ k, none below k - spread. A module in which nothing counts is at 0.
    """
    group = tuple(criteria)
    counted = settled(levels, group, rule.not_applicable_most)
    gates = [counted[c.id] for c in group if c.gate != "none"]
    values = list(counted.values())
    reached = 0
    while values and reached < rule.maximum and _holds(reached + 1, values, gates, rule):
        reached += 1
    return reached


def _holds(k: int, values: list[int], gates: list[int], rule: LevelRule) -> bool:
    enough = sum(value >= k for value in values) >= needed(len(values), rule)
    return enough and min(values) >= k - rule.spread and all(gate >= k for gate in gates)
