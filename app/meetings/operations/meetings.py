"""A meeting is started, its place kept, its decision and its people written down, corrected, deleted."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date

from flask import url_for
from sqlalchemy import select, update

from app import audit, clock
from app.announce import announce
from app.domain.action import Action
from app.domain.meeting import Guests, check_day, check_open, check_somebody
from app.extensions import db
from app.models.account import User
from app.models.meeting import Attendance, Meeting
from app.models.school import School
from modules.load import curriculum
from modules.model import Module


def start(school: School, module: Module, held_on: date, *, by: int, minutes: int, screen: str) -> Meeting:
    """A meeting over one module. `screen`: the slide it begins with. Raises Invalid for a day that has not come."""
    check_day(held_on, clock.today())
    meeting = Meeting(
        ref=f"m-{secrets.token_hex(6)}",
        school_id=school.id,
        module=module.id,
        module_version=module.version,
        held_on=held_on,
        facilitator_id=by,
        screen=screen,
        decided="",
        minutes=minutes,
        started_at=clock.now(),
    )
    db.session.add(meeting)
    audit.record(Action.HOLD_MEETING, meeting, module=module.id, started=True)
    return meeting


def keep_place(meeting: Meeting, place: str) -> None:
    """Remember what is on the wall. No change of the record: a form open beside the wall stays good."""
    if meeting.screen != place:
        db.session.execute(
            update(Meeting).where(Meeting.id == meeting.id).values(screen=place),
            execution_options={"synchronize_session": False},
        )


def decide(meeting: Meeting, decided: str) -> None:
    """Write down what was agreed. Raises NotNow when the record is closed."""
    check_open(meeting.finished_at, clock.now())
    meeting.decided = decided
    audit.record(Action.HOLD_MEETING, meeting, decided=True)


def attend(
    meeting: Meeting,
    people: Mapping[int, str],
    guests: Guests,
    *,
    held_on: date,
    minutes: int,
    decided: str,
    to_learn: Sequence[int],
) -> None:
    """Write down who was there, and close the meeting; within a week it may be corrected the same way.

    people: id and name of those with an account. to_learn: those of them who have not passed the module; they are
    told where it is, once. Raises NotNow, Invalid.
    """
    moment = clock.now()
    check_open(meeting.finished_at, moment)
    check_day(held_on, clock.today())
    check_somebody(people, guests)
    first = meeting.finished_at is None
    meeting.held_on, meeting.minutes, meeting.decided = held_on, minutes, decided
    meeting.finished_at = meeting.finished_at or moment
    known = {one.user_id: one for one in meeting.attendance if one.user_id is not None}
    kept = [known.get(user) or Attendance(user_id=user, name=name) for user, name in people.items()]
    meeting.attendance = [*kept, *(Attendance(name=name) for name in guests.names)]
    audit.record(
        Action.HOLD_MEETING,
        meeting,
        people=len(people),
        others=len(guests.names),
        minutes=minutes,
        corrected=not first,
    )
    if first and to_learn:
        _announce(meeting, to_learn)


def _announce(meeting: Meeting, user_ids: Sequence[int]) -> None:
    """Being there is not yet passing: each person learns where their own check is."""
    for person in db.session.scalars(select(User).where(User.id.in_(user_ids)).order_by(User.id)):
        announce(
            "meeting_attended",
            [person],
            url=url_for("learning.show", module=meeting.module),
            act=False,
            school=meeting.school.name,
            day=meeting.held_on,
            module=curriculum().text(meeting.module, person.language).title,
        )


def delete(meeting: Meeting) -> None:
    """The meeting and the names of those who were there go; that it was deleted stays in the log."""
    audit.record(Action.HOLD_MEETING, meeting, deleted=True, module=meeting.module)
    db.session.delete(meeting)
