"""The team of a school."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app import clock
from app.casefile.team import Member, team
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


def team_page(school: School) -> TeamPage:
    """Everybody with their training, and the invitations still open. Four queries."""
    invitations = tuple(one for one in waiting(school=school) if one.expires_at > clock.now())
    data, language = curriculum(), current()
    heads = tuple(ModuleHead(one.id, one.number, data.text(one.id, language).title) for one in data.modules)
    return TeamPage(team(school.id), heads, invitations)


def passed_days(user_ids: list[int]) -> dict[tuple[int, str], datetime]:
    """(user id, module id) → when it was passed, for the printed list. One query."""
    query = select(Enrolment.user_id, Enrolment.module, Enrolment.passed_at).where(
        Enrolment.user_id.in_(user_ids), Enrolment.passed_at.is_not(None)
    )
    return {(row.user_id, row.module): row.passed_at for row in db.session.execute(query)}
