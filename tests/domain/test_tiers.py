"""Which tier a profile earns, what blocks the next one, and that the way there is the shortest."""

import time
from functools import cache
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.forecast_path import Step, climbs
from app.domain.levels import NOT_APPLICABLE
from app.domain.tiers import Findings, Standing, blockers_to, path_to, standing
from modules.model import Criterion, Scheme
from tests.domain.by_hand import BRONZE, GATES, IDS, RULE, SCHEME, SILVER, everything, tier

CRITICAL_AT_3 = {"3.1": 3, "3.2": 3, "3.3": 3, "3.4": 3}
GOLD_PROFILE = {one: 4 for one in IDS if one in GATES or one[0] in "123"}
ORDER = [None, "bronze", "silver", "gold"]

values = st.one_of(st.integers(0, 4), st.none(), st.just(NOT_APPLICABLE))
profiles = st.builds(everything, st.integers(0, 4), st.dictionaries(st.sampled_from(IDS), values, max_size=8))
quick = settings(max_examples=30, deadline=None)


def earned(profile: dict[str, Any], findings: Findings | None = None) -> str | None:
    tier_now = standing(profile, SCHEME, findings or Findings()).tier
    return tier_now.id if tier_now else None


def words(result: Standing) -> list[str]:
    return [str(blocker.message) for blocker in result.blockers]


def applied(profile: dict[str, Any], path: tuple[Step, ...]) -> dict[str, Any]:
    raised = dict(profile)
    for step in path:
        at = raised.get(step.criterion)
        assert step.start == (at if isinstance(at, int) else 0), "a step starts where the criterion stands"
        assert step.to == step.start + 1
        raised[step.criterion] = step.to
    return raised


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (everything(4, {"3.1": 0}), None),
        (everything(4, {"3.1": 2}), None),
        (everything(4, {"3.1": 3}), "silver"),
        (everything(2, CRITICAL_AT_3), "bronze"),
        (everything(3, {"1.2": 2}), "silver"),
        (everything(3, {"1.2": 2, "1.4": 2}), "bronze"),
        (everything(3, GOLD_PROFILE), "gold"),
        (everything(4, {"5.2": 3}), "silver"),
        (everything(4), "gold"),
        (everything(0), None),
        ({}, None),
    ],
)
def test_the_schools_of_the_standard(profile: dict[str, int], expected: str | None) -> None:
    assert earned(profile) == expected


def test_one_missing_route_to_report_is_named_and_is_all_that_is_named() -> None:
    result = standing(everything(4, {"3.1": 0}), SCHEME)
    assert words(result) == ["3.1 is 0, needs 3"]
    assert result.path == (Step("3.1", 0, 1), Step("3.1", 1, 2), Step("3.1", 2, 3))
    assert climbs(result.path) == (Step("3.1", 0, 3),)
    assert result.module_levels == {1: 4, 2: 4, 3: 0, 4: 4, 5: 4}


def test_a_module_short_of_its_share_is_named_with_its_numbers() -> None:
    result = standing(everything(3, {"1.2": 2, "1.4": 2}), SCHEME)
    assert words(result) == ["Module 1: 4 of 6 criteria are at 3 or higher, needs 5"]
    assert result.path == (Step("1.2", 2, 3),)


def test_gold_names_the_modules_that_are_missing() -> None:
    result = standing(everything(3, dict.fromkeys(GATES, 4)), SCHEME)
    assert words(result) == ["0 of 5 modules are at level 4, needs 3"]
    # modules 2 and 3 lack one and two criteria, module 1 three: the three cheapest of the five
    assert [step.criterion for step in result.path] == ["1.2", "1.4", "1.5", "2.4", "3.5", "3.6"]


def test_gold_leads_nowhere_further() -> None:
    result = standing(everything(4), SCHEME)
    assert (result.next, result.blockers, result.path) == (None, (), ())


def test_a_blank_is_named_as_a_blank() -> None:
    assert words(standing(everything(2, {**CRITICAL_AT_3, "5.4": None}), SCHEME)) == [
        "5.4 has no level yet, needs 1"
    ]


def test_what_may_not_be_left_out_is_named() -> None:
    profile = everything(4, {"3.1": NOT_APPLICABLE})
    assert words(standing(profile, SCHEME)) == ["3.1 may not be left out as “not applicable”, needs 3"]
    assert earned(everything(4, {"4.7": NOT_APPLICABLE, "2.4": NOT_APPLICABLE})) == "gold"
    assert earned(everything(4, dict.fromkeys(("2.4", "4.2", "4.7"), NOT_APPLICABLE))) is None


def test_an_open_major_finding_blocks_every_tier_and_no_rise_closes_it() -> None:
    result = standing(everything(4), SCHEME, Findings(majors=1))
    assert (result.tier, result.next, result.path) == (None, BRONZE, ())
    assert words(result) == ["Open major findings: 1, allowed: 0"]


def test_an_open_minor_on_a_gate_blocks_gold_alone() -> None:
    result = standing(everything(4), SCHEME, Findings(minors_on_gates=2))
    assert result.tier == SILVER
    assert words(result) == ["Open minor findings on gates: 2, allowed: 0"]


def test_a_tier_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        path_to(everything(4), SCHEME, "platinum")  # type: ignore[arg-type]


