"""The application as a whole, and the list of its claims."""

from dataclasses import dataclass
from typing import Any

from flask import g
from sqlalchemy import select

from app.casefile import blockers, claims, history, next_step, pictures, team
from app.casefile.claims import ClaimRow
from app.casefile.next_step import NextStep
from app.casefile.scheme import newer_than, scheme_of
from app.domain.action import Action
from app.domain.facts import AssignmentState
from app.domain.levels import Profile
from app.domain.policy import can
from app.domain.workflow import PREPARING, is_time
from app.extensions import db
from app.models.application import Application
from app.models.award import Award
from app.models.programme import Assignment
from app.web.language import current
from modules.load import curriculum

LIVE = (AssignmentState.PROPOSED, AssignmentState.DECLARED)


@dataclass(frozen=True)
class OverviewPage:
    step: NextStep | None
    missing: list[dict[str, Any]]
    matrix: list[dict[str, Any]]
    radar: list[dict[str, Any]]
    history: list[dict[str, str]]
    people: list[Assignment]
    award_code: str
    newest: str  # version of the standard, where the case follows an earlier one
    may_cancel: bool
    may_ask_support: bool
    may_end_support: bool


def claimed(application: Application, rows: tuple[ClaimRow, ...]) -> Profile:
    """The claimed levels; before the submission, criterion 1.3 stands where the record stands today."""
    if application.state not in PREPARING:
        return claims.profile(rows)
    return claims.profile(rows, team.record(team.team(application.school_id), scheme_of(application)).level)


def overview(application: Application) -> OverviewPage:
    """Everything on the first page of a case. At most ten queries."""
    rows, scheme = claims.rows(application), scheme_of(application)
    facts, school = application.facts(), application.school
    preparing = application.state in PREPARING
    record = team.record(team.team(school.id), scheme) if preparing else None
    profile = claims.profile(rows, record.level if record else None)
    found = (
        blockers.before_submission(school, scheme, rows, record, blockers.open_changes(application.id))
        if record
        else ()
    )
    leads = g.actor.leads(school.id)
    code = _award_code(application)
    judged = claims.assessed(application) if can(g.actor, Action.SEE_ASSESSMENT, facts) else None
    step = (
        next_step.for_case(school, application, found, head=g.actor.heads(school.id), code=code)
        if leads
        else None
    )
    return OverviewPage(
        step=step,
        missing=blockers.as_items(found, school, application) if leads else [],
        matrix=pictures.matrix(profile, scheme, pictures.claim_links(application.ref)),
        radar=pictures.radar(profile, scheme, judged),
        history=history.timeline(application.id, application.state),
        people=_people(application),
        award_code=code,
        newest=newer_than(application),
        may_cancel=leads and is_time(Action.CANCEL, application.state),
        may_ask_support=leads and is_time(Action.REQUEST_SUPPORT, application.state),
        may_end_support=leads and is_time(Action.END_SUPPORT, application.state),
    )


def _award_code(application: Application) -> str:
    return db.session.scalar(select(Award.code).where(Award.application_id == application.id)) or ""


def _people(application: Application) -> list[Assignment]:
    """Who is asked to work on this case, with their names. One query."""
    query = select(Assignment).where(Assignment.application_id == application.id, Assignment.state.in_(LIVE))
    return list(db.session.scalars(query.join(Assignment.user).order_by(Assignment.id)))


@dataclass(frozen=True)
class ClaimLine:
    """A claim in the list."""

    row: ClaimRow
    title: str
    gate: int
    automatic: bool


@dataclass(frozen=True)
class ClaimsPage:
    lines: tuple[ClaimLine, ...]
    all: int
    owners: tuple[tuple[int, str], ...]


def claims_page(application: Application, *, text: str, show: str, owner: int | None) -> ClaimsPage:
    """The claims that match: `text` in number, title or words; `show` unrated, bare (no evidence) or all; an owner."""
    rows, scheme = claims.rows(application), scheme_of(application)
    data, language = curriculum(), current()
    lines = []
    for row in rows:
        view = data.criterion(row.criterion, language, scheme=scheme)
        line = ClaimLine(row, view.text.title, pictures.GATES[view.gate], view.criterion.automatic)
        if _matches(line, text.casefold(), show, owner):
            lines.append(line)
    owners = {row.owner_id: row.owner for row in rows if row.owner_id and row.owner}
    return ClaimsPage(tuple(lines), len(rows), tuple(owners.items()))


def _matches(line: ClaimLine, text: str, show: str, owner: int | None) -> bool:
    row = line.row
    if owner is not None and row.owner_id != owner:
        return False
    open_ = not row.not_applicable and not line.automatic
    if show == "unrated" and not (open_ and row.level is None):
        return False
    if show == "bare" and not (open_ and row.level and not row.evidence):
        return False
    return not text or text in f"{row.criterion} {line.title} {row.how} {row.responsible}".casefold()
