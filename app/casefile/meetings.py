"""Meetings of a school's staff: in lists, with their names, and for the school's own file."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import joinedload, selectinload

from app.extensions import db
from app.models.meeting import Attendance, Meeting
from app.web.language import current
from modules.load import curriculum

MOST = 60  # meetings in a list: more than a school holds in ten years
ATTENDED = select(func.count(Attendance.id)).where(Attendance.meeting_id == Meeting.id).scalar_subquery()
ROWS = (
    select(Meeting.ref, Meeting.module, Meeting.held_on, Meeting.finished_at, ATTENDED.label("people"))
    .where(Meeting.school_id == bindparam("school"))
    .order_by(Meeting.held_on.desc(), Meeting.id.desc())
    .limit(MOST)
)  # put together once: that costs more than running it
WHOLE = (
    select(Meeting)
    .where(Meeting.school_id == bindparam("school"))
    .options(selectinload(Meeting.attendance), joinedload(Meeting.facilitator))
    .order_by(Meeting.id)
)


@dataclass(frozen=True)
class MeetingRow:
    """One meeting in a list: what was shown, when, and how many were there."""

    ref: str
    number: int  # of the module; 0 when the standard no longer has it
    title: str
    held_on: date
    finished: bool
    people: int


def title_of(module: str) -> tuple[int, str]:
    """Number and title of a module in the reader's language; (0, its id) when there is none any more."""
    known = {one.id: one for one in curriculum().modules}
    if module not in known:
        return 0, module
    return known[module].number, curriculum().text(module, current()).title


def rows(school_id: int) -> tuple[MeetingRow, ...]:
    """The meetings of a school, newest first. One query."""
    found = db.session.execute(ROWS, {"school": school_id})
    return tuple(
        MeetingRow(one.ref, *title_of(one.module), one.held_on, one.finished_at is not None, one.people)
        for one in found
    )


def archived(school_id: int) -> Iterator[tuple[str, bytes]]:
    """Path and content of what a school's archive holds of its meetings: one file, none without a meeting."""
    found = [_plain(one) for one in db.session.scalars(WHOLE, {"school": school_id})]
    text = json.dumps(found, ensure_ascii=False, indent=2, default=str)
    return iter([("meetings.json", text.encode())] if found else [])


def _plain(meeting: Meeting) -> dict[str, Any]:
    return {
        "ref": meeting.ref,
        "module": meeting.module,
        "version": meeting.module_version,
        "held_on": meeting.held_on,
        "minutes": meeting.minutes,
        "facilitator": meeting.facilitator.name,
        "finished": meeting.finished_at,
        "there": [one.name for one in meeting.attendance],
        "decided": meeting.decided,
    }
