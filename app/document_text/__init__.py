"""The words of a document somebody sends: DOCX, ODT, PDF or plain text. Bytes in, text out; nothing is kept.

The files are not ours: their kind is told from the bytes, they are unpacked within limits, and a PDF is read by a
process of its own that is ended when it takes too long.
"""

from app.document_text import office, pdf
from app.domain.message import Message
from app.uploads import foreign, kinds
from app.uploads import text as plain
from app.uploads.verdict import MIB, Limits, Refused

MOST_BYTES = 10 * MIB
MOST_CHARACTERS = 100_000  # about fifty pages
LIMITS = Limits(office_part_bytes=16 * MIB, office_bytes=60 * MIB, pdf_pages=200)
READABLE = (".docx", ".odt", ".pdf", ".txt")

_EMPTY = Message("This file is empty. Please check that you chose the right one.")
_TOO_BIG = Message("This file is larger than %(most)s MB. Please copy its text and paste it here.")
_OTHER = Message("We read text from DOCX, ODT, PDF and TXT. Please copy the text and paste it here.")
_NO_TEXT = Message(
    "There is no text in this file. Please copy the text from where you wrote it and paste it here."
)
_PICTURE = Message(
    "The pages of this PDF are pictures (a scan), so there is no text in it to read. Please open the document it "
    "was printed from, or type the text, and paste it here."
)
_TOO_LONG = Message(
    "This document has more than %(most)s characters. Please paste the part that is about online safety."
)


def text_of(data: bytes, filename: str) -> str:
    """The text of a document, paragraphs on lines of their own; `Refused` with a sentence for the person."""
    if not data:
        raise Refused(_EMPTY)
    if len(data) > MOST_BYTES:
        raise Refused(Message(_TOO_BIG.text, {"most": MOST_BYTES // MIB}))
    kind = _kind_of(data, filename)
    if kind is kinds.PDF:
        found = pdf.text(data, LIMITS, MOST_CHARACTERS + 1)
    elif kind is kinds.DOCX:
        found = office.word(data, LIMITS)
    elif kind is kinds.ODT:
        found = office.open_document(data, LIMITS)
    elif kind is kinds.TXT:
        found = plain.rewrite(data, LIMITS).content.decode()
    else:
        raise Refused(_OTHER)
    if not any(map(str.isalpha, found)):
        raise Refused(_PICTURE if kind is kinds.PDF else _NO_TEXT)
    if len(found) > MOST_CHARACTERS:
        raise Refused(Message(_TOO_LONG.text, {"most": f"{MOST_CHARACTERS:,}"}))
    return found.strip()


def _kind_of(data: bytes, filename: str) -> kinds.Kind:
    """The kind of file. Whoever sends one that nobody knows hears which can be read here, not which can be evidence."""
    try:
        return kinds.kind_of(data, filename)
    except Refused as refused:
        raise Refused(_OTHER if refused.message == foreign.UNKNOWN else refused.message) from refused
