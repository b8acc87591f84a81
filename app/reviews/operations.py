"""What an expert does for a school: advise, ask for changes, end the support."""

from collections.abc import Sequence

from flask import url_for
from sqlalchemy import select

from app import audit, clock
from app.casework.moves import move
from app.domain.action import Action
from app.domain.errors import Invalid
from app.domain.facts import AssignmentState, Function
from app.domain.message import Message, marked
from app.domain.readiness import MOST_ROUNDS, changes, check_ready
from app.domain.workflow import check_time
from app.extensions import db
from app.models.application import Application, Claim
from app.models.review import ChangeRequest, Readiness, Review
from app.reviews import emails
from app.reviews.queries import prepared_change, review_of


def advise(claim: Claim, expert_id: int, readiness: Readiness, note: str, change: str) -> None:
    """Say how ready a claim is, and prepare what should change (empty: nothing). Raises NotNow, Invalid."""
    check_time(Action.ADVISE, claim.application.state)
    if change and claim.application.support_round >= MOST_ROUNDS:
        sentence = marked("There were three rounds already. Put it into your advice instead.")
        raise Invalid(Message(sentence), "change")
    review = review_of(claim.id, expert_id)
    if review is None:
        review = Review(claim_id=claim.id, expert_id=expert_id)
        db.session.add(review)
    review.readiness, review.note, review.given_at = readiness, note, clock.now()
    _prepare(claim, expert_id, change)
    audit.record(
        Action.ADVISE, claim, criterion=claim.criterion, readiness=readiness, asks_for_change=bool(change)
    )


def _prepare(claim: Claim, expert_id: int, note: str) -> None:
    """Keep, change or drop the note that the next round will send."""
    number = claim.application.support_round + 1
    found = prepared_change(claim.id, number)
    if found is None and note:
        db.session.add(ChangeRequest(claim_id=claim.id, expert_id=expert_id, round=number, note=note))
    elif found is not None and note:
        found.note, found.expert_id = note, expert_id
    elif found is not None:
        db.session.delete(found)


def _changes(application: Application) -> Sequence[ChangeRequest]:
    """Every change that waits: prepared and not sent, or sent and not answered."""
    query = (
        select(ChangeRequest)
        .join(Claim)
        .where(Claim.application_id == application.id, ChangeRequest.answered_at.is_(None))
        .order_by(ChangeRequest.id)
    )
    return db.session.scalars(query).all()


def request_changes(application: Application) -> None:
    """Send the prepared notes as one round; the school answers them. Raises NotNow, NotReady."""
    check_time(Action.REQUEST_CHANGES, application.state)
    notes = [one for one in _changes(application) if one.asked_at is None]
    check_ready(Action.REQUEST_CHANGES, changes(notes=len(notes), round_number=application.support_round))
    application.support_round += 1
    for one in notes:
        one.asked_at = clock.now()
    move(application, Action.REQUEST_CHANGES, round=application.support_round, notes=len(notes))
    url = url_for("applications.changes", ref=application.ref)
    emails.changes_requested(application, notes, url)


def end_support(application: Application) -> None:
    """The expert's work is done: the case goes back to the school and the expert leaves it. Raises NotNow.

    Notes that were never sent are dropped; requests without an answer are closed, so that they do not keep
    the school from submitting.
    """
    told = emails.of_support(application)
    move(application, Action.END_SUPPORT, round=application.support_round)
    for one in _changes(application):
        if one.asked_at is None:
            db.session.delete(one)
        else:
            one.answered_at = clock.now()
    for assignment in application.assignments:
        if assignment.function is Function.EXPERT and assignment.state is AssignmentState.DECLARED:
            assignment.state, assignment.ended_at = AssignmentState.ENDED, clock.now()
    emails.support_ended(application, told, url_for("applications.show", ref=application.ref))
