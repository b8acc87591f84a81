"""The one scoring function: the tier a profile earns, what blocks the next one, the shortest way there.

The school's forecast, the assessor's desk, the decision, the public explanation and `./ciss score`
all ask `standing`. No averages: every threshold is a floor, so a rise never lowers anything.
Source of the rules: "Tiers" in the standard; every number comes from `Scheme` (`scheme.yaml`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.domain.forecast_path import Step, forced, groups, lifted, shortest
from app.domain.levels import NotApplicable, Profile, module_level, needed, settle
from app.domain.message import Message, marked
from modules.model import Criterion, Scheme, Tier

TierId = Literal["bronze", "silver", "gold"]


@dataclass(frozen=True)
class Findings:
    """How many findings of the assessment are still open."""

    majors: int = 0
    minors_on_gates: int = 0


NO_FINDINGS = Findings()


@dataclass(frozen=True)
class Blocker:
    """One thing that stands between a profile and a tier, in words.

    `subject` is a criterion id ("3.1"), a module number ("3"), or empty for `modules` (too few
    modules at the higher level) and `finding`.
    """

    kind: Literal["criterion", "module", "modules", "finding"]
    subject: str
    message: Message


@dataclass(frozen=True)
class Standing:
    """Where a profile stands. `blockers` and `path` speak of `next`; both are empty at the highest tier.

    `path` is a shortest list of one-step rises that makes the levels reach `next`; no rise closes a
    finding, so an open one stays among the blockers.
    """

    tier: Tier | None
    module_levels: Mapping[int, int]  # module number -> level
    next: Tier | None
    blockers: tuple[Blocker, ...]
    path: tuple[Step, ...]


def standing(profile: Profile, scheme: Scheme, findings: Findings = NO_FINDINGS) -> Standing:
    """The tier that this profile earns today (a ceiling for the decision) and the way to the next."""
    levels = settle(profile, scheme)
    modules = module_levels(profile, scheme)
    held = [
        place for place, tier in enumerate(scheme.tiers) if _earned(tier, levels, modules, scheme, findings)
    ]
    place = held[-1] if held else -1
    following = scheme.tiers[place + 1] if place + 1 < len(scheme.tiers) else None
    return Standing(
        tier=scheme.tiers[place] if held else None,
        module_levels=modules,
        next=following,
        blockers=blockers_to(profile, scheme, following.id, findings) if following else (),
        path=shortest(levels, scheme, following) if following else (),
    )


def module_levels(profile: Profile, scheme: Scheme) -> dict[int, int]:
    """Level of each module, by number, in order."""
    levels = settle(profile, scheme)
    return {
        number: module_level(levels, counted, scheme.levels)
        for number, counted in groups(scheme, levels).items()
    }


def path_to(profile: Profile, scheme: Scheme, tier_id: TierId) -> tuple[Step, ...]:
    """A shortest list of one-step rises to that tier; empty if the levels are there. KeyError: no such tier."""
    return shortest(settle(profile, scheme), scheme, _tier(scheme, tier_id))


def blockers_to(
    profile: Profile, scheme: Scheme, tier_id: TierId, findings: Findings = NO_FINDINGS
) -> tuple[Blocker, ...]:
    """Everything between this profile and that tier; empty exactly if it is earned. KeyError: no such tier.

    A module is named only where its own criteria's floors do not explain it already.
    """
    tier = _tier(scheme, tier_id)
    levels = settle(profile, scheme)
    return (
        *_criteria_blockers(tier, profile, levels, scheme),
        *_module_blockers(tier, levels, scheme),
        *_finding_blockers(tier, findings),
    )


def _tier(scheme: Scheme, tier_id: str) -> Tier:
    return {tier.id: tier for tier in scheme.tiers}[tier_id]  # type: ignore[index]


def _earned(
    tier: Tier, levels: Mapping[str, int], modules: Mapping[int, int], scheme: Scheme, findings: Findings
) -> bool:
    counted = (criterion for criterion in scheme.criteria if criterion.id in levels)
    return (
        all(level >= tier.modules_all for level in modules.values())
        and sum(level >= tier.modules_some for level in modules.values()) >= tier.modules_some_count
        and all(levels[criterion.id] >= forced(tier, criterion, scheme.levels) for criterion in counted)
        and not _finding_blockers(tier, findings)
    )


def _criteria_blockers(
    tier: Tier, profile: Profile, levels: Mapping[str, int], scheme: Scheme
) -> list[Blocker]:
    return [
        Blocker("criterion", criterion.id, _shortfall(criterion, profile, levels[criterion.id], floor))
        for criterion in scheme.criteria
        if criterion.id in levels and levels[criterion.id] < (floor := forced(tier, criterion, scheme.levels))
    ]


def _shortfall(criterion: Criterion, profile: Profile, level: int, floor: int) -> Message:
    value = profile.get(criterion.id)
    params = {"criterion": criterion.id, "level": level, "needs": floor}
    if isinstance(value, NotApplicable):
        return Message("%(criterion)s may not be left out as “not applicable”, needs %(needs)s", params)
    if value is None:
        return Message("%(criterion)s has no level yet, needs %(needs)s", params)
    return Message("%(criterion)s is %(level)s, needs %(needs)s", params)


def _module_blockers(tier: Tier, levels: Mapping[str, int], scheme: Scheme) -> list[Blocker]:
    """What is still missing once every criterion stands on its own floor."""
    rule, found, high = scheme.levels, [], 0
    by_module = groups(scheme, levels)
    for number, criteria in by_module.items():
        own = {criterion.id: levels[criterion.id] for criterion in criteria}
        floors = {c.id: max(levels[c.id], forced(tier, c, rule)) for c in criteria}
        if module_level(floors, criteria, rule) < tier.modules_all:
            found.append(
                Blocker("module", str(number), _share_message(number, own, tier.modules_all, scheme))
            )
        ready, _ = lifted(floors, criteria, tier, tier.modules_all, rule)
        high += module_level(ready, criteria, rule) >= tier.modules_some
    if high < tier.modules_some_count:
        reached = sum(
            module_level(levels, criteria, rule) >= tier.modules_some for criteria in by_module.values()
        )
        text = marked("%(count)s of %(all)s modules are at level %(level)s, needs %(needs)s")
        params = {
            "count": reached,
            "all": len(by_module),
            "level": tier.modules_some,
            "needs": tier.modules_some_count,
        }
        found.append(Blocker("modules", "", Message(text, params)))
    return found


def _share_message(number: int, own: Mapping[str, int], k: int, scheme: Scheme) -> Message:
    params = {
        "module": number,
        "count": sum(level >= k for level in own.values()),
        "all": len(own),
        "level": k,
        "needs": needed(len(own), scheme.levels),
    }
    return Message(
        "Module %(module)s: %(count)s of %(all)s criteria are at %(level)s or higher, needs %(needs)s", params
    )


def _finding_blockers(tier: Tier, findings: Findings) -> list[Blocker]:
    found = []
    if findings.majors > tier.open_majors:
        params = {"count": findings.majors, "most": tier.open_majors}
        text = Message("Open major findings: %(count)s, allowed: %(most)s", params)
        found.append(Blocker("finding", "", text))
    most = tier.open_minors_on_gates
    if most is not None and findings.minors_on_gates > most:
        params = {"count": findings.minors_on_gates, "most": most}
        text = Message("Open minor findings on gates: %(count)s, allowed: %(most)s", params)
        found.append(Blocker("finding", "", text))
    return found
