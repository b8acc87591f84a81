"""Is it ready? What is still missing before a step, one obstacle at a time, each with the place to mend it.

The rule that refuses is the rule that explains: a page shows `obstacles()`, an operation calls `check_ready()`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.action import Action
from app.domain.errors import NotReady
from app.domain.message import Message, marked
from modules.model import Criterion, Scheme

MOST_ROUNDS = 3
HOW_LEAST = 40  # characters of "how we do it" from level 1 on


@dataclass(frozen=True)
class Obstacle:
    """Something missing. `kind` and `criterion` tell a page which link mends it."""

    kind: (
        str  # claim | evidence | training | commitment | head | judgement | visit | facts | finding | review
    )
    message: Message
    criterion: str = ""


@dataclass(frozen=True)
class ClaimState:
    """What readiness may know of a claim."""

    criterion: str
    level: int | None = None
    not_applicable: bool = False
    reason: str = ""
    how: str = ""
    responsible: str = ""
    evidence: int = 0  # usable pieces of evidence


@dataclass(frozen=True)
class SubmissionFacts:
    """Everything asked at submission."""

    claims: tuple[ClaimState, ...]
    scheme: Scheme
    head_trained: bool
    coordinator_trained: bool
    has_coordinator: bool
    commitment_signed: bool
    open_changes: int = 0  # change requests without an answer


@dataclass(frozen=True)
class JudgementState:
    criterion: str
    judged: bool
    reasoned: bool


@dataclass(frozen=True)
class DecisionFacts:
    """Everything asked before an award of `tier`."""

    tier: str
    ceiling: str | None
    order: tuple[str, ...]  # tiers, lowest first
    visits: frozenset[str] = frozenset()  # kinds of visits held
    open_majors: int = 0
    undated_minors: int = 0  # open minors without a date within the tier's limit
    bars: tuple[Message, ...] = field(default=())  # e.g. Bronze cannot follow Bronze


def _claim_obstacles(claim: ClaimState, criterion: Criterion) -> Iterable[Obstacle]:
    name = {"criterion": criterion.id}
    if claim.not_applicable:
        if not criterion.not_applicable:
            yield Obstacle("claim", Message("%(criterion)s applies to every school.", name), criterion.id)
        elif not claim.reason:
            yield Obstacle("claim", Message("%(criterion)s: say why it does not apply.", name), criterion.id)
        return
    if criterion.automatic:
        return
    if claim.level is None:
        yield Obstacle("claim", Message("%(criterion)s is not rated yet.", name), criterion.id)
        return
    if claim.level >= 1 and len(claim.how) < HOW_LEAST:
        yield Obstacle("claim", Message("%(criterion)s: describe how you do it.", name), criterion.id)
    if claim.level >= 1 and not claim.responsible:
        yield Obstacle("claim", Message("%(criterion)s: name who is responsible.", name), criterion.id)
    if claim.level >= 1 and claim.evidence == 0:
        yield Obstacle("evidence", Message("%(criterion)s has no evidence yet.", name), criterion.id)


def submission(facts: SubmissionFacts) -> tuple[Obstacle, ...]:
    """What stands between a school and its submission."""
    found: list[Obstacle] = []
    if not facts.commitment_signed:
        found.append(Obstacle("commitment", Message("The head has not signed the commitment yet.")))
    if not facts.head_trained:
        found.append(Obstacle("training", Message("The head has not passed all five modules yet.")))
    if not facts.has_coordinator:
        found.append(Obstacle("training", Message("The school has no online-safety coordinator yet.")))
    elif not facts.coordinator_trained:
        found.append(
            Obstacle(
                "training", Message("The online-safety coordinator has not passed all five modules yet.")
            )
        )
    claims: Mapping[str, ClaimState] = {claim.criterion: claim for claim in facts.claims}
    for criterion in facts.scheme.criteria:
        found.extend(_claim_obstacles(claims.get(criterion.id, ClaimState(criterion.id)), criterion))
    left_out = sum(claim.not_applicable for claim in facts.claims)
    most = facts.scheme.levels.not_applicable_most
    if left_out > most:
        text = marked("%(count)s criteria are marked as not applicable; at most %(most)s may be.")
        found.append(Obstacle("claim", Message(text, {"count": left_out, "most": most})))
    if facts.open_changes:
        text = marked("%(count)s requests for changes have no answer yet.")
        found.append(Obstacle("review", Message(text, {"count": facts.open_changes})))
    return tuple(found)


def judgement(judgements: Iterable[JudgementState]) -> tuple[Obstacle, ...]:
    """What an assessor still has to judge: "not judged" blocks the decision."""
    found = []
    for one in judgements:
        name = {"criterion": one.criterion}
        if not one.judged:
            found.append(
                Obstacle("judgement", Message("%(criterion)s is not judged yet.", name), one.criterion)
            )
        elif not one.reasoned:
            found.append(
                Obstacle("judgement", Message("%(criterion)s has no reason yet.", name), one.criterion)
            )
    return tuple(found)


def report(*, facts_answered: bool, sent_on: date, today: date, days: int = 10) -> tuple[Obstacle, ...]:
    """A report becomes final when the school has checked the facts, or has had its days to do so."""
    if facts_answered or (today - sent_on).days >= days:
        return ()
    text = marked("The school is still checking the facts; it has %(days)s days.")
    return (Obstacle("facts", Message(text, {"days": days})),)


def decision(facts: DecisionFacts) -> tuple[Obstacle, ...]:
    """What forbids awarding this tier. The computed tier is a ceiling: people may go lower, never higher."""
    found = [Obstacle("finding", bar) for bar in facts.bars]
    rank = facts.order.index
    if facts.ceiling is None or rank(facts.tier) > rank(facts.ceiling):
        found.append(Obstacle("judgement", Message("The judged levels do not reach this tier.")))
    if facts.tier != "bronze" and not facts.visits:
        found.append(Obstacle("visit", Message("Silver and Gold need interviews or a visit on record.")))
    if facts.tier == "gold" and not facts.visits & {"on-site", "virtual"}:
        found.append(Obstacle("visit", Message("Gold needs a visit, on site or virtual.")))
    if facts.open_majors:
        found.append(Obstacle("finding", Message("A major finding is open.")))
    if facts.tier != "bronze" and facts.undated_minors:
        text = marked("Each open minor finding needs a date within 90 days.")
        found.append(Obstacle("finding", Message(text)))
    return tuple(found)


def changes(*, notes: int, round_number: int) -> tuple[Obstacle, ...]:
    """An expert asks for changes with at least one note, in at most three rounds."""
    found = []
    if notes == 0:
        found.append(Obstacle("review", Message("Write at least one note that says what to change.")))
    if round_number >= MOST_ROUNDS:
        found.append(
            Obstacle("review", Message("There were three rounds already; the school may now submit."))
        )
    return tuple(found)


def check_ready(action: Action, found: tuple[Obstacle, ...]) -> None:
    """Raise NotReady with every obstacle, if there is one."""
    if found:
        raise NotReady(Message("Not everything is ready for this step yet. Nothing was changed."), found)
