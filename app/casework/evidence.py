"""Evidence: added, or replaced by a newer version. Nothing that was submitted is ever touched."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any

from app import audit, clock
from app.domain.action import Action
from app.domain.errors import Invalid, NotNow
from app.domain.message import Message
from app.domain.workflow import check_time
from app.extensions import db
from app.files import claim_file, files, keep
from app.models.application import Claim, Evidence, EvidenceForm, EvidenceState, EvidenceVersion
from app.uploads import Accepted

GONE = Message("This evidence is not there any more. Add it as a new one.")


@dataclass(frozen=True)
class Content:
    """What a version holds: exactly one of a stored file, an address, or words."""

    form: EvidenceForm
    accepted: Accepted | None = None
    storage_key: str | None = None
    url: str = ""
    text: str = ""
    copied: EvidenceVersion | None = None  # its file, under a new key

    def version(self, number: int, by: int) -> EvidenceVersion:
        """The row of this content, with the hash of exactly what is kept."""
        moment = clock.now()
        row = EvidenceVersion(number=number, form=self.form, added_at=moment, added_by_id=by)
        if self.accepted is not None:
            file = self.accepted
            row.filename, row.media_type, row.size = file.display_name, file.media_type, file.size
            row.sha256, row.storage_key = file.sha256, self.storage_key
            row.scanned_at = moment if file.scanned else None
            return row
        if self.copied is not None and self.form is EvidenceForm.FILE:
            old = self.copied
            row.filename, row.media_type, row.size = old.filename, old.media_type, old.size
            row.sha256, row.storage_key, row.scanned_at = old.sha256, self.storage_key, old.scanned_at
            return row
        row.url, row.text = self.url, self.text
        data = (self.url or self.text).encode()
        row.size, row.sha256, row.media_type = len(data), hashlib.sha256(data).hexdigest(), "text/plain"
        return row


@dataclass(frozen=True)
class Upload:
    """A file that came with the request: examined and stored, or refused with a sentence, or none at all."""

    accepted: Accepted | None = None
    storage_key: str | None = None
    refused: Message | None = None


def add_evidence(
    claim: Claim, content: Content, *, by: int, title: str, kind: str, dated_on: date, review_on: date | None,
    language: str, restricted: bool, readers: list[int],
) -> Evidence:  # fmt: skip
    """A new piece of evidence with its first version. Raises NotNow, or Invalid for a date in the future."""
    check_time(Action.ADD_EVIDENCE, claim.application.state)
    if dated_on > clock.today():
        raise Invalid(
            Message("This day has not come yet. Give the day the evidence was made or seen."), "dated_on"
        )
    moment = clock.now()
    evidence = Evidence(
        ref=f"ev-{secrets.token_hex(6)}", claim_id=claim.id, title=title, kind=kind, dated_on=dated_on,
        review_on=review_on, language=language, restricted=restricted, reader_ids=readers if restricted else [],
        redaction_declared_at=moment, redaction_declared_by_id=by, created_at=moment,
    )  # fmt: skip
    db.session.add(evidence)
    evidence.claim = claim
    _append(evidence, content, by)
    audit.record(Action.ADD_EVIDENCE, evidence, criterion=claim.criterion, **_facts(evidence.current))
    return evidence


def add_version(evidence: Evidence, content: Content, *, by: int) -> EvidenceVersion:
    """A newer version. Earlier ones are kept: superseded, or untouched where a submission froze them."""
    check_time(Action.ADD_EVIDENCE, evidence.claim.application.state)
    if evidence.withdrawn_at is not None:
        raise NotNow(Message("This evidence was withdrawn. Add it as a new one."))
    for earlier in evidence.versions:
        if earlier.frozen_at is None and earlier.state is EvidenceState.AVAILABLE:
            earlier.state = EvidenceState.SUPERSEDED
    evidence.redaction_declared_at, evidence.redaction_declared_by_id = clock.now(), by
    version = _append(evidence, content, by)
    audit.record(Action.ADD_EVIDENCE, evidence, criterion=evidence.claim.criterion, **_facts(version))
    return version


def use_again(earlier: Evidence, claim: Claim, *, by: int) -> Evidence:
    """Evidence of an earlier application of the same school, as evidence of this claim: its own copy, by its own hash.

    Raises NotNow when it is not there any more, Invalid when it is past its own review date.
    """
    same = earlier.claim.application.school_id == claim.application.school_id
    old = earlier.current
    gone = earlier.withdrawn_at is not None or old.state is not EvidenceState.AVAILABLE
    if gone or not same or earlier.claim.criterion != claim.criterion:
        raise NotNow(GONE)
    if earlier.review_on is not None and earlier.review_on < clock.today():
        raise Invalid(Message("This document is past its own review date. Add the newer one."), "evidence")
    key = keep(files().get(old.storage_key)) if old.storage_key else None
    content = Content(old.form, storage_key=key, url=old.url, text=old.text, copied=old)
    return add_evidence(
        claim, content, by=by, title=earlier.title, kind=earlier.kind, dated_on=earlier.dated_on,
        review_on=earlier.review_on, language=earlier.language, restricted=earlier.restricted,
        readers=list(earlier.reader_ids),
    )  # fmt: skip


def _append(evidence: Evidence, content: Content, by: int) -> EvidenceVersion:
    version = content.version(len(evidence.versions) + 1, by)
    evidence.versions.append(version)
    if content.storage_key:
        claim_file(content.storage_key)
    return version


def _facts(version: EvidenceVersion) -> dict[str, Any]:
    return {"version": version.number, "form": version.form, "sha256": version.sha256}
