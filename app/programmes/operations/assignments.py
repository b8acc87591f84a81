"""PROPOSE_ASSIGNMENT and END_ASSIGNMENT: who is asked to do what on a case; they declare their interests themselves."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from flask import url_for

from app import audit, clock, independence_record
from app.announce import announce
from app.domain.action import Action
from app.domain.errors import AlreadyDone, Invalid
from app.domain.facts import AssignmentState, Function
from app.domain.message import Message
from app.domain.seats import barred, check_seat
from app.extensions import db
from app.models.account import User
from app.models.application import Application
from app.models.programme import Assignment, Programme
from app.recipients import school_leads

DESKS = {
    Function.EXPERT: "reviews.index",
    Function.ASSESSOR: "assessments.index",
    Function.DECIDER: "assessments.index",
}
OVER = (AssignmentState.ENDED, AssignmentState.REFUSED)


def propose_assignment(
    application: Application, user_id: int, function: Function, *, due_on: date | None, by: int
) -> Assignment:
    """Ask somebody to take a function. Raises NotNow when no seat is free, Invalid when they may not be asked."""
    db.session.refresh(application, with_for_update=True)  # two coordinators, one seat
    check_seat(function, application.state, (one.facts() for one in application.assignments))
    user = db.session.get_one(User, user_id)
    _check_free(user, function, application)
    assignment = Assignment(
        application_id=application.id,
        school_id=application.school_id,
        programme_id=application.programme_id,
        user_id=user.id,
        function=function,
        state=AssignmentState.PROPOSED,
        proposed_by_id=by,
        proposed_at=clock.now(),
        due_at=_end_of(due_on, application.school.programme),
    )
    db.session.add(assignment)
    audit.record(Action.PROPOSE_ASSIGNMENT, assignment, function=function, due=due_on and due_on.isoformat())
    words = _words(assignment, application, user)
    announce("assignment_proposed", [user], url=url_for(DESKS[function]), act=True, **words)
    case = url_for("applications.show", ref=application.ref)
    announce("assignment_announced", school_leads(application.school_id), url=case, act=False, **words)
    return assignment


def _check_free(user: User, function: Function, application: Application) -> None:
    history = independence_record.history([user.id], application.school_id)[user.id]
    present = independence_record.present(application.id).get(user.id, frozenset())
    against = barred(history, function, application.programme_id, clock.today(), present)
    if against:
        raise Invalid(
            Message("%(name)s cannot be asked. %(why)s", {"name": user.name, "why": against[0]}), "person"
        )


def _end_of(day: date | None, programme: Programme) -> datetime | None:
    """The last moment of a day where the programme is."""
    return datetime.combine(day, time(23, 59, 59), ZoneInfo(programme.timezone)) if day else None


def end_assignment(assignment: Assignment, reason: str) -> None:
    """End somebody's function with a reason they can read. Raises AlreadyDone."""
    if assignment.ended_at is not None or assignment.state in OVER:
        raise AlreadyDone(Message("This assignment has ended already. Nothing was changed."))
    was_known = assignment.state is AssignmentState.DECLARED
    assignment.state, assignment.reason, assignment.ended_at = AssignmentState.ENDED, reason, clock.now()
    audit.record(Action.END_ASSIGNMENT, assignment, personal={"reason": reason}, function=assignment.function)
    application = db.session.get_one(Application, assignment.application_id)
    words = _words(assignment, application, assignment.user)
    desk = url_for(DESKS[assignment.function])
    announce("assignment_ended", [assignment.user], url=desk, act=False, reason=reason, **words)
    if was_known:
        case = url_for("applications.show", ref=application.ref)
        announce("assignment_changed", school_leads(application.school_id), url=case, act=False, **words)


def _words(assignment: Assignment, application: Application, user: User) -> dict[str, object]:
    return {
        "ref": application.ref,
        "school": application.school.name,
        "who": user.name,
        "function": assignment.function.value,
        "due_at": assignment.due_at,
    }
