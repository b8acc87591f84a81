"""The school answers: the expert, the assessor, the report; and it may object to a person."""

from collections.abc import Mapping

from flask import url_for
from sqlalchemy import select, update

from app import audit, clock
from app.announce import announce
from app.casework.moves import hold, move
from app.domain.action import Action
from app.domain.errors import AlreadyDone, NotNow, NotReady
from app.domain.facts import AssignmentState, Function
from app.domain.message import Message
from app.domain.readiness import Obstacle
from app.domain.workflow import check_time
from app.extensions import db
from app.models.application import Application, Claim, Evidence, EvidenceVersion
from app.models.programme import Assignment
from app.models.review import ChangeRequest
from app.recipients import assigned, programme_coordinators


def _home(application: Application) -> str:
    return url_for("applications.show", ref=application.ref)


def request_support(application: Application) -> None:
    """Ask for an expert; the coordinators of the programme propose one. Raises NotNow."""
    hold(application)
    move(application, Action.REQUEST_SUPPORT)
    people = programme_coordinators(application.programme_id)
    announce(
        "support_requested", people, url=_home(application), act=True, ref=application.ref,
        school=application.school.name,
    )  # fmt: skip


def asked_changes(application: Application) -> list[ChangeRequest]:
    """The requests of the present round, in the order of the standard."""
    query = (
        select(ChangeRequest)
        .join(Claim)
        .where(
            Claim.application_id == application.id,
            ChangeRequest.round == application.support_round,
            ChangeRequest.asked_at.is_not(None),
        )
    )
    return list(db.session.scalars(query.order_by(Claim.id)))


def answer_changes(application: Application, answers: Mapping[int, str], *, by: int, send: bool) -> None:
    """Keep the answers to the expert's requests, by id of the request; with `send`, hand them over.

    Raises NotNow in another state, NotReady while a request has no answer.
    """
    hold(application)
    check_time(Action.ANSWER_CHANGES, application.state)
    asked = asked_changes(application)
    for request in asked:
        request.answer = answers.get(request.id, request.answer)
    if not send:
        audit.record(Action.ANSWER_CHANGES, application, sent=False)
        return
    missing = tuple(
        Obstacle("review", Message("%(criterion)s: write an answer.", {"criterion": one.claim.criterion}))
        for one in asked
        if not one.answer
    )
    if missing:
        raise NotReady(Message("Some requests have no answer yet."), missing)
    for request in asked:
        request.answered_at, request.answered_by_id = clock.now(), by
    move(application, Action.ANSWER_CHANGES, sent=True, round=application.support_round)
    experts = assigned(application, Function.EXPERT)
    announce(
        "changes_answered", experts, url=url_for("reviews.show", ref=application.ref), act=True, ref=application.ref,
        school=application.school.name,
    )  # fmt: skip


def freeze(application: Application) -> list[list[object]]:
    """Freeze what the assessor will rely on; returns [reference, version, hash] of everything in view."""
    query = (
        select(EvidenceVersion, Evidence.ref)
        .join(Evidence)
        .join(Claim)
        .where(Claim.application_id == application.id, Evidence.withdrawn_at.is_(None))
        .where(EvidenceVersion.state == "available")
        .order_by(EvidenceVersion.id)
    )
    found = db.session.execute(query).all()
    new = [version.id for version, _ in found if version.frozen_at is None]
    frozen = update(EvidenceVersion).where(EvidenceVersion.id.in_(new)).values(frozen_at=clock.now())
    db.session.execute(frozen)
    return [[ref, version.number, version.sha256] for version, ref in found]


def answer_information(application: Application, answer: str) -> None:
    """Answer the assessor's question; evidence added meanwhile is frozen too. Raises NotNow."""
    hold(application)
    check_time(Action.ANSWER_INFORMATION, application.state)
    application.information_answer = answer
    move(application, Action.ANSWER_INFORMATION, evidence=freeze(application))
    where = url_for("assessments.show", ref=application.ref)
    announce(
        "information_answered", assigned(application, Function.ASSESSOR), url=where, act=True,
        ref=application.ref, school=application.school.name,
    )  # fmt: skip


def check_facts(application: Application, comment: str) -> None:
    """The school's word on the facts of the report; empty: nothing to correct. Raises NotNow, AlreadyDone."""
    hold(application)
    check_time(Action.CHECK_FACTS, application.state)
    if application.facts_checked_at is not None:
        raise AlreadyDone(Message("The facts were checked already."))
    application.facts_answer, application.facts_checked_at = comment, clock.now()
    audit.record(Action.CHECK_FACTS, application, corrections=bool(comment))
    where = url_for("assessments.show", ref=application.ref)
    announce(
        "facts_checked", assigned(application, Function.ASSESSOR), url=where, act=True,
        ref=application.ref, school=application.school.name, comment=comment,
    )  # fmt: skip


def object_to(assignment: Assignment, reason: str) -> Application:
    """The school objects to a person; the coordinator proposes another one. Raises NotNow when the case is closed."""
    application = db.session.get_one(Application, assignment.application_id)
    check_time(Action.CANCEL, application.state)  # a closed case has nobody to object to
    if assignment.ended_at is not None:
        raise NotNow(Message("This person is no longer on the case."))
    assignment.state, assignment.reason = AssignmentState.OBJECTED, reason
    assignment.ended_at = clock.now()
    audit.record(
        Action.OBJECT,
        assignment,
        personal={"reason": reason},
        function=assignment.function,
        user=assignment.user_id,
    )
    announce(
        "objection_raised", programme_coordinators(assignment.programme_id), url=_home(application), act=True,
        ref=application.ref, school=application.school.name, who=assignment.user.name, reason=reason,
    )  # fmt: skip
    return application
