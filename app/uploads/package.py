"""Office files are zip archives: read within caps, known by their main part, written anew without the
archive's own extras.
"""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from app.domain.message import Message
from app.uploads.verdict import Limits, Refused

DOCX, XLSX, ODT = "docx", "xlsx", "odt"
BROKEN = Message(
    "This file is damaged and cannot be opened. Please open it on your computer, save it again, and upload "
    "the new copy."
)
_TOO_LARGE = Message(
    "Unpacked, this file is far too large. Please make the pictures in it smaller, or save it as PDF, and "
    "upload "
    "it again."
)
PASSWORD = Message(
    "This file is protected with a password. Please save a copy without the password and upload that."
)
_ARCHIVE = Message(
    "This is an archive of other files, or a kind of document that we cannot take. Please upload its files "
    "one by "
    "one, or save the document as PDF."
)
MACROS = Message(
    "This file contains macros (small programs). Please save it without macros, as DOCX, XLSX or PDF, and "
    "upload that."
)
_TYPES = "[Content_Types].xml"
_ODT_TYPE = b"application/vnd.oasis.opendocument.text"
_LARGEST_TABLE = 1024 * 1024
_MAIN = {
    b"wordprocessingml.document.main+xml": DOCX,
    b"spreadsheetml.sheet.main+xml": XLSX,
}
_STORED = (".png", ".jpg", ".jpeg", ".gif", ".webp")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def recognise(data: bytes) -> str:
    """Which office file this archive is; `Refused` for other archives, with a sentence of its own for
    macros.
    """
    with _opened(data) as archive:
        names = set(archive.namelist())
        if "mimetype" in names and read(archive, "mimetype", _LARGEST_TABLE).strip() == _ODT_TYPE:
            return ODT
        if _TYPES not in names:
            raise Refused(_ARCHIVE)
        types = read(archive, _TYPES, _LARGEST_TABLE)
    if b"&" in types:
        raise Refused(BROKEN)  # only ever written to hide a type from the next line
    if any(word in types.lower() for word in (b"macroenabled", b"vbaproject", b"macrosheet")):
        raise Refused(MACROS)
    for name, kind in _MAIN.items():
        if name in types:
            return kind
    raise Refused(_ARCHIVE)


def parts(data: bytes, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """Every part's name and bytes, one at a time, after the table of contents has been checked as a whole."""
    with _opened(data) as archive:
        entries = archive.infolist()
        _check_table(entries, limits)
        left = limits.office_bytes
        for entry in entries:
            if entry.is_dir():
                continue
            content = read(archive, entry.filename, min(left, limits.office_part_bytes))
            left -= len(content)
            yield entry.filename, content


def read(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """One part, never unpacking more than `most` bytes, whatever the table of contents promises."""
    try:
        with archive.open(name) as part:
            content = part.read(most + 1)
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise Refused(BROKEN) from error
    if len(content) > most:
        raise Refused(_TOO_LARGE)
    return content


def part_ending(name: str) -> str:
    """The ending of a part's name with its dot; ".rels" has nothing else."""
    last = name.rsplit("/", 1)[-1]
    return "." + last.rsplit(".", 1)[-1].casefold() if "." in last else ""


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, IndexError) as error:
        raise Refused(BROKEN) from error


def _check_table(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    names = [entry.filename for entry in entries]
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Refused(PASSWORD)
    if len(names) > limits.office_parts or sum(entry.file_size for entry in entries) > limits.office_bytes:
        raise Refused(_TOO_LARGE)
    if len({name.casefold() for name in names}) != len(names) or not all(map(_plain_name, names)):
        raise Refused(BROKEN)
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise Refused(BROKEN)


def _plain_name(name: str) -> bool:
    """A relative path inside the archive, as every office program writes it."""
    steps = name.rstrip("/").split("/")
    return "\\" not in name and "\x00" not in name and ":" not in name and not {"", ".", ".."} & set(steps)


def pack(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """A new archive of these parts: no comments, no dates, no data before or between the parts.

    Pictures are packed already, and an OpenDocument's `mimetype` must not be, so both are stored as they are.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in entries:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = 0o600 << 16
            stored = name == "mimetype" or name.lower().endswith(_STORED)
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=4)
    return out.getvalue()
