"""Stopping follow-ups at once, starting them again, and what erasure takes of them."""

from sqlalchemy import delete, select, update

from app import audit, clock
from app.extensions import db
from app.models.account import User
from app.models.followup import FollowUp
from app.models.learning import Enrolment
from app.models.message import OutgoingMail


def stop(user: User, *, by: str) -> None:
    """No more follow-up questions to this person, from now on. `by`: "link" or "account". Twice is as once."""
    if user.follow_ups_stopped_at is not None:
        return
    user.follow_ups_stopped_at = clock.now()
    unsent = (OutgoingMail.user_id == user.id, OutgoingMail.sent_at.is_(None), OutgoingMail.stop_url != "")
    db.session.execute(delete(OutgoingMail).where(*unsent))
    audit.record("stop-follow-ups", user, by=by)


def start(user: User) -> None:
    """Follow-up questions again, at the person's wish."""
    if user.follow_ups_stopped_at is not None:
        user.follow_ups_stopped_at = None
        audit.record("start-follow-ups", user)


def forget(user: User) -> None:
    """Take what a person's follow-ups say in words, and those that still wait; answers stay as figures."""
    enrolments = select(Enrolment.id).where(Enrolment.user_id == user.id)
    mine = FollowUp.enrolment_id.in_(enrolments)
    quick = {"synchronize_session": False}
    db.session.execute(delete(FollowUp).where(mine, FollowUp.finished_at.is_(None)), execution_options=quick)
    db.session.execute(update(FollowUp).where(mine).values(plan_note=""), execution_options=quick)
