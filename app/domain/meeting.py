"""Meetings of staff around a module: how many people, how long, and until when a record may be corrected."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.errors import Invalid, NotNow
from app.domain.message import Message

CORRECT_WITHIN = timedelta(days=7)
MOST_NAMES, LONGEST_NAME = 200, 120
MOST_MINUTES = 480
EVIDENCE_FOR = "5.2"  # all staff trained


def correct_until(finished_at: datetime) -> datetime:
    """The last moment at which who was there, and what was decided, may be corrected."""
    return finished_at + CORRECT_WITHIN


def check_open(finished_at: datetime | None, now: datetime) -> None:
    """Raise NotNow once the record of a meeting is a week old: it may have been signed and shown by then."""
    if finished_at is not None and now > correct_until(finished_at):
        raise NotNow(
            Message("This record is more than a week old. It can be deleted, but no longer changed.")
        )


def check_day(held_on: date, today: date) -> None:
    """Raise Invalid for a day that has not come."""
    if held_on > today:
        raise Invalid(Message("This day has not come yet."), "held_on")


@dataclass(frozen=True)
class Guests:
    """The names typed, one on each line: blank lines and repetitions gone. Raises Invalid by `read`."""

    names: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> "Guests":
        """The names of a field with one name per line."""
        names = tuple(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))
        too_long = next((one for one in names if len(one) > LONGEST_NAME), None)
        if too_long is not None:
            start = too_long[:30]
            message = Message(
                "Write one name on each line, with at most %(most)s characters. This one is longer: “%(start)s…”",
                {"most": LONGEST_NAME, "start": start},
            )
            raise Invalid(message, "guests")
        if len(names) > MOST_NAMES:
            raise Invalid(Message("Write at most %(most)s names.", {"most": MOST_NAMES}), "guests")
        return cls(names)


def check_somebody(members: Iterable[int], guests: Guests) -> None:
    """Raise Invalid for a meeting at which nobody was."""
    if not tuple(members) and not guests.names:
        raise Invalid(
            Message("Tick at least one person, or write a name: a record needs somebody."), "members"
        )
