"""Meetings as rows."""

from datetime import timedelta
from typing import Any

from app.clock import now
from app.models import Attendance, Meeting, School, User
from tests.factories.people import save


def make_meeting(school: School, facilitator: User, **values: Any) -> Meeting:
    """A meeting over module 3 that has begun."""
    defaults: dict[str, Any] = {
        "ref": f"m-{school.id}-{facilitator.id}",
        "school_id": school.id,
        "module": "m3-reporting",
        "module_version": "1.1",
        "held_on": now().date(),
        "facilitator_id": facilitator.id,
        "screen": "door",
        "decided": "",
        "minutes": 50,
        "started_at": now(),
    }
    return save(Meeting(**{**defaults, **values}))  # type: ignore[no-any-return]


def make_held(
    school: School, facilitator: User, *people: User, guests: tuple[str, ...] = (), days: int = 0
) -> Meeting:
    """A meeting that ended so many days ago, with those who were there."""
    there = [Attendance(user_id=one.id, name=one.name) for one in people]
    there += [Attendance(name=one) for one in guests]
    return make_meeting(
        school,
        facilitator,
        attendance=there,
        finished_at=now() - timedelta(days=days),
        decided="A box by the library.",
    )
