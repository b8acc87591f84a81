"""The submission, and the end of an application that the school gives up."""

from flask import url_for

from app import clock
from app.announce import announce
from app.applications.operations.support import freeze
from app.applications.queries.submission import obstacles_of, training_of
from app.casework.moves import hold, move
from app.domain.action import Action
from app.domain.facts import Function
from app.domain.readiness import check_ready
from app.domain.training_record import CRITERION
from app.domain.workflow import check_time
from app.models.application import Application
from app.recipients import assigned, programme_coordinators, school_leads


def submit(application: Application, *, by: int) -> None:
    """Hand the application in: evidence is frozen, criterion 1.3 takes its level from the record.

    Raises NotNow, or NotReady with every obstacle.
    """
    hold(application)
    check_time(Action.SUBMIT, application.state)
    check_ready(Action.SUBMIT, obstacles_of(application))
    own_record = next(claim for claim in application.claims if claim.criterion == CRITERION)
    own_record.level = training_of(application).level
    application.submitted_at, application.submitted_by_id = clock.now(), by
    seen = freeze(application)
    move(application, Action.SUBMIT, evidence=seen)
    words = {"ref": application.ref, "school": application.school.name}
    where = url_for("applications.show", ref=application.ref)
    announce(
        "submission_received", programme_coordinators(application.programme_id), url=where, act=True, **words
    )
    announce("submitted", school_leads(application.school_id), url=where, act=False, **words)


def cancel(application: Application, reason: str) -> None:
    """Give the application up. Everybody on the case is told. Raises NotNow for a closed one."""
    hold(application)
    application.closed_reason = reason
    move(application, Action.CANCEL, personal={"reason": reason})
    people = [
        *programme_coordinators(application.programme_id),
        *school_leads(application.school_id),
        *assigned(application, *Function),
    ]
    announce(
        "application_cancelled", people, url=url_for("applications.show", ref=application.ref), act=False,
        ref=application.ref, school=application.school.name, reason=reason,
    )  # fmt: skip
