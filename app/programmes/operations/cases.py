"""START_SCREENING, RETURN and a reminder to whoever holds a case."""

from datetime import timedelta

from flask import url_for
from sqlalchemy import select

from app import audit, clock
from app.announce import announce
from app.casework.moves import move
from app.domain.action import Action
from app.domain.errors import NotNow
from app.domain.holding import HOLDS, Holder
from app.domain.message import Message
from app.extensions import db
from app.models.account import User
from app.models.application import Application
from app.models.audit import AuditEvent
from app.programmes.operations.assignments import DESKS
from app.recipients import assigned, programme_coordinators, school_leads

AGAIN_AFTER = timedelta(days=1)


def start_screening(application: Application) -> None:
    """The programme begins to look whether everything is there. Raises NotNow."""
    move(application, Action.START_SCREENING)
    case = url_for("applications.show", ref=application.ref)
    leads = school_leads(application.school_id)
    announce(
        "screening_started", leads, url=case, act=False, ref=application.ref, school=application.school.name
    )


def return_application(application: Application, reason: str) -> None:
    """Give an application back to the school with what to mend. Raises NotNow."""
    move(application, Action.RETURN, personal={"reason": reason})
    application.closed_reason = reason
    case = url_for("applications.show", ref=application.ref)
    announce(
        "application_returned",
        school_leads(application.school_id),
        url=case,
        act=True,
        ref=application.ref,
        school=application.school.name,
        reason=reason,
    )


def remind_holder(application: Application) -> int:
    """Remind whoever holds this case; how many people. At most once a day: raises NotNow before, or if nobody holds it."""
    hold = HOLDS.get(application.state)
    if hold is None:
        raise NotNow(Message("This case is closed. Nobody was reminded."))
    recent = select(AuditEvent.id).where(
        AuditEvent.application_id == application.id,
        AuditEvent.action == Action.REMIND,
        AuditEvent.at > clock.now() - AGAIN_AFTER,
    )
    if db.session.scalars(recent.limit(1)).one_or_none() is not None:
        raise NotNow(Message("A reminder went out within the last day. Give them time to answer."))
    people, url = _holders(application, hold.holder)
    if not people:
        raise NotNow(Message("Nobody holds this case yet: propose a person first."))
    audit.record(Action.REMIND, application, holder=hold.holder, people=len(people))
    days = (clock.now() - application.moved_at).days
    announce(
        "case_reminded",
        people,
        url=url,
        act=True,
        ref=application.ref,
        school=application.school.name,
        days=days,
    )
    return len(people)


def _holders(application: Application, holder: Holder) -> tuple[list[User], str]:
    case = url_for("applications.show", ref=application.ref)
    if holder is Holder.SCHOOL:
        return school_leads(application.school_id), case
    if holder.function is None:
        return programme_coordinators(application.programme_id), case
    return assigned(application, holder.function), url_for(DESKS[holder.function])
