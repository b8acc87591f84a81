"""What the school said and showed for a criterion the last time it was certified: shown, never carried by itself."""

from dataclasses import dataclass
from datetime import date

from flask import g
from sqlalchemy import bindparam, select
from sqlalchemy.orm import selectinload

from app import clock
from app.domain.workflow import State
from app.extensions import db
from app.models.application import Application, Claim, Evidence, EvidenceState
from app.models.assessment import Judgement

EARLIER = (
    select(Claim.id, Claim.level, Application.ref, Judgement.d, Judgement.p)
    .join(Application, Application.id == Claim.application_id)
    .outerjoin(Judgement, Judgement.claim_id == Claim.id)
    .where(
        Application.school_id == bindparam("school"),
        Application.id < bindparam("application"),
        Application.state.in_((State.AWARDED, State.AWARDED_WITH_CONDITIONS)),
        Claim.criterion == bindparam("criterion"),
    )
    .order_by(Application.id.desc())
    .limit(1)
)
PIECES = (
    select(Evidence)
    .where(Evidence.claim_id == bindparam("claim"), Evidence.withdrawn_at.is_(None))
    .options(selectinload(Evidence.versions))
    .order_by(Evidence.id)
)


@dataclass(frozen=True)
class Earlier:
    """A piece of evidence of the last time. `outdated`: past its own review date, so it is asked anew."""

    ref: str
    title: str
    dated_on: date
    outdated: bool


@dataclass(frozen=True)
class LastTime:
    """`level` as claimed, `paper` and `practice` as judged; None where nothing was given."""

    ref: str
    level: int | None
    paper: int | None
    practice: int | None
    pieces: tuple[Earlier, ...]


def last_time(claim: Claim) -> LastTime | None:
    """For those who may add evidence to the claim. One query, and a second where there was a last time."""
    case = claim.application
    where = {"school": case.school_id, "application": case.id, "criterion": claim.criterion}
    row = db.session.execute(EARLIER, where).one_or_none()
    if row is None:
        return None
    here = {one.current.sha256 for one in claim.evidence if one.withdrawn_at is None}
    found = [one for one in db.session.scalars(PIECES, {"claim": row.id}) if usable(one, case.school_id)]
    pieces = [_earlier(one) for one in found if one.current.sha256 not in here]
    return LastTime(row.ref, row.level, row.d, row.p, tuple(pieces))


def usable(evidence: Evidence, school_id: int) -> bool:
    """Is its content still there, and open to this person? Restricted pieces are for the leads."""
    there = evidence.withdrawn_at is None and evidence.current.state is EvidenceState.AVAILABLE
    return there and (not evidence.restricted or g.actor.leads(school_id))


def _earlier(evidence: Evidence) -> Earlier:
    outdated = evidence.review_on is not None and evidence.review_on < clock.today()
    return Earlier(evidence.ref, evidence.title, evidence.dated_on, outdated)
