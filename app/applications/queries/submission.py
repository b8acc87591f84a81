"""What is still missing before the submission."""

from dataclasses import dataclass
from typing import Any

from app.casefile import blockers, claims, team
from app.casefile.scheme import scheme_of
from app.domain.readiness import Obstacle
from app.domain.training_record import TrainingRecord
from app.models.application import Application


@dataclass(frozen=True)
class ChecklistPage:
    obstacles: list[dict[str, Any]]
    heads: tuple[str, ...]  # names of those who may submit
    evidence: int  # pieces that will be frozen
    rated: int
    criteria: int


def training_of(application: Application) -> TrainingRecord:
    """What the platform's record says of the school's head and coordinator. Three queries."""
    return team.record(team.team(application.school_id), scheme_of(application))


def obstacles_of(application: Application) -> tuple[Obstacle, ...]:
    """Everything that stands between this application and its submission. Five queries."""
    rows, scheme = claims.rows(application), scheme_of(application)
    changes = blockers.open_changes(application.id)
    return blockers.before_submission(application.school, scheme, rows, training_of(application), changes)


def checklist(application: Application) -> ChecklistPage:
    """The page before the head confirms. Five queries."""
    members, scheme = team.team(application.school_id), scheme_of(application)
    rows, record = claims.rows(application), team.record(members, scheme)
    changes = blockers.open_changes(application.id)
    found = blockers.before_submission(application.school, scheme, rows, record, changes)
    return ChecklistPage(
        obstacles=blockers.as_items(found, application.school, application),
        heads=tuple(one.name for one in members if one.position == "head"),
        evidence=sum(row.evidence for row in rows),
        rated=sum(row.level is not None or row.not_applicable for row in rows) + 1,
        criteria=len(rows),
    )
