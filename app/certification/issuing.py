"""The job `issue-certificate`: draw, sign, keep for ever, tell the school. Run again, it changes nothing.

Drawing takes far longer than writing a row, so the database is read first and let go, and written at the end.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import current_app
from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from app import audit, clock
from app.announce import announce
from app.casefile.claims import assessed_level
from app.certification import letters
from app.certification.timestamp import timestamper, validation
from app.database import writing
from app.domain.levels import NotApplicable
from app.extensions import db
from app.files import files
from app.jobs import EVERY_MINUTE, MOST_ATTEMPTS, job
from app.models.application import Claim
from app.models.assessment import Judgement
from app.models.award import Award
from app.models.message import Job
from app.recipients import school_leads
from app.storage import new_key

if TYPE_CHECKING:
    from certificates.issue import Issued

PREFIX = "certificates"
PATIENCE = timedelta(hours=6)
STATUS_LIST = 1  # one list of 131,072 places; its number is part of its address
# Beside the credential lie its other forms, under its key with these endings.
FORMS = (".jwt", ".png", ".svg")


@dataclass(frozen=True)
class Order:
    """What is to be made, as plain values."""

    award_id: int
    snapshot: Mapping[str, Any]
    status_index: int
    criterion_levels: tuple[tuple[str, int], ...]


@job("issue-certificate")
def issue_certificate(award_id: int) -> None:
    """Make the certificate of an award that has none. Raises what stops it; the queue tries again later."""
    order = _order(award_id)
    db.session.rollback()  # gives up the write lock while the document is drawn
    if order is None:
        return
    made = make(order)
    _keep(order, made)


def _order(award_id: int) -> Order | None:
    """What to make, or None when it is made already."""
    from certificates.status_list import free_index

    award = db.session.get(Award, award_id)
    if award is None or award.prepared_at is not None:
        return None
    index = award.status_index
    if index is None:
        taken = select(Award.status_index).where(Award.status_index.is_not(None))
        index = free_index(set(db.session.scalars(taken)))
    return Order(award.id, dict(award.snapshot), index, _criterion_levels(award.application_id))


def _criterion_levels(application_id: int) -> tuple[tuple[str, int], ...]:
    """Criterion and judged level, in the order of the standard; nothing about people or files."""
    query = select(Claim.criterion, Judgement).join(Claim, Claim.id == Judgement.claim_id)
    rows = db.session.execute(query.where(Claim.application_id == application_id))
    levels = {criterion: assessed_level(one) for criterion, one in rows}
    counted = {
        c: level for c, level in levels.items() if level is not None and not isinstance(level, NotApplicable)
    }
    return tuple(sorted(counted.items(), key=lambda item: tuple(map(int, item[0].split(".")))))


def make(order: Order) -> "Issued":
    """The sealed PDF and the credential in its forms. WeasyPrint is imported here and nowhere earlier."""
    from app.certification.keys import signing_keys
    from certificates.credential import Issuance
    from certificates.did import did_web
    from certificates.facts import from_json
    from certificates.issue import issue

    base = current_app.config["SETTINGS"].base_url
    place = f"{base}/status/{STATUS_LIST}"
    issuance = Issuance(base, did_web(base), place, order.status_index, order.criterion_levels)
    keys = signing_keys()
    stamp, context = timestamper(), validation(keys.load("seal"))
    return issue(from_json(order.snapshot), issuance, keys, clock.now(), stamp, context)


def _keep(order: Order, made: "Issued") -> None:
    """Files first, whole and durable; then the row that names them. Whoever was first keeps theirs."""
    pdf_key, credential_key = new_key(PREFIX), new_key(PREFIX)
    forms = dict(zip(FORMS, (made.jwt.encode(), made.badge_png(), made.badge_svg()), strict=True))
    written = {pdf_key: made.pdf, credential_key: made.credential}
    written |= {credential_key + ending: content for ending, content in forms.items()}
    for key, content in written.items():
        files().put(key, content)
    query = (
        select(Award)
        .where(Award.id == order.award_id)
        .options(joinedload(Award.school))
        .with_for_update(of=Award)
    )
    award = db.session.scalars(query).one()
    if award.prepared_at is not None:
        for key in written:
            files().delete(key)
        return
    award.status_index = order.status_index
    award.pdf_key, award.pdf_sha256 = pdf_key, made.sha256
    award.credential_key, award.credential_sha256 = (
        credential_key,
        hashlib.sha256(made.credential).hexdigest(),
    )
    award.prepared_at = clock.now()
    audit.record(
        "issue-certificate",
        award,
        specimen=made.specimen,
        pdf=made.sha256,
        credential=award.credential_sha256,
    )
    letters.order("poster", award.code)
    told = {"school": award.school.name, "code": award.code, "tier": award.tier}
    announce(
        "certificate_ready", school_leads(award.school_id), url=f"/verify/{award.code}", act=True, **told
    )


def never_give_up() -> None:
    """A certificate that could not be made for long (no keys, no time stamp) is tried again four times a day."""
    given_up = (
        Job.name.in_(("issue-certificate", letters.JOB)),
        Job.done_at.is_(None),
        Job.attempts >= MOST_ATTEMPTS,
        Job.run_after < clock.now() - PATIENCE,
    )
    waiting = db.session.scalar(select(Job.id).where(*given_up).limit(1))
    db.session.rollback()
    if waiting is not None:
        with writing(), db.engine.begin() as connection:
            again = {"attempts": MOST_ATTEMPTS - 1, "run_after": clock.now()}
            connection.execute(update(Job).where(*given_up).values(again))


EVERY_MINUTE.append(never_give_up)
