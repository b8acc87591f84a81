"""Every uploaded file walks the same way: size, type, structure, rewriting, scanner. Bytes in, verdict out.

Nothing here writes to disk, so there is no temporary file to forget; the caller stores what comes out.
"""

from hashlib import sha256
from typing import BinaryIO

from app.domain.message import Message
from app.uploads import kinds, office, opendocument, pdf, pictures, text
from app.uploads.names import display_name
from app.uploads.scanner import Scanner
from app.uploads.scanner import check as check_for_viruses
from app.uploads.verdict import DEFAULT, MIB, Accepted, Limits, Refused

_EMPTY = Message("This file is empty. Please check that you chose the right one.")
_TOO_BIG = Message(
    "This file is too big. Please keep it under %(most)s MB: leave out pages or make its pictures smaller."
)
_REWRITERS = {
    kinds.PDF: pdf.rewrite,
    kinds.JPEG: pictures.rewrite,
    kinds.PNG: pictures.rewrite,
    kinds.WEBP: pictures.rewrite,
    kinds.DOCX: office.rewrite,
    kinds.XLSX: office.rewrite,
    kinds.ODT: opendocument.rewrite,
    kinds.TXT: text.rewrite,
}


def examine(
    source: BinaryIO | bytes, filename: str, *, limits: Limits = DEFAULT, scanner: Scanner | None = None
) -> Accepted:
    """What may be stored of an uploaded file; raises `Refused` with a sentence for the person.

    `source` is read once, never further than the largest file we take, and stays open. `filename` is what the
    browser sent. Without a scanner files are accepted with `scanned=False`; with one, an error refuses.
    """
    original = _read(source, limits)
    kind = kinds.kind_of(original, filename)
    _check_size(original, kind, limits)
    rewritten = _REWRITERS[kind](original, limits)
    if scanner is not None:
        check_for_viruses(rewritten.content, scanner)
    return Accepted(
        media_type=kind.media_type,
        extension=kind.extension,
        display_name=display_name(filename, kind.extension),
        content=rewritten.content,
        size=len(rewritten.content),
        sha256=sha256(rewritten.content).hexdigest(),
        original_sha256=sha256(original).hexdigest(),
        notes=rewritten.notes,
        pages=rewritten.pages,
        pixels=rewritten.pixels,
        scanned=scanner is not None,
    )


def _read(source: BinaryIO | bytes, limits: Limits) -> bytes:
    most = max(limits.picture_bytes, limits.document_bytes, limits.text_bytes)
    data = source[: most + 1] if isinstance(source, bytes) else source.read(most + 1)
    if not data:
        raise Refused(_EMPTY)
    if len(data) > most:
        raise Refused(_too_big(most))
    return data


def _check_size(data: bytes, kind: kinds.Kind, limits: Limits) -> None:
    most = {"picture": limits.picture_bytes, "document": limits.document_bytes, "text": limits.text_bytes}[
        kind.family
    ]
    if len(data) > most:
        raise Refused(_too_big(most))


def _too_big(most: int) -> Message:
    return Message(_TOO_BIG.text, {"most": most // MIB})
