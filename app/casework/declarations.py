"""The declaration of interests: before it, nothing of a case may be seen but the school's name and place."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app import access, audit, clock
from app.announce import announce
from app.casework.exclusions import standing_against
from app.domain.action import Action
from app.domain.errors import AlreadyDone, NotNow, NotReady
from app.domain.facts import AssignmentState, Function
from app.domain.message import Message, marked
from app.domain.readiness import Obstacle
from app.domain.workflow import FINAL
from app.extensions import db
from app.models.application import Application
from app.models.programme import Assignment, Programme
from app.models.school import School
from app.recipients import programme_coordinators, school_leads


@dataclass(frozen=True)
class DeclarationPage:
    """All that may be known of a case before interests are declared."""

    number: int
    function: Function
    state: AssignmentState
    school: str
    place: str
    programme: str
    due_at: datetime | None
    version: int


def expert_assignment(number: int) -> Assignment | None:
    """An assignment to support a school."""
    return _of(number, Function.EXPERT)


def judging_assignment(number: int) -> Assignment | None:
    """An assignment to judge or to decide."""
    return _of(number, Function.ASSESSOR, Function.DECIDER)


def _of(number: int, *functions: Function) -> Assignment | None:
    found = access.assignment(number)
    return found if found is not None and found.function in functions else None


def declaration_page(assignment: Assignment) -> DeclarationPage:
    """What the declaration's page shows. One query."""
    query = (
        select(School.name, School.locality, School.region, Programme.name.label("programme"))
        .join(Programme, Programme.id == School.programme_id)
        .where(School.id == assignment.school_id)
    )
    row = db.session.execute(query).one()
    return DeclarationPage(
        assignment.id,
        assignment.function,
        assignment.state,
        row.name,
        ", ".join(part for part in (row.locality, row.region) if part),
        row.programme,
        assignment.due_at,
        assignment.version,
    )


def application_of(assignment: Assignment) -> Application:
    """The case the assignment belongs to."""
    return db.session.get_one(Application, assignment.application_id)


def declare_interest(assignment: Assignment, statement: str, *, url: str) -> None:
    """No conflict: the work may begin. Raises AlreadyDone, NotNow, or NotReady with what stands against it.

    url: the page of the case that coordinators and the school's leads open.
    """
    application = _open_case(assignment)
    if assignment.state is not AssignmentState.PROPOSED:
        raise AlreadyDone(Message("You have answered this already. Nothing was changed."))
    against = standing_against(assignment.user_id, assignment.function, application)
    if against:
        sentence = marked(
            "You may not take this case. Please refuse it, and the coordinator will ask somebody else."
        )
        raise NotReady(Message(sentence), tuple(Obstacle("judgement", one) for one in against))
    assignment.state = AssignmentState.DECLARED
    assignment.declaration, assignment.declared_at = statement, clock.now()
    audit.record(
        Action.DECLARE_INTEREST,
        assignment,
        personal={"declaration": statement},
        function=assignment.function,
        conflict=False,
    )
    told = [*programme_coordinators(assignment.programme_id), *school_leads(assignment.school_id)]
    announce("interest_declared", told, url=url, act=False, **_words(assignment, application))


def refuse_assignment(assignment: Assignment, reason: str, *, url: str) -> None:
    """A conflict, or no: the person leaves the case and the coordinator asks somebody else. Raises NotNow.

    Possible after a declaration too: a conflict may show itself later.
    """
    application = _open_case(assignment)
    assignment.state, assignment.reason = AssignmentState.REFUSED, reason
    assignment.ended_at = clock.now()
    audit.record(
        Action.DECLARE_INTEREST,
        assignment,
        personal={"reason": reason},
        function=assignment.function,
        conflict=True,
    )
    told = programme_coordinators(assignment.programme_id)
    announce("assignment_refused", told, url=url, act=True, **_words(assignment, application))


def _open_case(assignment: Assignment) -> Application:
    application = application_of(assignment)
    if application.state in FINAL:
        raise NotNow(Message("This case is closed. Nothing was changed."))
    return application


def _words(assignment: Assignment, application: Application) -> dict[str, str]:
    return {
        "ref": application.ref,
        "school": application.school.name,
        "who": assignment.user.name,
        "function": assignment.function.value,
    }