@quick
@given(profiles, st.sampled_from(IDS))
def test_a_rise_never_lowers_a_module_or_a_tier(profile: dict[str, Any], one: str) -> None:
    if profile[one] is NOT_APPLICABLE or profile[one] == 4:
        return
    before = standing(profile, SCHEME)
    after = standing({**profile, one: (profile[one] or 0) + 1}, SCHEME)
    assert all(after.module_levels[module] >= level for module, level in before.module_levels.items())
    assert ORDER.index(after.tier.id if after.tier else None) >= ORDER.index(
        before.tier.id if before.tier else None
    )


@quick
@given(profiles)
def test_the_shortest_way_gives_the_promised_tier(profile: dict[str, Any]) -> None:
    result = standing(profile, SCHEME)
    if result.next:
        assert ORDER.index(earned(applied(profile, result.path))) >= ORDER.index(result.next.id)


@quick
@given(profiles)
def test_every_tier_can_be_reached_and_is_blocked_exactly_while_it_is_not(profile: dict[str, Any]) -> None:
    for goal in ("bronze", "silver", "gold"):
        path = path_to(profile, SCHEME, goal)
        reached = ORDER.index(earned(profile)) >= ORDER.index(goal)
        assert reached == (not path) == (not blockers_to(profile, SCHEME, goal))
        assert ORDER.index(earned(applied(profile, path))) >= ORDER.index(goal)


@quick
@given(profiles, st.sampled_from(IDS))
def test_a_blank_never_helps(profile: dict[str, Any], one: str) -> None:
    with_blank, without = {**profile, one: None}, dict(profile)
    del without[one]
    assert earned(with_blank) == earned(without)
    assert ORDER.index(earned(with_blank)) <= ORDER.index(earned(profile))


def test_thirty_six_criteria_take_far_less_than_five_milliseconds() -> None:
    def once() -> float:
        start = time.perf_counter()
        standing(everything(1, {"3.1": 0}), SCHEME)
        return time.perf_counter() - start

    assert min(once() for _ in range(10)) < 0.005


# --- proof by blind search on small schemes: every profile, every rise ---------------------------


def small(shape: dict[int, str], some_count: int) -> Scheme:
    """Modules written as letters: c critical gate, g gate, n none."""
    kinds = {"c": "critical", "g": "gate", "n": "none"}
    criteria = tuple(
        Criterion(id=f"{number}.{place}", gate=kinds[letter])  # type: ignore[arg-type]
        for number, letters in shape.items()
        for place, letter in enumerate(letters, 1)
    )
    gold = {"gates": 4, "critical": 4, "every_criterion": 2, "modules_some": 4}
    tiers = (
        BRONZE,
        tier(id="silver", modules_all=3, gates=3, every_criterion=2),
        tier(id="gold", modules_all=3, modules_some_count=some_count, **gold),
    )
    modules = tuple(f"m{n}" for n in shape)
    return Scheme(version="0", levels=RULE, tiers=tiers, criteria=criteria, modules=modules)


def distances(scheme: Scheme, tier_place: int) -> dict[tuple[int, ...], int]:
    """Fewest rises from every profile to the tier, by looking at every rise; the rule as the standard's prose."""
    goal = scheme.tiers[tier_place]
    where: dict[int, list[int]] = {}
    for place, criterion in enumerate(scheme.criteria):
        where.setdefault(criterion.module, []).append(place)

    @cache
    def of_module(module: int, levels: tuple[int, ...]) -> int:
        gates = [lv for lv, i in zip(levels, where[module], strict=True) if scheme.criteria[i].gate != "none"]
        fits = [
            all(g >= k for g in gates)
            and sum(lv >= k for lv in levels) * 4 >= len(levels) * 3
            and all(lv >= k - 1 for lv in levels)
            for k in range(1, 5)
        ]
        return fits.index(False) if False in fits else 4

    def holds(profile: tuple[int, ...]) -> bool:
        reached = [of_module(m, tuple(profile[i] for i in places)) for m, places in where.items()]
        floors = {
            "none": goal.every_criterion,
            "gate": goal.gates,
            "critical": max(goal.gates, goal.critical),
        }
        return (
            min(reached) >= goal.modules_all
            and sum(lv >= goal.modules_some for lv in reached) >= goal.modules_some_count
            and all(lv >= floors[c.gate] for lv, c in zip(profile, scheme.criteria, strict=True))
            and min(profile) >= goal.every_criterion
        )

    found: dict[tuple[int, ...], int] = {}
    for profile in product(range(4, -1, -1), repeat=len(scheme.criteria)):
        rises = (found[*profile[:i], lv + 1, *profile[i + 1 :]] for i, lv in enumerate(profile) if lv < 4)
        found[profile] = 0 if holds(profile) else 1 + min(rises)
    return found


@pytest.mark.parametrize("tier_place", [0, 1, 2])
@pytest.mark.parametrize(
    ("shape", "some_count"), [({1: "gnnn", 2: "c"}, 1), ({1: "gn", 2: "cn", 3: "g"}, 2), ({1: "gnnnn"}, 1)]
)
def test_no_way_is_shorter(shape: dict[int, str], some_count: int, tier_place: int) -> None:
    scheme = small(shape, some_count)
    ids = [criterion.id for criterion in scheme.criteria]
    for number, (profile, steps) in enumerate(distances(scheme, tier_place).items()):
        if number % 17 == 0 or steps < 2:
            path = path_to(dict(zip(ids, profile, strict=True)), scheme, scheme.tiers[tier_place].id)
            assert len(path) == steps, profile
