"""The standard written down by hand from its tables, so that rules are tested against a second source."""

from collections.abc import Mapping
from typing import Any

from modules.model import Criterion, Gate, LevelRule, Scheme, Tier

# module number -> (how many criteria, its gates)
TABLE: dict[int, tuple[int, tuple[int, ...]]] = {
    1: (6, (1, 3)),
    2: (8, (1, 2, 3, 5, 6)),
    3: (8, (1, 2, 3, 4)),
    4: (7, (1, 6)),
    5: (7, (2,)),
}
CRITICAL = ("3.1", "3.2", "3.3", "3.4")
LEFT_OUT = ("2.4", "4.2", "4.5", "4.7")  # in these tests; which ones a school may leave out is content

RULE = LevelRule(maximum=4, share=0.75, spread=1, paper_lead=1, expired_document_cap=2, not_applicable_most=2)


def tier(**thresholds: Any) -> Tier:
    """A tier with the thresholds of Bronze unless told otherwise."""
    bronze = {
        "id": "bronze",
        "modules_all": 2,
        "modules_some": 2,
        "modules_some_count": 0,
        "gates": 2,
        "critical": 3,
        "every_criterion": 1,
        "open_majors": 0,
        "open_minors_on_gates": None,
        "minor_due_days": None,
        "deciders": 1,
        "decided_by_judge": True,
        "months": 18,
        "renewable": False,
    }
    return Tier(**{**bronze, **thresholds})


BRONZE = tier()
SILVER = tier(
    id="silver",
    modules_all=3,
    modules_some=3,
    gates=3,
    every_criterion=2,
    minor_due_days=90,
    decided_by_judge=False,
    months=24,
    renewable=True,
)
GOLD = tier(
    id="gold",
    modules_all=3,
    modules_some=4,
    modules_some_count=3,
    gates=4,
    critical=4,
    every_criterion=3,
    open_minors_on_gates=0,
    minor_due_days=90,
    deciders=2,
    decided_by_judge=False,
    months=36,
    renewable=True,
    check_in_months=12,
)


def _gate(one: str, gates: tuple[int, ...]) -> Gate:
    if one in CRITICAL:
        return "critical"
    return "gate" if int(one.split(".")[1]) in gates else "none"


CRITERIA = tuple(
    Criterion(id=one, gate=_gate(one, gates), not_applicable=one in LEFT_OUT)
    for number, (count, gates) in TABLE.items()
    for one in (f"{number}.{place}" for place in range(1, count + 1))
)
SCHEME = Scheme(
    version="1.0",
    levels=RULE,
    tiers=(BRONZE, SILVER, GOLD),
    criteria=CRITERIA,
    modules=("m1-rights", "m2-policy", "m3-reporting", "m4-environment", "m5-education"),
)
IDS = tuple(criterion.id for criterion in CRITERIA)
GATES = tuple(criterion.id for criterion in CRITERIA if criterion.gate != "none")


def everything(level: int, changed: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A profile with every criterion at one level, but for those given."""
    return {**dict.fromkeys(IDS, level), **(changed or {})}
