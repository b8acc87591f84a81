"""How far a school has come: the steps of the coordinator's funnel, each counting all that got at least so far."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate


class Step(IntEnum):
    """The furthest step that a school’s rows prove."""

    LISTED = 0
    INVITED = 1
    REGISTERED = 2
    LEARNING = 3
    APPLIED = 4
    WITH_ASSESSOR = 5
    AWARDED = 6


@dataclass(frozen=True)
class RegionCount:
    """Schools of a region by the step they reached: `exactly[step]`."""

    region: str
    exactly: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.exactly)

    @property
    def at_least(self) -> tuple[int, ...]:
        """How many schools got at least to each step."""
        return tuple(accumulate(reversed(self.exactly)))[::-1]


def by_region(counts: Iterable[tuple[str, int, int]]) -> tuple[RegionCount, ...]:
    """Regions by name, from (region, step, schools)."""
    found: dict[str, list[int]] = {}
    for region, step, schools in counts:
        found.setdefault(region, [0] * len(Step))[step] += schools
    return tuple(RegionCount(region, tuple(found[region])) for region in sorted(found))


def funnel(regions: Iterable[RegionCount]) -> dict[Step, int]:
    """Step → schools that got at least so far, over all regions."""
    counts = [region.at_least for region in regions]
    return {step: sum(one[step] for one in counts) for step in Step}
