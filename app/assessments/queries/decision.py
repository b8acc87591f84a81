"""What those who decide see: the ceiling, the choices below it, what forbids each, and the votes so far."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.assessments.queries.standing import Judged, judged
from app.casefile.scheme import scheme_of
from app.domain import award as rules
from app.domain.message import Message
from app.domain.panel import Tally, Vote, deciders_needed, tally
from app.domain.readiness import DecisionFacts, Obstacle, decision
from app.extensions import db
from app.models.application import Application
from app.models.assessment import Decision, Visit
from app.models.award import Award
from modules.model import Tier


def votes_of(application_id: int) -> Sequence[Decision]:
    """The votes of a case with their deciders, oldest first."""
    query = select(Decision).where(Decision.application_id == application_id).order_by(Decision.id)
    return db.session.scalars(query.options(joinedload(Decision.decider))).all()


def decision_facts(application: Application, tier_id: str) -> DecisionFacts:
    """Everything asked before an award of this tier. Four queries."""
    return _facts(application, tier_id, judged(application), _visits(application.id), _held(application))


def _visits(application_id: int) -> frozenset[str]:
    return frozenset(db.session.scalars(select(Visit.kind).where(Visit.application_id == application_id)))


def _held(application: Application) -> frozenset[str]:
    """Tiers that the school has held before."""
    query = select(Award.tier).where(
        Award.school_id == application.school_id, Award.application_id != application.id
    )
    return frozenset(db.session.scalars(query))


def _facts(
    application: Application, tier_id: str, found: Judged, visits: frozenset[str], held: frozenset[str]
) -> DecisionFacts:
    tier = found.scheme.tier(tier_id)
    bar: Message | None = rules.bar(tier, held)
    return DecisionFacts(
        tier=tier_id,
        ceiling=application.ceiling,
        order=tuple(one.id for one in found.scheme.tiers),
        visits=visits,
        open_majors=found.open_majors,
        undated_minors=found.undated_minors(tier.minor_due_days),
        bars=(bar,) if bar else (),
    )


@dataclass(frozen=True)
class Choice:
    """A tier at or below the ceiling, and what forbids it."""

    tier: Tier
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True)
class DecisionPage:
    choices: tuple[Choice, ...]  # highest first
    votes: Sequence[Decision]
    count: Tally
    needed: int
    voted: bool  # the person who looks has voted already

    @property
    def possible(self) -> tuple[str, ...]:
        """Ids of the tiers that may be awarded now."""
        return tuple(choice.tier.id for choice in self.choices if not choice.obstacles)


def decision_page(application: Application, user_id: int) -> DecisionPage:
    """Five queries."""
    scheme = scheme_of(application)
    found, visits, held = judged(application), _visits(application.id), _held(application)
    order: list[str] = [tier.id for tier in scheme.tiers]
    top = order.index(application.ceiling) + 1 if application.ceiling else 0
    votes = votes_of(application.id)
    return DecisionPage(
        choices=tuple(
            Choice(tier, decision(_facts(application, tier.id, found, visits, held)))
            for tier in reversed(scheme.tiers[:top])
        ),
        votes=votes,
        count=tally([Vote(vote.tier) for vote in votes], application.ceiling, scheme),
        needed=deciders_needed(application.ceiling, scheme),
        voted=any(vote.decider_id == user_id for vote in votes),
    )
