"""The board: the next step, what is missing, the matrix, tasks, training and history of one school."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from app.casefile import blockers, claims, current_award, history, next_step, nudges, pictures, team
from app.casefile.current_award import CurrentAward
from app.casefile.next_step import NextStep
from app.casefile.scheme import newer_than, scheme_of
from app.casefile.team import Member
from app.domain.award import WayOn
from app.domain.levels import Profile
from app.domain.roles import Actor
from app.domain.workflow import FINAL, PREPARING, State
from app.extensions import db
from app.models.application import Application
from app.models.school import School, Task
from app.schools.queries.tasks import tasks
from app.schools.queries.today import Todo, today
from app.web.forms import say
from modules.load import curriculum
from modules.model import Scheme

SHOWN = 5
_applications = select(Application).where(Application.school_id == bindparam("school"))
# put together once: that costs more than running it
LATEST = current_award.joined(_applications).order_by(Application.id.desc()).limit(1)


@dataclass(frozen=True)
class Forecast:
    """The tier that the claimed levels would earn, and what blocks the next one."""

    tier: str | None
    next: str | None
    blockers: tuple[str, ...]
    more: int  # blockers that are not in the list


@dataclass(frozen=True)
class Board:
    application: Application | None
    step: NextStep | None  # for leads
    todos: tuple[Todo, ...]  # for members
    missing: list[dict[str, Any]]
    matrix: list[dict[str, Any]]
    forecast: Forecast | None
    tasks: list[Task]
    tasks_more: int
    members: tuple[Member, ...]
    history: list[dict[str, str]]
    award: CurrentAward | None
    newest: str  # version of the standard, where the application follows an earlier one

    @property
    def closed(self) -> bool:
        """Has the newest application come to an end?"""
        return self.application is not None and self.application.state in FINAL

    @property
    def may_go_on(self) -> bool:
        """May a lead open an application for a higher tier beside an award that has long to run?"""
        going_on = self.award is not None and self.award.way is WayOn.NEXT_TIER
        return going_on and self.closed and self.step is not None


def _latest(school_id: int) -> tuple[Application | None, CurrentAward | None]:
    """The school's newest application and its present award. One query."""
    found = db.session.execute(LATEST, {"school": school_id}).one_or_none()
    return (found[0] if found else None), current_award.read(found)


def forecast(profile: Profile, scheme: Scheme) -> Forecast:
    """Where the claimed levels stand."""
    found = claims.standing_of(profile, scheme)
    words = tuple(say(one.message) for one in found.blockers)
    return Forecast(
        found.tier.id if found.tier else None,
        found.next.id if found.next else None,
        words[:SHOWN],
        max(0, len(words) - SHOWN),
    )


def board(school: School, actor: Actor) -> Board:
    """Everything on a school's first page, in at most ten queries, however much there is."""
    application, award = _latest(school.id)
    members = team.team(school.id)
    scheme = scheme_of(application) if application else curriculum().scheme
    record = team.record(members, scheme)
    rows = claims.rows(application) if application else ()
    preparing = application is not None and application.state in PREPARING
    profile = claims.profile(rows, record.level if preparing else None)
    changes = blockers.open_changes(application.id) if application and application.support_round else 0
    missing = blockers.before_submission(school, scheme, rows, record, changes) if preparing else ()
    waiting, _done = tasks(school.id)
    leads = actor.leads(school.id)
    mine = next((one for one in members if one.user_id == actor.user_id), None)
    step = next_step.for_school(
        school, application, missing, head=actor.heads(school.id), untrained=_untrained(mine), award=award
    )
    return Board(
        application=application,
        step=step if leads else None,
        todos=today(mine, school.ref, application, rows, waiting) if mine and not leads else (),
        missing=blockers.as_items(missing, school, application) if preparing and leads else [],
        matrix=pictures.matrix(profile, scheme, pictures.claim_links(application.ref)) if application else [],
        forecast=forecast(profile, scheme) if application and leads else None,
        tasks=waiting[:SHOWN],
        tasks_more=max(0, len(waiting) - SHOWN),
        members=members,
        history=history.of_school(school.id, *_case(application)),
        award=award,
        newest=newer_than(application) if application else "",
    )


def _untrained(member: Member | None) -> int:
    """Number of the module this person goes on with, the same as on their learning page; 0 when all are passed."""
    found = nudges.next_module(member) if member else None
    return found.number if found else 0


def _case(application: Application | None) -> tuple[int | None, State | None]:
    return (application.id, application.state) if application else (None, None)
