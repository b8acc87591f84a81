"""The team of a school."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app import clock
from app.casefile import meetings, nudges
from app.casefile.meetings import MeetingRow
from app.casefile.team import Member, team
from app.domain.nudge import Nudge, NudgeState
from app.domain.roles import Actor
from app.extensions import db
from app.invitations import waiting
from app.models.account import Invitation
from app.models.learning import Enrolment
from app.models.school import School
from app.web.language import current
from modules.load import curriculum


@dataclass(frozen=True)
class ModuleHead:
    id: str
    number: int
    title: str


@dataclass(frozen=True)
class TeamPage:
    members: tuple[Member, ...]
    modules: tuple[ModuleHead, ...]
    invitations: tuple[Invitation, ...]
    nudges: dict[int, Nudge]  # user id → may they be reminded; empty for those who lead nobody
    meetings: tuple[MeetingRow, ...]

    @property
    def can_be_reminded(self) -> int:
        """How many people may be reminded now."""
        return sum(one.state is NudgeState.OPEN for one in self.nudges.values())

    @property
    def finished(self) -> int:
        """How many have passed every module."""
        return sum(len(one.passed) == len(self.modules) for one in self.members)

    def passed(self, module: str) -> int:
        """How many have passed a module."""
        return sum(one.progress[module].passed for one in self.members)


def team_page(school: School, actor: Actor) -> TeamPage:
    """Everybody with their training, the invitations still open, reminders and meetings. Six queries."""
    invitations = tuple(one for one in waiting(school=school) if one.expires_at > clock.now())
    data, language = curriculum(), current()
    heads = tuple(ModuleHead(one.id, one.number, data.text(one.id, language).title) for one in data.modules)
    members, me = team(school.id), actor.user_id
    reminders = nudges.of_team(school.id, members, by=me) if me and actor.leads(school.id) else {}
    return TeamPage(members, heads, invitations, reminders, meetings.rows(school.id))


def passed_days(user_ids: list[int]) -> dict[tuple[int, str], datetime]:
    """(user id, module id) → when it was passed, for the printed list. One query."""
    query = select(Enrolment.user_id, Enrolment.module, Enrolment.passed_at).where(
        Enrolment.user_id.in_(user_ids), Enrolment.passed_at.is_not(None)
    )
    return {(row.user_id, row.module): row.passed_at for row in db.session.execute(query)}
