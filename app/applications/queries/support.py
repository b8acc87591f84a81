"""What the school answers: the expert's requests, and the facts of the report."""

from dataclasses import dataclass

from sqlalchemy import select

from app.casefile.claims import assessed_level
from app.casefile.scheme import scheme_of
from app.domain.levels import NotApplicable
from app.extensions import db
from app.models.application import Application, Claim
from app.models.assessment import Finding, Judgement
from app.models.review import ChangeRequest
from app.web.language import current
from modules.load import curriculum
from modules.model import Scheme


@dataclass(frozen=True)
class Asked:
    """One request with the title of its criterion."""

    request: ChangeRequest
    criterion: str
    title: str


@dataclass(frozen=True)
class ChangesPage:
    asked: tuple[Asked, ...]
    round: int


def changes_page(application: Application) -> ChangesPage:
    """The requests of the present round. One query."""
    query = (
        select(ChangeRequest, Claim.criterion)
        .join(Claim)
        .where(
            Claim.application_id == application.id,
            ChangeRequest.round == application.support_round,
            ChangeRequest.asked_at.is_not(None),
        )
        .order_by(Claim.id)
    )
    data, language = curriculum(), current()
    found = db.session.execute(query)
    asked = tuple(Asked(row, one, data.criterion(one, language).text.title) for row, one in found)
    return ChangesPage(asked, application.support_round)


@dataclass(frozen=True)
class Judged:
    """What the assessor wrote on one criterion."""

    criterion: str
    title: str
    claimed: int | None
    paper: int | None
    practice: int | None
    level: int | None
    reason: str


@dataclass(frozen=True)
class FactsPage:
    judged: tuple[Judged, ...]
    findings: tuple[Finding, ...]


def facts_page(application: Application) -> FactsPage:
    """The report as the school checks it: levels with reasons, and findings. Two queries."""
    data, language, scheme = curriculum(), current(), scheme_of(application)
    query = select(Claim.criterion, Claim.level, Judgement).join(Judgement, Judgement.claim_id == Claim.id)
    query = query.where(Claim.application_id == application.id).order_by(Claim.id)
    judged = tuple(
        Judged(
            criterion,
            data.criterion(criterion, language).text.title,
            claimed,
            one.d,
            one.p,
            _level(one, scheme),
            one.reason,
        )
        for criterion, claimed, one in db.session.execute(query)
    )
    findings = select(Finding).where(Finding.application_id == application.id).order_by(Finding.id)
    return FactsPage(judged, tuple(db.session.scalars(findings)))


def _level(one: Judgement, scheme: Scheme) -> int | None:
    found = assessed_level(one, scheme)
    return None if isinstance(found, NotApplicable) else found
