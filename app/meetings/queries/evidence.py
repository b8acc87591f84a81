"""Where the record of a meeting can become evidence: criterion 5.2 of the school's open application."""

from dataclasses import dataclass

from flask import abort, g
from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload, selectinload

from app import access
from app.casefile.meetings import MeetingRow, rows
from app.domain.action import Action
from app.domain.errors import Invalid
from app.domain.meeting import EVIDENCE_FOR
from app.domain.message import Message
from app.domain.policy import can
from app.domain.workflow import OPEN, is_time
from app.extensions import db
from app.models.application import Application, Claim, Evidence
from app.models.meeting import Meeting
from app.web.language import current
from modules.load import curriculum
from modules.views import CriterionView

CLAIMS = (
    select(Claim)
    .join(Application)
    .where(
        Application.school_id == bindparam("school"),
        Application.state.in_(OPEN),
        Claim.criterion == EVIDENCE_FOR,
    )
    .options(
        joinedload(Claim.application).joinedload(Application.assignments),
        selectinload(Claim.evidence).selectinload(Evidence.versions),
    )
    .order_by(Claim.id)
)


@dataclass(frozen=True)
class Offer:
    """The claim a record can be shown for, and the words of its criterion."""

    claim: Claim
    view: CriterionView


def offers(meeting: Meeting) -> tuple[Offer, ...]:
    """The claims to which this person may add the record now; empty while the meeting runs."""
    if meeting.finished_at is None:
        return ()
    claims = db.session.scalars(CLAIMS, {"school": meeting.school_id}).unique()
    return tuple(
        Offer(claim, curriculum().criterion(claim.criterion, current()))
        for claim in claims
        if can(g.actor, Action.ADD_EVIDENCE, claim.facts())
        and is_time(Action.ADD_EVIDENCE, claim.application.state)
    )


def held_for(claim: Claim) -> tuple[MeetingRow, ...]:
    """The meetings whose record can show this criterion. One query."""
    if claim.criterion != EVIDENCE_FOR:
        return ()
    return tuple(one for one in rows(claim.application.school_id) if one.finished)


def claim_page(claim: Claim, ref: str) -> tuple[Meeting, Offer]:
    """One finished meeting for one claim of the same school; 404 where they do not belong together.

    Raises Invalid when none is named.
    """
    if not ref:
        raise Invalid(Message("Choose the meeting."))
    meeting = access.meeting(claim.application.school.ref, ref)
    if meeting is None or meeting.finished_at is None or claim.criterion != EVIDENCE_FOR:
        return abort(404)
    return meeting, Offer(claim, curriculum().criterion(claim.criterion, current()))
