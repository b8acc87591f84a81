"""Many certificates in one zip: every PDF, every credential, and an index with their SHA-256.

Same certificates, same bytes: the order is that of the codes and the dates are those of the awards. Files are read one by
one and the archive grows on disk, so that hundreds take no more memory than one.
"""

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sqlalchemy import Select, select

from app import clock
from app.domain.award import status
from app.extensions import db
from app.files import files
from app.models.award import Award
from app.models.batch import Batch, BatchItem
from app.models.school import School
from app.storage import new_key
from app.web.csv_answer import lines

PREFIX = "batches"
CHUNK = 1 << 20
COLUMNS = (
    "code", "school", "locality", "region", "tier", "status", "issued_on", "valid_until",
    "certificate", "certificate_sha256", "credential", "credential_sha256",
)  # fmt: skip
READ = (
    Award.id, Award.code, Award.tier, Award.state, Award.issued_on, Award.expires_on, Award.snapshot, Award.pdf_key,
    Award.pdf_sha256, Award.credential_key, Award.credential_sha256, School.region,
)  # fmt: skip
Document = tuple[str, str]  # storage key and SHA-256


class Damaged(Exception):
    """A stored document is missing, or is not the one that was issued."""


@dataclass(frozen=True)
class Packed:
    """Where the archive lies, its size in bytes, and the awards whose documents could not be read."""

    key: str
    sha256: str
    size: int
    damaged: tuple[int, ...]


def documents(award: Any) -> tuple[Document, Document]:
    """PDF and credential of an award, or of its columns. Raises Damaged while there are none."""
    pdf, credential = (award.pdf_key, award.pdf_sha256), (award.credential_key, award.credential_sha256)
    if not all(pdf) or not all(credential):
        raise Damaged(award.code)
    return cast(Document, pdf), cast(Document, credential)


def read(document: Document) -> bytes:
    """The bytes of a document, which must be those that were issued. Raises Damaged."""
    key, sha256 = document
    try:
        content = files().get(key)
    except FileNotFoundError as error:
        raise Damaged(key) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Damaged(key)
    return content


def pack(batch: Batch) -> Packed:
    """The archive of all items that are done. Must be called at the start of a transaction: it is given up."""
    query: Select[Any] = (
        select(*READ)
        .join(BatchItem, BatchItem.award_id == Award.id)
        .join(School, School.id == Award.school_id)
        .where(BatchItem.batch_id == batch.id, BatchItem.done_at.is_not(None))
        .order_by(Award.code)
    )
    entries = list(db.session.execute(query))
    place, asked_on = f"{PREFIX}/{batch.ref}", batch.asked_at.date()
    db.session.rollback()
    index, damaged = [], []
    with tempfile.TemporaryFile() as file:
        with ZipFile(file, "w") as archive:
            for entry in entries:
                try:
                    index.append(_put(archive, entry))
                except Damaged:
                    damaged.append(entry.id)
            text = "".join(lines(COLUMNS, index)).encode()
            _add(archive, "index.csv", text, asked_on, ZIP_DEFLATED)
        return _keep(cast(BinaryIO, file), place, tuple(damaged))


def _put(archive: ZipFile, award: Any) -> Sequence[Any]:
    """Add both documents of an award; its line of the index, in the order of COLUMNS. Raises Damaged."""
    pdf, credential = documents(award)
    contents = read(pdf), read(credential)
    paths = f"certificates/{award.code}.pdf", f"credentials/{award.code}.json"
    for path, content, method in zip(paths, contents, (ZIP_STORED, ZIP_DEFLATED), strict=True):
        _add(archive, path, content, award.issued_on, method)
    snapshot, worth = award.snapshot, status(award.state, award.expires_on, clock.today()).value
    names = (award.code, snapshot["school"], snapshot.get("locality", ""), award.region, award.tier, worth)
    days = (award.issued_on.isoformat(), award.expires_on.isoformat())
    return (*names, *days, paths[0], pdf[1], paths[1], credential[1])


def _add(archive: ZipFile, name: str, content: bytes, on: date, method: int) -> None:
    entry = ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0))
    entry.external_attr, entry.create_system = 0o644 << 16, 3
    archive.writestr(entry, content, method)


def _keep(file: BinaryIO, place: str, damaged: tuple[int, ...]) -> Packed:
    size, digest = file.tell(), hashlib.sha256()
    file.seek(0)
    while piece := file.read(CHUNK):
        digest.update(piece)
    file.seek(0)
    key = new_key(place)
    files().put_from(key, file)
    return Packed(key, digest.hexdigest(), size, damaged)
