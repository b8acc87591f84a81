"""REMIND: heads who have not accepted, leads whose training is not finished."""

from collections.abc import Iterable

from flask import url_for

from app import audit, progress
from app import invitations as links
from app.announce import announce
from app.domain.action import Action
from app.domain.errors import Invalid
from app.domain.roles import Position, Role
from app.models.school import School
from app.recipients import school_leads


def remind_heads(schools: Iterable[School], *, by: int) -> int:
    """Send each head a fresh link (the old one stops working); how many mails went out."""
    sent = 0
    for school in schools:
        try:
            links.invite(
                school.head_email,
                Role.LEAD,
                by=by,
                language=school.language,
                position=Position.HEAD,
                school=school,
            )
        except Invalid:
            continue  # the address is no good or its owner is in already: nothing to remind of
        audit.record(Action.REMIND, school, what="invitation", people=1)
        sent += 1
    return sent


def remind_training(schools: Iterable[School]) -> int:
    """Remind the leads who have not passed every module; how many schools."""
    sent = 0
    for school in schools:
        leads = school_leads(school.id)
        passed = progress.passed_all([lead.id for lead in leads])
        behind = [lead for lead in leads if passed[lead.id] is None]
        if behind:
            audit.record(Action.REMIND, school, what="training", people=len(behind))
            announce("training_reminded", behind, url=url_for("learning.index"), act=True, school=school.name)
            sent += 1
    return sent
