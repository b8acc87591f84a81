"""A certificate made again: same award, same code, same facts, drawn and sealed with what is current today.

What was handed out before stays known (`SupersededDocument`): it is ours and unchanged, only no longer the newest.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from app import audit, clock
from app.announce import announce
from app.certification import issuing
from app.certification.issuing import FORMS, Kept
from app.domain.workflow import AwardState
from app.extensions import db
from app.files import files
from app.models.award import Award, SupersededDocument
from app.models.batch import Batch
from app.recipients import school_leads

HELD = (AwardState.ACTIVE, AwardState.SUSPENDED)


class NotHeldError(Exception):
    """The award ended, or its first document is still being made: there is nothing to make again."""


class OvertakenError(Exception):
    """The documents were replaced by somebody else meanwhile; what was made here may be older."""


@dataclass(frozen=True)
class Remade:
    """Documents that lie in the storage, and the hash of those that they are to replace."""

    award_id: int
    kept: Kept
    before: str


def place(batch_ref: str, code: str) -> str:
    """Where the documents of one item lie, so that what a killed worker left is found by the next one."""
    return f"{issuing.PREFIX}/again/{batch_ref}/{code.lower()}"


def remake(award_id: int, batch_ref: str) -> Remade:
    """Draw and seal. Nothing names the result yet. Raises NotHeldError and what drawing raises.

    Must be called at the start of a transaction: it is given up while the document is drawn.
    """
    award = db.session.get_one(Award, award_id)
    held = award.state in HELD and award.expires_on >= clock.today()
    if not held or award.pdf_sha256 is None or award.status_index is None:
        raise NotHeldError(award.code)
    before, prefix = award.pdf_sha256, place(batch_ref, award.code)
    order = issuing.order_of(award, award.status_index)
    db.session.rollback()
    return Remade(award_id, issuing.put(issuing.make(order), prefix), before)


def replace(remade: Remade, batch: Batch) -> Kept:
    """Put the new documents in the place of the old ones, log it and tell the school. Raises OvertakenError."""
    award = issuing.locked(remade.award_id)
    if award.pdf_sha256 != remade.before:
        issuing.drop(remade.kept)
        raise OvertakenError(award.code)
    remember(award)
    issuing.assign(award, remade.kept)
    hashes: dict[str, Any] = {
        "pdf": award.pdf_sha256,
        "credential": award.credential_sha256,
        "replaces": remade.before,
    }
    audit.record("issue-again", award, actor_id=batch.asked_by_id, batch=batch.ref, **hashes)
    told: dict[str, Any] = {"school": award.school.name, "code": award.code, "reason": batch.reason}
    url = f"/verify/{award.code}"
    announce("certificate_issued_again", school_leads(award.school_id), url=url, act=False, **told)
    for key in set(files().list(place(batch.ref, award.code))) - set(remade.kept.keys):
        files().delete(key)
    return remade.kept


def remember(award: Award) -> None:
    """Keep hash and place of the present documents, which are about to be replaced."""
    found = {"pdf": (award.pdf_key, award.pdf_sha256)}
    found["credential"] = (award.credential_key, award.credential_sha256)
    token = f"{award.credential_key}{FORMS[0]}"
    if award.credential_key and files().exists(token):
        found["jwt"] = (token, hashlib.sha256(files().get(token)).hexdigest())
    moment = clock.now()
    for kind, (key, sha256) in found.items():
        if key and sha256:
            row = SupersededDocument(award_id=award.id, kind=kind, key=key, sha256=sha256, replaced_at=moment)
            db.session.add(row)
