"""One's own file to take away: the claims as a table, the whole case as data, the evidence one may open."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import g
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app import clock
from app.casefile import claims
from app.domain.action import Action
from app.domain.policy import can
from app.extensions import db
from app.models.application import Application, Claim, Evidence, EvidenceState, EvidenceVersion
from app.web.language import current
from modules.load import curriculum

COLUMNS = (
    "criterion",
    "title",
    "level",
    "not_applicable",
    "reason",
    "how",
    "responsible",
    "prepared_by",
    "evidence",
)


@dataclass(frozen=True)
class Export:
    """`files`: (path in the archive, version) of everything this person may open."""

    case: dict[str, Any]
    files: list[tuple[str, EvidenceVersion]]


def claim_table(application: Application) -> list[tuple[Any, ...]]:
    """A row for each claim under COLUMNS. One query."""
    data, language = curriculum(), current()
    return [
        (
            row.criterion, data.criterion(row.criterion, language).text.title, row.level, row.not_applicable,
            row.reason, row.how, row.responsible, row.owner or "", row.evidence,
        )
        for row in claims.rows(application)
    ]  # fmt: skip


def export(application: Application) -> Export:
    """The whole case. Three queries."""
    query = (
        select(Evidence)
        .join(Claim)
        .where(Claim.application_id == application.id)
        .options(
            joinedload(Evidence.claim).joinedload(Claim.application),
            selectinload(Evidence.versions),
            selectinload(Evidence.glass),
        )
        .order_by(Claim.id, Evidence.id)
    )
    open_to_me = [one for one in db.session.scalars(query) if can(g.actor, Action.OPEN_EVIDENCE, one.facts())]
    case = {
        "application": application.ref,
        "school": application.school.name,
        "state": application.state.value,
        "standard": application.scheme_version,
        "opened": application.opened_at,
        "submitted": application.submitted_at,
        "exported": clock.now(),
        "claims": [dict(zip(COLUMNS, row, strict=True)) for row in claim_table(application)],
        "evidence": [_piece(one) for one in open_to_me],
    }
    return Export(case, [pair for one in open_to_me for pair in _files(one)])


def _piece(evidence: Evidence) -> dict[str, Any]:
    return {
        "ref": evidence.ref,
        "criterion": evidence.claim.criterion,
        "title": evidence.title,
        "kind": evidence.kind,
        "dated_on": evidence.dated_on,
        "review_on": evidence.review_on,
        "language": evidence.language,
        "restricted": evidence.restricted,
        "withdrawn": evidence.withdrawn_at,
        "versions": [_version(one) for one in evidence.versions],
    }


def _version(version: EvidenceVersion) -> dict[str, Any]:
    return {
        "number": version.number,
        "form": version.form.value,
        "state": version.state.value,
        "file": path(version) if version.storage_key else "",
        "url": version.url,
        "text": version.text,
        "sha256": version.sha256,
        "added": version.added_at,
        "frozen": version.frozen_at,
    }


def _files(evidence: Evidence) -> Sequence[tuple[str, EvidenceVersion]]:
    usable = (EvidenceState.AVAILABLE, EvidenceState.SUPERSEDED)
    return [(path(one), one) for one in evidence.versions if one.storage_key and one.state in usable]


def path(version: EvidenceVersion) -> str:
    """Where a version lies in the archive: "evidence/3.1/ev-12ab-1-poster.pdf"."""
    evidence = version.evidence
    return f"evidence/{evidence.claim.criterion}/{evidence.ref}-{version.number}-{version.filename}"
