"""The kinds of file we take, told from their bytes; the ending of the name must agree."""

from dataclasses import dataclass

from app.domain.message import Message
from app.uploads import foreign, package
from app.uploads.names import ending
from app.uploads.verdict import Refused


@dataclass(frozen=True)
class Kind:
    """One kind of file on the allow-list; the first ending is the one we store under."""

    label: str
    media_type: str
    endings: tuple[str, ...]
    family: str

    @property
    def extension(self) -> str:
        return self.endings[0]


_OOXML = "application/vnd.openxmlformats-officedocument."
PDF = Kind("PDF", "application/pdf", (".pdf",), "document")
JPEG = Kind("JPEG", "image/jpeg", (".jpg", ".jpeg", ".jpe", ".jfif"), "picture")
PNG = Kind("PNG", "image/png", (".png",), "picture")
WEBP = Kind("WEBP", "image/webp", (".webp",), "picture")
DOCX = Kind("DOCX", _OOXML + "wordprocessingml.document", (".docx",), "document")
XLSX = Kind("XLSX", _OOXML + "spreadsheetml.sheet", (".xlsx",), "document")
ODT = Kind("ODT", "application/vnd.oasis.opendocument.text", (".odt",), "document")
TXT = Kind("TXT", "text/plain", (".txt",), "text")

ALLOWED = (PDF, JPEG, PNG, WEBP, DOCX, XLSX, ODT, TXT)
ENDINGS = {ending: kind for kind in ALLOWED for ending in kind.endings}
_PACKAGES = {package.DOCX: DOCX, package.XLSX: XLSX, package.ODT: ODT}


def kind_of(data: bytes, filename: str) -> Kind:
    """The kind of `data`; `Refused` when it is not on the allow-list or the name says something else."""
    found = _sniff(data)
    named = ENDINGS.get(ending(filename))
    if found is None:
        raise Refused(foreign.sentence(data, ending(filename)))
    if found is named:
        return found
    if found is TXT and named is not None:
        raise Refused(
            Message(
                "The name ends in %(ending)s, but this is not a %(kind)s file. It may be damaged: open it "
                "on your computer "
                "and save it again.",
                {"ending": ending(filename), "kind": named.label},
            )
        )
    if found is TXT:
        raise Refused(foreign.sentence(data, ending(filename)))
    raise Refused(
        Message(
            "This is a %(kind)s file, but its name does not end in %(ending)s. Please rename it, or save "
            "it again, and upload it "
            "once more.",
            {"kind": found.label, "ending": found.extension},
        )
    )


def _sniff(data: bytes) -> Kind | None:
    """The allowed kind that these bytes begin like. Decoding proves it later. None: something foreign."""
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    if data.startswith(b"PK\x03\x04"):
        return _PACKAGES[package.recognise(data)]
    return None if foreign.known(data) else TXT
