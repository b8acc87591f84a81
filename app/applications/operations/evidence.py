"""Evidence: read from a form, opened, withdrawn. Adding it is in `app.casework.evidence`."""

from datetime import timedelta

from flask import url_for

from app import audit, clock
from app.announce import announce
from app.casework.evidence import Content, Upload
from app.domain.action import Action
from app.domain.errors import AlreadyDone, Invalid, NotNow
from app.domain.message import Message
from app.domain.workflow import check_time
from app.files import KEPT_AFTER_WITHDRAWAL
from app.jobs import enqueue
from app.models.application import (
    BreakGlass,
    Evidence,
    EvidenceForm,
    EvidenceState,
    EvidenceVersion,
)
from app.recipients import school_leads
from app.uploads import Refused
from app.uploads.links import check_link

GLASS_MINUTES = 60
LONGEST_LINK = 500


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
