"""The pages around the wall: starting, the meeting itself, the facilitator's notes, who was there."""

from dataclasses import dataclass
from datetime import datetime

from app import clock
from app.casefile import meetings
from app.casefile.meetings import MeetingRow
from app.casefile.team import Member, team
from app.domain.meeting import EVIDENCE_FOR, correct_until
from app.domain.roles import Position
from app.meetings.queries.slides import Slide, slides
from app.meetings.queries.wall import words_of
from app.models.meeting import Meeting
from app.models.school import School
from app.web.language import current
from modules.load import curriculum
from modules.model import Module
from modules.text import ModuleText


@dataclass(frozen=True)
class Choice:
    """A module to choose for a meeting."""

    id: str
    number: int
    title: str
    summary: str
    minutes: int


@dataclass(frozen=True)
class IndexPage:
    modules: tuple[Choice, ...]
    meetings: tuple[MeetingRow, ...]


@dataclass(frozen=True)
class MeetingPage:
    """A meeting with its module; `open`: may it still be corrected?"""

    meeting: Meeting
    module: Module
    text: ModuleText
    slides: tuple[Slide, ...]

    @property
    def open(self) -> bool:
        until = self.until
        return until is None or clock.now() <= until

    @property
    def until(self) -> datetime | None:
        """Until when the record may be corrected; None while the meeting runs."""
        return correct_until(self.meeting.finished_at) if self.meeting.finished_at else None

    @property
    def minutes(self) -> int:
        return planned(self.slides)

    def title(self, slide: Slide) -> str:
        """What the screen of a slide is called."""
        return self.text.screens[slide.screen].title

    @property
    def criterion(self) -> str:
        return EVIDENCE_FOR


def planned(found: tuple[Slide, ...]) -> int:
    """Minutes of a meeting over these slides."""
    return sum(one.minutes for one in found)


def plan_of(module_id: str) -> tuple[Module, int, str]:
    """A module, the minutes of a meeting over it, and the slide it begins with; KeyError for an unknown id."""
    module = curriculum().module(module_id)
    found = slides(module, curriculum().text(module_id, current()))
    return module, planned(found), found[0].id


def index(school: School) -> IndexPage:
    """The modules to choose from and the meetings so far. One query."""
    data, language = curriculum(), current()
    words = [(one, data.text(one.id, language)) for one in data.modules]
    choices = tuple(
        Choice(one.id, one.number, text.title, text.summary, planned(slides(one, text)))
        for one, text in words
    )
    return IndexPage(choices, meetings.rows(school.id))


def meeting_page(meeting: Meeting) -> MeetingPage:
    """No query: everything came with the meeting."""
    module, text = words_of(meeting)
    return MeetingPage(meeting, module, text, slides(module, text))


@dataclass(frozen=True)
class Colleague:
    """Somebody to tick. `position` is empty for one who has left the team since."""

    user_id: int
    name: str
    position: Position | None
    passed: bool


def colleagues(meeting: Meeting) -> tuple[Colleague, ...]:
    """The team, and whoever was there and has left it since. Three queries."""
    here = [_colleague(one, meeting.module) for one in team(meeting.school_id)]
    known = {one.user_id for one in here}
    gone = [
        Colleague(one.user_id, one.name, None, True)
        for one in meeting.attendance
        if one.user_id is not None and one.user_id not in known
    ]
    return (*here, *gone)


def _colleague(member: Member, module: str) -> Colleague:
    progress = member.progress.get(module)
    return Colleague(member.user_id, member.name, member.position, bool(progress and progress.passed))
