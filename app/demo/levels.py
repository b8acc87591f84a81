"""How good the schools of the demonstration are: a level for each criterion, and the marks that give it."""

from collections.abc import Mapping
from enum import StrEnum

from modules.load import curriculum

Levels = Mapping[str, int]


class Strength(StrEnum):
    """What a school's work would earn."""

    GOLD = "gold"
    SILVER = "silver"
    BRONZE = "bronze"
    WEAK = "weak"


# What differs from the rule of each strength: criterion → level.
EXCEPTIONS: dict[Strength, Levels] = {
    Strength.GOLD: {"1.4": 3, "2.4": 3, "3.8": 3},
    Strength.SILVER: {"1.4": 2, "2.8": 2, "3.7": 2, "4.3": 2, "5.4": 2},
    Strength.BRONZE: {"1.5": 1, "2.7": 1, "3.8": 1, "4.7": 1, "5.6": 1, "1.1": 3, "2.1": 3, "5.5": 3},
    Strength.WEAK: {"3.1": 1, "3.4": 2, "2.5": 1, "4.1": 1, "1.1": 2, "5.2": 1},
}
FOURS = (1, 2, 3)  # modules of a Gold school at level 4
HOPES: dict[Strength, Levels] = {  # where the school's own opinion is higher than the assessor's
    Strength.GOLD: {"1.4": 4},
    Strength.SILVER: {"2.8": 3, "4.3": 3},
    Strength.BRONZE: {"1.5": 2, "5.6": 2, "4.2": 3},
    Strength.WEAK: {"3.1": 3, "3.4": 3, "2.5": 2},
}


def assessed(strength: Strength) -> dict[str, int]:
    """Criterion → the level an assessor finds."""
    found = {}
    for criterion in curriculum().scheme.criteria:
        if strength is Strength.GOLD:
            level = 4 if criterion.gate != "none" or criterion.module in FOURS else 3
        elif strength is Strength.SILVER:
            level = 3
        else:
            level = 3 if criterion.gate == "critical" else 2
        found[criterion.id] = level
    return {**found, **EXCEPTIONS[strength]}


def claimed(strength: Strength) -> dict[str, int]:
    """Criterion → the level the school claims."""
    return {**assessed(strength), **HOPES[strength]}


def marks(criterion: str, level: int) -> tuple[int, int]:
    """On paper and in practice, so that they give this level; in some criteria paper lags one step behind."""
    lags = level > 1 and int(criterion[-1]) % 3 == 0
    return (level - 1 if lags else level), level
