"""Evidence: added, replaced by a newer version, opened, withdrawn. Nothing that was submitted is ever touched."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import url_for

from app import audit, clock
from app.announce import announce
from app.domain.action import Action
from app.domain.errors import AlreadyDone, Invalid, NotNow
from app.domain.message import Message
from app.domain.workflow import check_time
from app.extensions import db
from app.files import KEPT_AFTER_WITHDRAWAL, claim_file
from app.jobs import enqueue
from app.models.application import (
    BreakGlass,
    Claim,
    Evidence,
    EvidenceForm,
    EvidenceState,
    EvidenceVersion,
)
from app.recipients import school_leads
from app.uploads import Accepted, Refused
from app.uploads.links import check_link

GLASS_MINUTES = 60
LONGEST_LINK = 500


@dataclass(frozen=True)
class Content:
    """What a version holds: exactly one of a stored file, an address, or words."""

    form: EvidenceForm
    accepted: Accepted | None = None
    storage_key: str | None = None
    url: str = ""
    text: str = ""

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


def content_of(form: str, *, upload: Upload, url: str, text: str) -> Content:
    """What was given, in the form that was chosen. Raises Invalid at the field where something is wrong."""
    if form == EvidenceForm.LINK:
        return Content(EvidenceForm.LINK, url=_link(url))
    if form == EvidenceForm.TEXT:
        if not text:
            raise Invalid(Message("Write the words, or choose a file or a link."), "text")
        return Content(EvidenceForm.TEXT, text=text)
    if upload.refused is not None:
        raise Invalid(upload.refused, "document")
    if upload.accepted is None:
        raise Invalid(Message("Choose the file."), "document")
    return Content(EvidenceForm.FILE, accepted=upload.accepted, storage_key=upload.storage_key)


def _link(url: str) -> str:
    try:
        found = check_link(url)
    except Refused as refused:
        raise Invalid(refused.message, "url") from refused
    if len(found) > LONGEST_LINK:
        raise Invalid(Message("This address is too long. Please use its short form."), "url")
    return found


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


def _append(evidence: Evidence, content: Content, by: int) -> EvidenceVersion:
    version = content.version(len(evidence.versions) + 1, by)
    evidence.versions.append(version)
    if content.storage_key:
        claim_file(content.storage_key)
    return version


def _facts(version: EvidenceVersion) -> dict[str, Any]:
    return {"version": version.number, "form": version.form, "sha256": version.sha256}


def remove_evidence(evidence: Evidence) -> None:
    """Withdraw a piece of evidence; its content is forgotten later, its hash never. Raises NotNow, AlreadyDone."""
    check_time(Action.REMOVE_EVIDENCE, evidence.claim.application.state)
    if evidence.withdrawn_at is not None:
        raise AlreadyDone(Message("This evidence is withdrawn already."))
    evidence.withdrawn_at = clock.now()
    for version in evidence.versions:
        if version.frozen_at is None:
            version.state = EvidenceState.WITHDRAWN
    audit.record(Action.REMOVE_EVIDENCE, evidence, criterion=evidence.claim.criterion)
    enqueue("purge-evidence", after=evidence.withdrawn_at + KEPT_AFTER_WITHDRAWAL, ref=evidence.ref)


def open_evidence(version: EvidenceVersion) -> None:
    """Note who opened which version. Raises NotNow when there is nothing to open any more."""
    if version.state in (EvidenceState.PURGED, EvidenceState.QUARANTINED):
        raise NotNow(Message("This version can no longer be opened. Only its fingerprint is kept."))
    audit.record(Action.OPEN_EVIDENCE, version.evidence, version=version.number, sha256=version.sha256)


def break_glass(evidence: Evidence, reason: str, *, by: int) -> None:
    """Open one piece of evidence for an hour without being on the case; the school is told at once."""
    moment = clock.now()
    glass = BreakGlass(
        user_id=by, reason=reason, opened_at=moment, expires_at=moment + timedelta(minutes=GLASS_MINUTES)
    )
    evidence.glass.append(glass)
    audit.record(Action.BREAK_GLASS, evidence, personal={"reason": reason}, minutes=GLASS_MINUTES)
    case = evidence.claim.application
    announce(
        "glass_broken", school_leads(case.school_id), act=True, ref=case.ref, criterion=evidence.claim.criterion,
        url=url_for("applications.claim", ref=case.ref, criterion=evidence.claim.criterion), reason=reason,
        minutes=GLASS_MINUTES,
    )  # fmt: skip
