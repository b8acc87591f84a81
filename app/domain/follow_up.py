"""Follow-ups: on which days questions come back after a pass, and which ones.

Retrieval spread over days makes learning last (Latimier 2021). A follow-up never takes a pass away.
Source: "+2, +7, +30 days" in the table of screens.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.domain.marking import lot
from modules.model import Item

DAYS = (2, 7, 30)
WITH_PLAN = (7, 30)  # these also ask about the plan
ASKED = 3
APART = 3  # days between two follow-ups when days off push them together
OPENS, CLOSES = time(9), time(19)  # mails go out within these hours where the person is
VALID = timedelta(days=60)  # a link works so long after its day
FARTHEST = 400  # days looked ahead for a school day

NoSchool = Callable[[date], bool]


class PlanState(StrEnum):
    """What a learner says of the plan."""

    DONE = "done"
    NOT_YET = "not-yet"
    CHANGED = "changed"  # the school does something else instead


@dataclass(frozen=True)
class Given:
    """An answer given to an item of the bank: on the check (`day` 0) or in the follow-up of day 2, 7 or 30."""

    item: str
    right: bool
    day: int = 0


def local(moment: datetime, timezone: str) -> datetime:
    """The moment where the person is; UTC where the zone's name is not known."""
    try:
        return moment.astimezone(ZoneInfo(timezone))
    except (ZoneInfoNotFoundError, ValueError):
        return moment.astimezone(ZoneInfo("UTC"))


def weekend(day: date) -> bool:
    return day.weekday() >= 5


def school_day(day: date, no_school: NoSchool) -> date:
    """This day, or the next one that is neither a weekend nor without school.

    Where no such day comes within a year, the day itself: a calendar without a single school day is a mistake.
    """
    for ahead in range(FARTHEST):
        found = day + timedelta(days=ahead)
        if not weekend(found) and not no_school(found):
            return found
    return day


def due_dates(passed_at: datetime, timezone: str, no_school: NoSchool) -> dict[int, date]:
    """Day 2, 7, 30 → the date on which that follow-up is due, in the learner's time zone.

    Each falls on a school day, in their order, and after long holidays not on three mornings in a row.
    """
    passed = local(passed_at, timezone).date()
    found: dict[int, date] = {}
    earliest = date.min
    for day in DAYS:
        found[day] = school_day(max(passed + timedelta(days=day), earliest), no_school)
        earliest = found[day] + timedelta(days=APART)
    return found


def time_to_send(due_on: date, moment: datetime, timezone: str, no_school: NoSchool) -> bool:
    """May the mail of a follow-up due on that date go out now: by day, on a school day, where the person is?"""
    here = local(moment, timezone)
    day = here.date()
    return day >= due_on and OPENS <= here.time() < CLOSES and not weekend(day) and not no_school(day)


def is_open(due_on: date, today: date) -> bool:
    """Can the follow-up be answered on this day: is it due, and not over?"""
    return due_on <= today <= due_on + VALID


def draw(bank: Sequence[Item], given: Sequence[Given], *, seed: str, size: int = ASKED) -> tuple[str, ...]:
    """Ids of the questions of one follow-up, in the order to show them. The same arguments give the same draw.

    `given`: what this learner answered before, oldest first; the last answer to an item counts. First what is
    still wrong, the latest follow-up's before the check's; then what was never met, of objectives with wrong
    answers before others; then what was right. Objectives take turns within each of these.
    """
    last = {one.item: one for one in given}
    wrong = {one.item for one in last.values() if not one.right}
    weak = {item.objective for item in bank if item.id in wrong}
    taken: Counter[str] = Counter()
    waiting = list(bank)
    drawn: list[str] = []

    def place(item: Item) -> tuple[int, int, int, bytes]:
        answer = last.get(item.id)
        if answer is not None and not answer.right:
            return 0, -answer.day, taken[item.objective], lot(seed, item.id)
        group = 3 if answer is not None else 1 if item.objective in weak else 2
        return group, 0, taken[item.objective], lot(seed, item.id)

    while waiting and len(drawn) < size:
        chosen = min(waiting, key=place)
        waiting.remove(chosen)
        drawn.append(chosen.id)
        taken[chosen.objective] += 1
    return tuple(sorted(drawn, key=lambda one: lot(seed, f"place of {one}")))
