"""When a school's people were last reminded of their training, from the log: no table of its own."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from app import clock
from app.casefile.team import Member
from app.domain.action import Action
from app.domain.nudge import Nudge, nudge
from app.extensions import db
from app.models.audit import AuditEvent
from modules.load import curriculum
from modules.model import Module

LOOK_BACK = timedelta(days=90)  # an older reminder tells a lead nothing
NUDGES = (
    select(AuditEvent.at, AuditEvent.details)
    .where(
        AuditEvent.school_id == bindparam("school"),
        AuditEvent.action == Action.NUDGE.value,
        AuditEvent.at > bindparam("since"),
    )
    .order_by(AuditEvent.id)
)  # put together once: that costs more than running it


def of_team(school_id: int, members: Sequence[Member], *, by: int) -> dict[int, Nudge]:
    """User id → may this lead (`by`) remind them now, and when were they last reminded. One query."""
    moment = clock.now()
    last: dict[int, datetime] = {}
    for at, details in db.session.execute(NUDGES, {"school": school_id, "since": moment - LOOK_BACK}):
        last.update(dict.fromkeys(details.get("members", ()), at))
    return {
        one.user_id: nudge(
            finished=next_module(one) is None,
            oneself=one.user_id == by,
            last=last.get(one.user_id),
            now=moment,
        )
        for one in members
    }


def next_module(member: Member) -> Module | None:
    """The module to go on with: one that was begun first, else the first that is waiting; None when all are passed."""
    waiting = [one for one in curriculum().modules if not member.progress[one.id].passed]
    begun = [one for one in waiting if member.progress[one.id].seen]
    return next(iter(begun or waiting), None)
