"""A file of questions from anywhere: which format it is, whether it can be read, and what it gives."""

from modules.exchange import gift, moodle_xml
from modules.exchange.question import Reading, UnreadableError

LARGEST = 5 * 1024 * 1024
_XML_DECLARES = b"<?xml"


def read(data: bytes) -> Reading:
    """The questions of a GIFT or Moodle XML file. Raises UnreadableError with a sentence that says what to do."""
    if len(data) > LARGEST:
        raise UnreadableError(
            f"This file has {len(data) / 1024 / 1024:.1f} MB; at most 5 are read. Send one category at a time."
        )
    if not data.strip():
        raise UnreadableError("This file is empty.")
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:200]
    # XML names its own encoding, in bytes.
    if start.startswith(_XML_DECLARES) or b"<quiz" in start:
        return moodle_xml.parse(data.lstrip(b" \t\r\n"))
    text = decode(data)
    found = moodle_xml.parse(text.encode()) if text.lstrip().startswith("<?xml") else gift.parse(text)
    if not (found.questions or found.refused):
        raise UnreadableError("No question is in this file. GIFT and Moodle XML are read.")
    return found


def decode(data: bytes) -> str:
    """The text of a GIFT file: UTF-8 with or without a byte-order mark, or UTF-16 with one."""
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"):
        raise UnreadableError(
            "This is not a text file. Export the questions from Moodle as GIFT or Moodle XML."
        )
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            f"Line {line} is not in UTF-8{_guess(data)}. Open the file in an editor, save it as UTF-8, and try again."
        ) from error


def _guess(data: bytes) -> str:
    """Which older encoding it looks like. Cyrillic words in Windows-1251 are mostly bytes from E0 on."""
    high = [byte for byte in data if byte > 0x7F]
    cyrillic = sum(byte >= 0xC0 for byte in high) > 0.8 * len(high) and len(high) > 3
    return "; it looks like Windows-1251" if cyrillic else ""
