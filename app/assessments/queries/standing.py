"""Where the judged levels stand: profile, findings, the tier they reach, and what is still to be judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import bindparam, select

from app import clock
from app.casefile.claims import assessed_level, standing_of
from app.casefile.scheme import scheme_of
from app.domain.levels import NotApplicable, Profile
from app.domain.readiness import JudgementState, Obstacle, judgement
from app.domain.tiers import Findings, Standing
from app.extensions import db
from app.models.application import Application, Claim
from app.models.assessment import Finding, Judgement, Severity
from modules.model import Scheme

# Put together once: that costs more than running them.
JUDGEMENTS = (
    select(Claim.criterion, Judgement).join(Claim).where(Claim.application_id == bindparam("application"))
)
FINDINGS = select(Finding).where(Finding.application_id == bindparam("application")).order_by(Finding.id)


@dataclass(frozen=True)
class Judged:
    """The judgements of a case and what they come to under its standard."""

    scheme: Scheme
    judgements: Mapping[str, Judgement]  # by criterion
    profile: Profile
    findings: tuple[Finding, ...]
    standing: Standing
    obstacles: tuple[Obstacle, ...]  # what still has to be judged

    @property
    def total(self) -> int:
        """How many criteria there are to judge."""
        return len(self.scheme.criteria)

    @property
    def open_majors(self) -> int:
        return sum(one.severity is Severity.MAJOR for one in _open(self.findings))

    def undated_minors(self, within_days: int | None) -> int:
        """Open minor findings without a date within so many days (None: no limit)."""
        if within_days is None:
            return 0
        last = clock.today() + timedelta(days=within_days)
        return sum(
            one.severity is Severity.MINOR and (one.due_on is None or one.due_on > last)
            for one in _open(self.findings)
        )


def _open(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(one for one in findings if one.closed_at is None)


def judged(application: Application) -> Judged:
    """Everything the ceiling is computed from, live. Two queries."""
    scheme = scheme_of(application)
    case = {"application": application.id}
    judgements = {row.criterion: row.Judgement for row in db.session.execute(JUDGEMENTS, case)}
    profile = {criterion: assessed_level(one, scheme) for criterion, one in judgements.items()}
    findings = tuple(db.session.scalars(FINDINGS, case))
    gates = {criterion.id for criterion in scheme.criteria if criterion.gate != "none"}
    still = _open(findings)
    counted = Findings(
        majors=sum(one.severity is Severity.MAJOR for one in still),
        minors_on_gates=sum(one.severity is Severity.MINOR and one.criterion in gates for one in still),
    )
    states = (_state(criterion.id, judgements, profile) for criterion in scheme.criteria)
    reached = standing_of(profile, scheme, counted)
    return Judged(scheme, judgements, profile, findings, reached, judgement(states))


def _state(criterion: str, judgements: Mapping[str, Judgement], profile: Profile) -> JudgementState:
    one = judgements.get(criterion)
    if one is None:
        return JudgementState(criterion, judged=False, reasoned=False)
    value = profile[criterion]
    return JudgementState(
        criterion,
        judged=isinstance(value, NotApplicable) or value is not None,
        reasoned=bool(one.reason.strip()),
    )
