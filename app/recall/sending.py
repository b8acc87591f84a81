"""Making the follow-ups of a pass, and sending the mails of those that are due."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app import clock
from app.announce import announce
from app.domain import follow_up as rules
from app.extensions import db
from app.models.account import User
from app.models.followup import FollowUp
from app.models.learning import Enrolment
from app.recall.calendar import days_without_school, only_weekends
from app.recall.links import address
from modules.load import curriculum

MOST_AT_ONCE = 200
AHEAD = timedelta(days=1)  # somewhere it is already tomorrow


def make(enrolment: Enrolment) -> None:
    """The three follow-ups of a module just passed, in the transaction of the pass. A refresh adds none."""
    had = select(FollowUp.id).where(FollowUp.enrolment_id == enrolment.id).limit(1)
    if enrolment.passed_at is None or db.session.scalar(had) is not None:
        return
    user = db.session.get_one(User, enrolment.user_id)
    no_school = days_without_school([user.id]).get(user.id, only_weekends)
    dates = rules.due_dates(enrolment.passed_at, user.timezone, no_school)
    rows = [
        FollowUp(enrolment_id=enrolment.id, day=day, due_on=on, plan_note="") for day, on in dates.items()
    ]
    db.session.add_all(rows)


def due() -> list[int]:
    """Ids of the follow-ups whose mail goes out now, oldest first. One query, and one more when some may.

    One that waited until the next one of its module is due is passed over. A day that has lost its school since
    is waited for.
    """
    moment = clock.now()
    later = aliased(FollowUp)
    following = (
        select(func.min(later.due_on))
        .where(later.enrolment_id == FollowUp.enrolment_id, later.day > FollowUp.day)
        .scalar_subquery()
    )
    near = FollowUp.due_on.between(moment.date() - rules.VALID, moment.date() + AHEAD)
    query = (
        select(
            FollowUp.id, FollowUp.due_on, following.label("following"), User.id.label("user"), User.timezone
        )
        .join(Enrolment, Enrolment.id == FollowUp.enrolment_id)
        .join(User, User.id == Enrolment.user_id)
        .where(near, *_may_be_sent())
        .order_by(FollowUp.due_on, FollowUp.id)
    )
    rows = [row for row in db.session.execute(query) if _in_time(row, only_weekends)]
    calendars = days_without_school({row.user for row in rows}) if rows else {}
    ready = [row.id for row in rows if _in_time(row, calendars.get(row.user, only_weekends))]
    return ready[:MOST_AT_ONCE]


def _in_time(row: Any, no_school: rules.NoSchool) -> bool:
    moment = clock.now()
    today: date = rules.local(moment, row.timezone).date()
    passed_over = row.following is not None and row.following <= today
    return not passed_over and rules.time_to_send(row.due_on, moment, row.timezone, no_school)


def _may_be_sent() -> tuple[Any, ...]:
    """Not sent, not answered; the account lives, has an address, and did not ask to be left alone."""
    return (
        FollowUp.sent_at.is_(None),
        FollowUp.finished_at.is_(None),
        User.email.is_not(None),
        User.disabled_at.is_(None),
        User.erased_at.is_(None),
        User.follow_ups_stopped_at.is_(None),
    )


def send(number: int) -> bool:
    """Put the mail of one follow-up into the outbox and note that it went; False when that was done meanwhile.

    Both are in one transaction: a worker that dies sends nothing twice and loses nothing.
    """
    query = (
        select(FollowUp, Enrolment, User)
        .join(Enrolment, Enrolment.id == FollowUp.enrolment_id)
        .join(User, User.id == Enrolment.user_id)
        .where(FollowUp.id == number, *_may_be_sent())
        .with_for_update(of=FollowUp, skip_locked=True)
    )
    found = db.session.execute(query).one_or_none()
    if found is None:
        return False
    row, enrolment, user = found
    row.sent_at = clock.now()
    module = curriculum().module(enrolment.module)
    announce(
        "follow_up_sent", [user], url=address(row.id), act=True, stop=address(row.id, "stop"),
        module=module.number, title=curriculum().text(module.id, user.language).title,
        passed=rules.local(enrolment.passed_at or row.sent_at, user.timezone).date(),
        plan=row.day in rules.WITH_PLAN, until=row.due_on + rules.VALID,
    )  # fmt: skip
    return True
