"""The record of a meeting becomes evidence: drawn as a PDF, it walks the same way as any file that is uploaded."""

from dataclasses import dataclass

from flask import current_app

from app.casework.evidence import Content, Upload, add_evidence
from app.domain.errors import Invalid, Stale
from app.domain.message import Message
from app.files import keep
from app.models.application import Claim, Evidence, EvidenceForm
from app.models.meeting import Meeting
from app.uploads import Refused, examine, scanner_from


@dataclass(frozen=True)
class Drawn:
    """The stored PDF, and the version of the meeting it shows."""

    upload: Upload
    version: int


def drawn(meeting: Meeting, content: bytes, name: str) -> Drawn:
    """Examine and store the record as it was drawn."""
    try:
        accepted = examine(content, name, scanner=scanner_from(current_app.config["SETTINGS"].clamd_url))
        return Drawn(Upload(accepted, keep(accepted.content)), meeting.version)
    except Refused as refused:
        return Drawn(Upload(refused=refused.message), meeting.version)


def use_as_evidence(
    meeting: Meeting, claim: Claim, made: Drawn | None, *, title: str, language: str, by: int
) -> Evidence:
    """New evidence for the claim. Raises Stale, NotNow, Invalid."""
    if made is None or made.version != meeting.version:
        raise Stale(Message("Somebody changed this record just now. Look at it again, then use it."))
    if made.upload.accepted is None:
        raise Invalid(made.upload.refused or Message("Choose the file."))
    content = Content(EvidenceForm.FILE, made.upload.accepted, made.upload.storage_key)
    return add_evidence(
        claim, content, by=by, title=title, kind="record", dated_on=meeting.held_on, review_on=None,
        language=language, restricted=False, readers=[],
    )  # fmt: skip
