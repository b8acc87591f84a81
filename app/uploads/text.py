"""Plain text: one encoding in storage (UTF-8), whatever the editor wrote."""

import re

from app.domain.message import Message
from app.uploads.verdict import Limits, Refused, Rewritten

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_MIXED_WORD = re.compile(r"[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]")
_NOT_TEXT = Message(
    "This does not look like plain text. Please save it as PDF, or as plain text in UTF-8, and upload it "
    "again."
)
_ENCODING_NOTE = Message("The text was saved again in UTF-8, so that everybody can read it.")


def rewrite(data: bytes, limits: Limits) -> Rewritten:
    """Text in UTF-8 without byte order mark, lines ending in a line feed; `Refused` when it is not text."""
    text, changed = _decode(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\x1a")
    if _CONTROL.search(text):
        raise Refused(_NOT_TEXT)
    if not text.strip():
        raise Refused(Message("There is no text in this file. Please check that you chose the right one."))
    return Rewritten(text.encode(), notes=(_ENCODING_NOTE,) if changed else ())


def _decode(data: bytes) -> tuple[str, bool]:
    """The text, and whether it was in another encoding than UTF-8."""
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16"), True
        return data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return _decode_cyrillic(data), True


def _decode_cyrillic(data: bytes) -> str:
    """Windows-1251, which old editors in our countries write. Nearly all bytes are valid in it, so the
    words must look Cyrillic: no other eight-bit encoding may slip through as nonsense.
    """
    try:
        text = data.decode("cp1251")
    except UnicodeDecodeError:
        raise Refused(_NOT_TEXT) from None
    foreign = sum(1 for char in text if ord(char) > 127)
    cyrillic = len(_CYRILLIC.findall(text))
    if cyrillic * 10 < foreign * 8 or len(_MIXED_WORD.findall(text)) * 10 > cyrillic:
        raise Refused(_NOT_TEXT)
    return text
