"""What stands between a school and its submission, and the place in the product where each is mended."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import g, url_for
from sqlalchemy import bindparam, func, select

from app.casefile.claims import ClaimRow
from app.domain.readiness import Obstacle, SubmissionFacts
from app.domain.readiness import submission as missing
from app.domain.training_record import TrainingRecord
from app.extensions import db
from app.models.application import Application, Claim
from app.models.review import ChangeRequest
from app.models.school import School
from app.web.forms import say
from app.web.language import current
from modules.load import curriculum
from modules.model import Scheme

OPEN_CHANGES = (
    select(func.count(ChangeRequest.id))
    .join(Claim)
    .where(
        Claim.application_id == bindparam("application"),
        ChangeRequest.asked_at.is_not(None),
        ChangeRequest.answered_at.is_(None),
    )
)  # put together once: that costs more than running it


def open_changes(application_id: int) -> int:
    """How many requests of the expert have no answer that was sent. One query."""
    return db.session.scalar(OPEN_CHANGES, {"application": application_id}) or 0


def before_submission(
    school: School, scheme: Scheme, claims: Sequence[ClaimRow], record: TrainingRecord, changes: int
) -> tuple[Obstacle, ...]:
    """Everything that is still missing; empty when the head may submit."""
    facts = SubmissionFacts(
        claims=tuple(claim.state() for claim in claims),
        scheme=scheme,
        head_trained=record.head_trained,
        coordinator_trained=record.coordinator_trained,
        has_coordinator=record.coordinator is not None,
        commitment_signed=school.commitment_signed_at is not None,
        open_changes=changes,
    )
    return missing(facts)


def href(obstacle: Obstacle, school: School, application: Application | None) -> str:
    """The page on which this obstacle is mended."""
    if obstacle.criterion and application is not None:
        anchor = "evidence" if obstacle.kind == "evidence" else None
        return url_for(
            "applications.claim", ref=application.ref, criterion=obstacle.criterion, _anchor=anchor
        )
    if obstacle.kind == "commitment":
        return url_for("schools.commitment", ref=school.ref)
    if obstacle.kind == "training":
        return url_for("schools.team", ref=school.ref)
    if obstacle.kind == "review" and application is not None and g.actor.leads(school.id):
        return url_for("applications.changes", ref=application.ref)
    return url_for("applications.claims", ref=application.ref) if application else ""


def as_items(
    obstacles: Iterable[Obstacle], school: School, application: Application | None
) -> list[dict[str, Any]]:
    """Items of the component `obstacles`."""
    return [
        {
            "text": say(one.message),
            "href": href(one, school, application),
            "more": title_of(one.criterion) if one.criterion else "",
        }
        for one in obstacles
    ]


def title_of(criterion: str) -> str:
    """The title of a criterion in the reader's language."""
    return curriculum().criterion(criterion, current()).text.title
