"""The overview of a case under assessment, and its report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from sqlalchemy import select

from app import clock
from app.assessments.queries.decision import votes_of
from app.assessments.queries.standing import Judged, judged
from app.casefile import claims as casefile
from app.casefile import pictures
from app.casefile.history import timeline
from app.casefile.scheme import newer_than, parts
from app.domain.levels import NotApplicable
from app.domain.readiness import Obstacle, report
from app.domain.tiers import blockers_to
from app.domain.workflow import State
from app.extensions import db
from app.models.application import Application
from app.models.assessment import Decision, Judgement, Visit
from app.models.audit import AuditEvent, AuditPayload
from app.models.award import Award
from app.web.language import current


@dataclass(frozen=True)
class CasePage:
    """`obstacles`: what stands between the case and its next step, with the place to mend it."""

    judged: Judged
    matrix: list[dict[str, Any]]
    radar: list[dict[str, Any]]
    visits: Sequence[Visit]
    timeline: list[dict[str, str]]
    obstacles: tuple[Obstacle, ...]
    exchanges: tuple[tuple[str, str], ...]  # earlier questions to the school and their answers
    code: str  # of the award, once there is one
    newest: str  # version of the standard, where the case follows an earlier one

    @property
    def todo(self) -> str:
        """The criterion to judge next, or empty."""
        return self.judged.obstacles[0].criterion if self.judged.obstacles else ""


def case(application: Application) -> CasePage:
    """Seven queries."""
    claimed = casefile.profile(casefile.rows(application))
    result = judged(application)

    def href(criterion: str) -> str:
        return url_for("assessments.desk", ref=application.ref, criterion=criterion)

    return CasePage(
        judged=result,
        matrix=pictures.matrix(result.profile, result.scheme, href),
        radar=pictures.radar(claimed, result.scheme, result.profile),
        visits=_visits(application.id),
        timeline=timeline(application.id, application.state),
        obstacles=_obstacles(application, result),
        exchanges=_exchanges(application.id),
        code=db.session.scalar(select(Award.code).where(Award.application_id == application.id)) or "",
        newest=newer_than(application),
    )


def _visits(application_id: int) -> Sequence[Visit]:
    query = select(Visit).where(Visit.application_id == application_id).order_by(Visit.held_on, Visit.id)
    return db.session.scalars(query).all()


def _obstacles(application: Application, result: Judged) -> tuple[Obstacle, ...]:
    if application.state is State.WITH_ASSESSOR:
        return result.obstacles
    if application.state is State.CHECK_OF_FACTS:
        return report(
            facts_answered=application.facts_checked_at is not None,
            sent_on=application.moved_at.date(),
            today=clock.today(),
        )
    return ()


def _exchanges(application_id: int) -> tuple[tuple[str, str], ...]:
    """Questions before the present one, from the erasable part of the log."""
    query = (
        select(AuditPayload.personal)
        .join(AuditEvent, AuditEvent.id == AuditPayload.event_id)
        .where(AuditEvent.application_id == application_id, AuditEvent.action == "request-information")
        .order_by(AuditEvent.id)
    )
    earlier = (row.get("earlier") for row in db.session.scalars(query))
    return tuple((one["question"], one["answer"]) for one in earlier if one)


@dataclass(frozen=True)
class ReportLine:
    """One criterion in the report."""

    criterion: str
    title: str
    gate: int
    claimed: int | None
    judgement: Judgement | None
    level: int | None
    left_out: bool


@dataclass(frozen=True)
class ReportPage:
    judged: Judged
    modules: tuple[tuple[str, str, int, tuple[ReportLine, ...]], ...]  # id, title, level, criteria
    radar: list[dict[str, Any]]
    visits: Sequence[Visit]
    votes: Sequence[Decision]
    assessed_on: date | None
    missing_for_next: Sequence[Any]
    award: Award | None


def report_page(application: Application) -> ReportPage:
    """The whole report. Six queries."""
    rows = casefile.rows(application)
    result = judged(application)
    following = result.standing.next
    given = [one.given_at.date() for one in result.judgements.values()]
    return ReportPage(
        judged=result,
        modules=_modules(rows, result),
        radar=pictures.radar(casefile.profile(rows), result.scheme, result.profile),
        visits=_visits(application.id),
        votes=votes_of(application.id),
        assessed_on=max(given, default=None),
        missing_for_next=blockers_to(result.profile, result.scheme, following.id) if following else (),
        award=db.session.scalars(select(Award).where(Award.application_id == application.id)).one_or_none(),
    )


def _modules(
    rows: Sequence[casefile.ClaimRow], result: Judged
) -> tuple[tuple[str, str, int, tuple[ReportLine, ...]], ...]:
    claimed = {row.criterion: row.level for row in rows}
    found = []
    for part in parts(result.scheme, current()):
        lines = []
        for criterion in part.criteria:
            value = result.profile.get(criterion.id)
            left_out = isinstance(value, NotApplicable)
            lines.append(
                ReportLine(
                    criterion.id,
                    part.text.criteria[criterion.id].title,
                    pictures.GATES[criterion.gate],
                    claimed.get(criterion.id),
                    result.judgements.get(criterion.id),
                    None if isinstance(value, NotApplicable) else value,
                    left_out,
                )
            )
        level = result.standing.module_levels[part.module.number]
        found.append((f"M{part.module.number}", part.text.title, level, tuple(lines)))
    return tuple(found)
