"""Finding the credential in a file that a stranger brings: PDF, PNG, SVG or JSON. Nothing in it is trusted or followed."""

from __future__ import annotations

from io import BytesIO

from certificates.badge import unbake
from certificates.credential import FILE_NAME

LIMIT = 2_000_000
_CREDENTIAL_LIMIT = 100_000


def credential_in(data: bytes) -> bytes | None:
    """The bytes of the credential that the file carries, or None; never raises for a bad or hostile file."""
    if not 0 < len(data) <= LIMIT:
        return None
    if data.startswith(b"%PDF-"):
        found = _in_pdf(data)
    elif data.lstrip().startswith(b"{"):
        found = data
    else:
        found = unbake(data)
    return found if found and len(found) <= _CREDENTIAL_LIMIT else None


def _in_pdf(data: bytes) -> bytes | None:
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            if FILE_NAME not in pdf.attachments:
                return None
            file = pdf.attachments[FILE_NAME].get_file()
            # The declared size is read before the stream is unpacked: a small stream may unfold into gigabytes.
            if file.size > _CREDENTIAL_LIMIT:
                return None
            return bytes(file.read_bytes())
    except (pikepdf.PdfError, ValueError, KeyError, RuntimeError, MemoryError):
        return None
