"""The history of a case as people read it: the audit's moves in words, what is now, what is still ahead."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import bindparam, or_, select

from app.domain.action import Action
from app.domain.workflow import FINAL, PREPARING, UNDER_ASSESSMENT, State
from app.extensions import db
from app.models.account import User
from app.models.audit import AuditEvent
from app.web.templating import day

WORDS = {
    Action.SIGN_COMMITMENT: _l("The head signed the commitment"),
    Action.OPEN_APPLICATION: _l("Application opened"),
    Action.REQUEST_SUPPORT: _l("The school asked for an expert"),
    Action.REQUEST_CHANGES: _l("The expert asked for changes"),
    Action.END_SUPPORT: _l("Support ended"),
    Action.SUBMIT: _l("Application submitted"),
    Action.START_SCREENING: _l("The programme began to look at it"),
    Action.RETURN: _l("Returned to the school"),
    Action.ACCEPT_CASE: _l("An assessor accepted the case"),
    Action.REQUEST_INFORMATION: _l("The assessor asked for information"),
    Action.ANSWER_INFORMATION: _l("The school answered"),
    Action.FINISH_ASSESSMENT: _l("Assessment finished"),
    Action.SEND_REPORT: _l("Report sent to the school to check the facts"),
    Action.CHECK_FACTS: _l("The school checked the facts"),
    Action.FINALISE_REPORT: _l("Report final"),
    Action.AWARD: _l("Awarded"),
    Action.DECLINE: _l("Declined"),
    Action.CANCEL: _l("Cancelled"),
    Action.OBJECT: _l("The school objected to a person"),
    Action.BREAK_GLASS: _l("Emergency access to one piece of evidence"),
    Action.CHECK_IN: _l("The school answered the yearly check-in"),
    Action.SUSPEND: _l("Award suspended"),
    Action.RESTORE: _l("Award restored"),
    Action.WITHDRAW: _l("Award withdrawn"),
}
ANSWERED = Action.ANSWER_CHANGES
NOW = {
    State.DRAFT: _l("The school prepares its claims"),
    State.IN_SUPPORT: _l("The school and its expert prepare the claims"),
    State.CHANGES_REQUESTED: _l("The school answers the expert"),
    State.RETURNED: _l("The school mends what was missing"),
    State.SUBMITTED: _l("Waiting for the programme"),
    State.IN_SCREENING: _l("The programme checks that everything is there"),
    State.WITH_ASSESSOR: _l("The assessor looks at the evidence"),
    State.INFORMATION_REQUESTED: _l("The school answers the assessor"),
    State.JUDGED: _l("The assessor writes the report"),
    State.CHECK_OF_FACTS: _l("The school checks the facts"),
    State.REPORT_FINAL: _l("Waiting for the decision"),
}


# Put together once: that costs more than running them.
EVENTS = (
    select(AuditEvent, User.name)
    .outerjoin(User, User.id == AuditEvent.actor_id)
    .where(AuditEvent.action.in_([*WORDS, ANSWERED]))
    .order_by(AuditEvent.id)
)
OF_CASE = AuditEvent.application_id == bindparam("application")
OF_SCHOOL = AuditEvent.school_id == bindparam("school")
CASE = EVENTS.where(OF_CASE)
SCHOOL = EVENTS.where(OF_SCHOOL)
SCHOOL_AND_CASE = EVENTS.where(or_(OF_CASE, OF_SCHOOL & AuditEvent.application_id.is_(None)))


def timeline(application_id: int, state: State) -> list[dict[str, str]]:
    """Entries of the component `timeline`, oldest first. One query."""
    past = _past(db.session.execute(CASE, {"application": application_id}))
    return [*past, *_now(state), *_ahead(state)]


def of_school(school_id: int, application_id: int | None, state: State | None) -> list[dict[str, str]]:
    """The same from the school's side: what it did before there was an application comes first. One query."""
    if application_id is None:
        past = _past(db.session.execute(SCHOOL, {"school": school_id}))
    else:
        both = {"school": school_id, "application": application_id}
        past = _past(db.session.execute(SCHOOL_AND_CASE, both))
    return [*past, *_now(state), *_ahead(state)] if state else past


def _past(found: Iterable[Any]) -> list[dict[str, str]]:
    entries = []
    for event, name in found:
        if event.action == ANSWERED and not event.details.get("sent"):
            continue
        if event.details.get("settled") is False:  # one vote of several: told when all have voted
            continue
        words = WORDS.get(event.action, _l("The school answered the expert"))
        entries.append(_entry(day(event.at), str(words), "past", name or ""))
    return entries


def _entry(when: str, what: str, state: str, who: str = "") -> dict[str, str]:
    return {"when": when, "what": what, "who": who, "why": "", "state": state}


def _now(state: State) -> list[dict[str, str]]:
    return [_entry(_("now"), str(NOW[state]), "now")] if state in NOW else []


def _ahead(state: State) -> list[dict[str, str]]:
    """What still comes, without dates that nobody can promise."""
    if state in FINAL:
        return []
    steps = []
    if state in PREPARING:
        steps.append(_("Submission by the head"))
    if state in (*PREPARING, State.SUBMITTED, State.IN_SCREENING):
        steps.append(_("Independent assessment"))
    if state in (*PREPARING, State.SUBMITTED, State.IN_SCREENING, *UNDER_ASSESSMENT):
        steps.append(_("Decision"))
    return [_entry(_("later"), step, "ahead") for step in steps]
