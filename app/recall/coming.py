"""What a learner's own pages say of follow-ups: which can be answered now, and when the next one comes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app import clock
from app.domain import follow_up as rules
from app.extensions import db
from app.models.account import User
from app.models.followup import FollowUp
from app.models.learning import Enrolment
from app.recall.links import address


@dataclass(frozen=True)
class Coming:
    """A follow-up that waits in a module; `address` is empty until it can be answered."""

    module: str
    day: int
    due_on: date
    address: str


def coming(user_id: int, timezone: str) -> list[Coming]:
    """Of each module the follow-up to answer now, or the next one; the earliest first. One query.

    Empty for somebody who asked for no follow-ups.
    """
    today = rules.local(clock.now(), timezone).date()
    query = (
        select(Enrolment.module, FollowUp)
        .join(FollowUp, FollowUp.enrolment_id == Enrolment.id)
        .join(User, User.id == Enrolment.user_id)
        .where(Enrolment.user_id == user_id, User.follow_ups_stopped_at.is_(None))
        .where(FollowUp.finished_at.is_(None), FollowUp.due_on >= today - rules.VALID)
        .order_by(FollowUp.due_on, FollowUp.id)
    )
    waiting: dict[str, list[FollowUp]] = {}
    for module, row in db.session.execute(query):
        waiting.setdefault(module, []).append(row)
    found = (nearest(module, rows, timezone) for module, rows in waiting.items())
    return sorted((one for one in found if one is not None), key=lambda one: one.due_on)


def nearest(module: str, follow_ups: Iterable[FollowUp], timezone: str) -> Coming | None:
    """Among a module's follow-ups the newest that can be answered now, else the next one; None when all is done."""
    today = rules.local(clock.now(), timezone).date()
    waiting = sorted((one for one in follow_ups if one.finished_at is None), key=lambda one: one.due_on)
    now = [one for one in waiting if rules.is_open(one.due_on, today)]
    if now:
        return Coming(module, now[-1].day, now[-1].due_on, address(now[-1].id))
    later = next((one for one in waiting if one.due_on > today), None)
    return Coming(module, later.day, later.due_on, "") if later is not None else None
