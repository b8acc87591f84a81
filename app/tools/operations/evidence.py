"""A filled-in tool becomes evidence: drawn as a PDF, it walks the same way as any file that is uploaded."""

from dataclasses import dataclass
from typing import Any

from flask import current_app

from app.casefile.tools import file_name, sheet
from app.casework.evidence import Content, Upload, add_evidence, add_version
from app.domain.errors import Invalid, Stale
from app.domain.message import Message
from app.files import keep
from app.models.application import Claim, Evidence, EvidenceForm
from app.models.tool import ToolDraft
from app.template_files import pdf
from app.uploads import Refused, examine, scanner_from


@dataclass(frozen=True)
class Drawn:
    """The stored PDF, and the version of the draft it shows."""

    upload: Upload
    version: int


def drawn(draft: ToolDraft) -> Drawn:
    """Draw, examine and store a draft."""
    try:
        scanner = scanner_from(current_app.config["SETTINGS"].clamd_url)
        accepted = examine(pdf(sheet(draft)), file_name(draft, "pdf"), scanner=scanner)
        return Drawn(Upload(accepted, keep(accepted.content)), draft.version)
    except Refused as refused:
        return Drawn(Upload(refused=refused.message), draft.version)


def use_as_evidence(
    draft: ToolDraft, claim: Claim, made: Drawn | None, earlier: Evidence | None, values: dict[str, Any], *, by: int
) -> Evidence:  # fmt: skip
    """New evidence, or a newer version of the one made of this draft `earlier`. Raises Stale, NotNow, Invalid."""
    if made is None or made.version != draft.version:
        raise Stale(Message("Somebody changed this tool just now. Look at it again, then use it."))
    if made.upload.accepted is None:
        raise Invalid(made.upload.refused or Message("Choose the file."))
    content = Content(EvidenceForm.FILE, made.upload.accepted, made.upload.storage_key)
    if earlier is not None:
        add_version(earlier, content, by=by)
        return earlier
    evidence = add_evidence(
        claim, content, by=by, review_on=None, language=draft.language, restricted=False, readers=[], **values
    )
    draft.evidence_refs = [*draft.evidence_refs, evidence.ref]
    return evidence
