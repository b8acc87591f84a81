"""The shortest way to a tier: which criteria to raise, one step at a time.

Why it is shortest. A tier asks for floors that no choice can avoid (`forced`), plus, per module, a
number of criteria at the module's level. Costs of criteria add up and do not depend on each other,
so within a module the cheapest candidates win; costs of modules add up likewise, so where only some
modules must go higher, those with the smallest extra cost win. Tests compare with a blind search.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.levels import needed
from modules.model import Criterion, LevelRule, Scheme, Tier

_WEIGHT = {"critical": 0, "gate": 1, "none": 2}


@dataclass(frozen=True)
class Step:
    """A rise of one criterion: by one level in a path, by more in `climbs`."""

    criterion: str
    start: int
    to: int


def groups(scheme: Scheme, levels: Mapping[str, int]) -> dict[int, list[Criterion]]:
    """The criteria that count, by module number, in order."""
    found: dict[int, list[Criterion]] = {}
    for criterion in scheme.criteria:
        counted = found.setdefault(criterion.module, [])
        if criterion.id in levels:
            counted.append(criterion)
    return found


def forced(tier: Tier, criterion: Criterion, rule: LevelRule) -> int:
    """The lowest level at which this criterion can stand in any profile that earns the tier."""
    return max(
        tier.every_criterion,
        tier.gates if criterion.gate != "none" else 0,
        tier.critical if criterion.gate == "critical" else 0,
        _floor_in_module(criterion, tier.modules_all, rule),
    )


def _floor_in_module(criterion: Criterion, k: int, rule: LevelRule) -> int:
    return k if criterion.gate != "none" else max(0, k - rule.spread)


def lifted(
    levels: Mapping[str, int], criteria: Sequence[Criterion], tier: Tier, k: int, rule: LevelRule
) -> tuple[dict[str, int], int]:
    """The nearest levels of one module that respect the tier's floors and bring it to k, and their cost in steps."""
    target = {c.id: max(levels[c.id], forced(tier, c, rule), _floor_in_module(c, k, rule)) for c in criteria}
    below = sorted((c.id for c in criteria if target[c.id] < k), key=lambda one: k - target[one])
    missing = needed(len(target), rule) - (len(target) - len(below))
    for one in below[: max(0, missing)]:
        target[one] = k
    return target, sum(target[one] - levels[one] for one in target)


def shortest(levels: Mapping[str, int], scheme: Scheme, tier: Tier) -> tuple[Step, ...]:
    """A shortest list of one-step rises from settled levels to the tier; critical gates first, then gates."""
    higher = max(tier.modules_all, tier.modules_some)
    chosen: dict[int, dict[str, int]] = {}
    extras: list[tuple[int, int, dict[str, int]]] = []
    for number, criteria in groups(scheme, levels).items():
        chosen[number], least = lifted(levels, criteria, tier, tier.modules_all, scheme.levels)
        further, cost = lifted(levels, criteria, tier, higher, scheme.levels)
        extras.append((cost - least, number, further))
    extras.sort(key=lambda extra: extra[:2])
    for _, number, further in extras[: tier.modules_some_count]:
        chosen[number] = further
    target = {one: level for module in chosen.values() for one, level in module.items()}
    ordered = sorted((c for c in scheme.criteria if c.id in target), key=lambda c: _WEIGHT[c.gate])
    return tuple(Step(c.id, at, at + 1) for c in ordered for at in range(levels[c.id], target[c.id]))


def climbs(path: Sequence[Step]) -> tuple[Step, ...]:
    """The same path with the steps of one criterion joined ("3.1 from 0 to 3"), for a shorter list."""
    ends: dict[str, Step] = {}
    for step in path:
        first = ends.get(step.criterion, step)
        ends[step.criterion] = Step(step.criterion, first.start, step.to)
    return tuple(ends.values())
