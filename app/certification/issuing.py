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
from app.casefile.scheme import scheme_of
from app.certification import completions, letters
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
from modules.model import Scheme

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
    return order_of(award, index)


def order_of(award: Award, status_index: int) -> Order:
    """What the certificate of this award is made from; the same each time."""
    levels = _criterion_levels(award.application_id, scheme_of(award))
    return Order(award.id, dict(award.snapshot), status_index, levels)


def _criterion_levels(application_id: int, scheme: Scheme) -> tuple[tuple[str, int], ...]:
    """Criterion and judged level, in the order of the standard; nothing about people or files."""
    query = select(Claim.criterion, Judgement).join(Claim, Claim.id == Judgement.claim_id)
    rows = db.session.execute(query.where(Claim.application_id == application_id))
    levels = {criterion: assessed_level(one, scheme) for criterion, one in rows}
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


@dataclass(frozen=True)
class Kept:
    """The files of one certificate in the storage, whole and durable, whether or not a row names them yet."""

    pdf_key: str
    pdf_sha256: str
    credential_key: str
    credential_sha256: str

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.pdf_key, self.credential_key, *(self.credential_key + one for one in FORMS))


def put(made: "Issued", prefix: str = PREFIX) -> Kept:
    """Store the documents under new keys below `prefix`."""
    hashed = hashlib.sha256(made.credential).hexdigest()
    kept = Kept(new_key(prefix), made.sha256, new_key(prefix), hashed)
    forms = (made.jwt.encode(), made.badge_png(), made.badge_svg())
    for key, content in zip(kept.keys, (made.pdf, made.credential, *forms), strict=True):
        files().put(key, content)
    return kept


def drop(kept: Kept) -> None:
    """Remove files that no row came to name."""
    for key in kept.keys:
        files().delete(key)


def locked(award_id: int) -> Award:
    """The award with its school, held against other writers until the end of the transaction."""
    query = select(Award).where(Award.id == award_id).options(joinedload(Award.school))
    return db.session.scalars(query.with_for_update(of=Award)).one()


def assign(award: Award, kept: Kept) -> None:
    """From now on these are the award's documents."""
    award.pdf_key, award.pdf_sha256 = kept.pdf_key, kept.pdf_sha256
    award.credential_key, award.credential_sha256 = kept.credential_key, kept.credential_sha256
    award.prepared_at = clock.now()


def _keep(order: Order, made: "Issued") -> None:
    """Files first, whole and durable; then the row that names them. Whoever was first keeps theirs."""
    kept = put(made)
    award = locked(order.award_id)
    if award.prepared_at is not None:
        drop(kept)
        return
    award.status_index = order.status_index
    assign(award, kept)
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
        Job.name.in_(("issue-certificate", letters.JOB, completions.JOB, "batch-item", "finish-batch")),
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
