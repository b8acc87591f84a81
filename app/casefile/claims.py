"""The claims of an application, read in one query, as the rules take them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import bindparam, func, select

from app.casefile.scheme import scheme_of
from app.domain.levels import NOT_APPLICABLE, NotApplicable, Profile, level
from app.domain.readiness import ClaimState
from app.domain.tiers import NO_FINDINGS, Findings, Standing, standing
from app.domain.training_record import CRITERION
from app.extensions import db
from app.models.account import User
from app.models.application import Application, Claim, Evidence, EvidenceState, EvidenceVersion
from app.models.assessment import Judgement
from modules.model import Scheme

# Put together once: that costs more than running them.
USABLE = (
    select(func.count(func.distinct(Evidence.id)))
    .join(EvidenceVersion, EvidenceVersion.evidence_id == Evidence.id)
    .where(
        Evidence.claim_id == Claim.id,
        Evidence.withdrawn_at.is_(None),
        EvidenceVersion.state == EvidenceState.AVAILABLE,
    )
    .correlate(Claim)
    .scalar_subquery()
)
ROWS = (
    select(
        Claim.id,
        Claim.criterion,
        Claim.level,
        Claim.not_applicable,
        Claim.reason,
        Claim.how,
        Claim.responsible,
        Claim.owner_id,
        User.name,
        USABLE,
    )
    .outerjoin(User, User.id == Claim.owner_id)
    .where(Claim.application_id == bindparam("application"))
)
ASSESSED = (
    select(Claim.criterion, Judgement).join(Claim).where(Claim.application_id == bindparam("application"))
)


@dataclass(frozen=True)
class ClaimRow:
    """One claim without its long texts being touched: enough for lists, pictures and readiness."""

    id: int
    criterion: str
    level: int | None
    not_applicable: bool
    reason: str
    how: str
    responsible: str
    owner_id: int | None
    owner: str | None
    evidence: int  # usable pieces

    def state(self) -> ClaimState:
        return ClaimState(
            self.criterion,
            self.level,
            self.not_applicable,
            self.reason,
            self.how,
            self.responsible,
            self.evidence,
        )


def rows(application: Application) -> tuple[ClaimRow, ...]:
    """All claims of an application, in the order of its standard. One query."""
    order = {criterion.id: place for place, criterion in enumerate(scheme_of(application).criteria)}
    found = (ClaimRow(*row) for row in db.session.execute(ROWS, {"application": application.id}))
    return tuple(sorted(found, key=lambda row: order.get(row.criterion, len(order))))


def profile(claims: Iterable[ClaimRow], training_level: int | None = None) -> Profile:
    """Claimed levels for the scoring function; criterion 1.3 from the platform's record when it is given."""
    found: dict[str, int | NotApplicable | None] = {
        claim.criterion: NOT_APPLICABLE if claim.not_applicable else claim.level for claim in claims
    }
    if training_level is not None:
        found[CRITERION] = training_level
    return found


def standing_of(levels: Profile, scheme: Scheme, findings: Findings = NO_FINDINGS) -> Standing:
    """Where these levels stand under the standard of their case. Kept: a case is opened far more often than it changes."""
    return _standing(tuple(levels.items()), scheme, findings)


@lru_cache(maxsize=512)
def _standing(
    levels: tuple[tuple[str, int | NotApplicable | None], ...], scheme: Scheme, findings: Findings
) -> Standing:
    return standing(dict(levels), scheme, findings)


def assessed(application: Application) -> Profile:
    """Assessed levels for the scoring function. One query."""
    scheme = scheme_of(application)
    found = db.session.execute(ASSESSED, {"application": application.id})
    return {criterion: assessed_level(one, scheme) for criterion, one in found}


def assessed_level(judgement: Judgement, scheme: Scheme) -> int | NotApplicable | None:
    """What one judgement comes to; None while a mark is missing."""
    if judgement.not_applicable:
        return NOT_APPLICABLE
    if judgement.d is None or judgement.p is None:
        return None
    return level(
        judgement.d,
        judgement.p,
        expired=judgement.expired,
        five_tests=judgement.five_tests,
        rule=scheme.levels,
    )
