"""Batches of certificates as a coordinator starts them, made as rows with their jobs waiting."""

import hashlib
import secrets
from collections.abc import Sequence

from app.certification import batches
from app.clock import now
from app.extensions import db
from app.files import files
from app.models import Award, Batch, BatchItem, BatchKind, User
from tests.factories.people import make_coordinator, save


def make_batch(
    awards: Sequence[Award], kind: BatchKind = BatchKind.DOWNLOAD, by: User | None = None
) -> Batch:
    """A batch that nobody has worked on yet."""
    batch = Batch(
        ref=f"bt-{secrets.token_hex(6)}",
        programme_id=awards[0].programme_id,
        kind=kind,
        choice={},
        reason="New fonts." if kind is BatchKind.REISSUE else "",
        asked_by_id=(by or make_coordinator()).id,
        asked_at=now(),
        items=[BatchItem(award_id=award.id) for award in awards],
    )
    save(batch)
    batches.ask(batch, [award.id for award in awards])
    db.session.commit()
    return batch


def file_documents(award: Award) -> Award:
    """Put documents into the storage without the time that drawing them takes."""
    pdf, credential = f"%PDF of {award.code}".encode(), f"credential of {award.code}".encode()
    award.pdf_key, award.pdf_sha256 = f"certificates/{award.id}", hashlib.sha256(pdf).hexdigest()
    award.credential_key = f"certificates/{award.id}-c"
    award.credential_sha256 = hashlib.sha256(credential).hexdigest()
    award.prepared_at = now()
    files().put(award.pdf_key, pdf)
    files().put(award.credential_key, credential)
    db.session.commit()
    return award
