"""When votes become a decision.

Source of the rule: "who decides" in the standard's table of tiers. A case whose judged levels reach Gold is
decided by two people; every other by one. The case is settled as soon as that many agree to award, or that
many agree to decline. Where two agree to award but name different tiers, the lower one is awarded: it is
the one that both of them vouch for. One to award and one to decline agree on nothing: a third person decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from modules.model import Scheme


@dataclass(frozen=True)
class Vote:
    """One decider's word: the tier to award (its id), or None to decline."""

    tier: str | None


@dataclass(frozen=True)
class Tally:
    """Where the votes stand. `missing`: how many more must agree before the case is settled; 0 once it is."""

    settled: Literal["award", "decline"] | None
    tier: str | None
    missing: int
    split: bool  # votes for both outcomes: nobody who has voted can settle it


def deciders_needed(ceiling: str | None, scheme: Scheme) -> int:
    """How many people must agree when the judged levels reach this tier (None: no tier)."""
    return next((tier.deciders for tier in scheme.tiers if tier.id == ceiling), 1)


def tally(votes: Sequence[Vote], ceiling: str | None, scheme: Scheme) -> Tally:
    """Count the votes of a case."""
    needed = deciders_needed(ceiling, scheme)
    order: list[str] = [tier.id for tier in scheme.tiers]
    awards = sorted(order.index(vote.tier) for vote in votes if vote.tier is not None)
    declines = len(votes) - len(awards)
    if len(awards) >= needed:
        return Tally("award", order[awards[0]], 0, split=bool(declines))
    if declines >= needed:
        return Tally("decline", None, 0, split=bool(awards))
    missing = needed - max(len(awards), declines)
    return Tally(None, None, missing, split=bool(awards and declines))
