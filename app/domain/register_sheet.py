"""A school register as a file: from bytes to rows under known columns, whatever program wrote it.

UTF-8 with or without a byte-order mark, UTF-16, Windows-1251 or -1250; comma, semicolon or tab; our column names,
OneRoster's, or common words. Raises Invalid (field "file") with a sentence that says what to do.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from app.domain.errors import Invalid
from app.domain.message import Message

LARGEST = 5 * 1024 * 1024
MOST_ROWS = 50_000
MARKS = {",", ";", "\t"}
_MIXED = re.compile("[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]")
_CYRILLIC = re.compile("[Ѐ-ӿ]{3,}")
_COMMA_BELOW = str.maketrans("ŞşŢţ", "ȘșȚț")  # Romanian has them so; that set of letters does not
FIELDS = (
    "sourced_id",
    "name",
    "region",
    "district",
    "locality",
    "longitude",
    "latitude",
    "language",
    "head_email",
)
ALIASES = {
    "sourcedid": "sourced_id",
    "sourceid": "sourced_id",
    "externalid": "sourced_id",
    "id": "sourced_id",
    "name": "name",
    "orgname": "name",
    "schoolname": "name",
    "school": "name",
    "название": "name",
    "назва": "name",
    "region": "region",
    "oblast": "region",
    "область": "region",
    "вобласць": "region",
    "district": "district",
    "raion": "district",
    "район": "district",
    "раён": "district",
    "locality": "locality",
    "city": "locality",
    "town": "locality",
    "settlement": "locality",
    "longitude": "longitude",
    "lon": "longitude",
    "lng": "longitude",
    "latitude": "latitude",
    "lat": "latitude",
    "language": "language",
    "lang": "language",
    "heademail": "head_email",
    "email": "head_email",
    "principalemail": "head_email",
}
OURS = ("ciss_line", "ciss_reason")  # columns we add to the file of refused rows; read and left aside


@dataclass(frozen=True)
class Sheet:
    """`fields[i]` is what column i holds, '' if it is not used; rows are (line in the file, cells)."""

    header: tuple[str, ...]
    fields: tuple[str, ...]
    rows: tuple[tuple[int, list[str]], ...]

    @property
    def unused(self) -> tuple[str, ...]:
        """Columns we do not read, as they are named in the file."""
        pairs = zip(self.header, self.fields, strict=True)
        return tuple(name for name, field in pairs if not field and name and name not in OURS)


def _refuse(text: str, **params: object) -> Invalid:
    return Invalid(Message(text, params), "file")


def read(data: bytes) -> Sheet:
    """The rows of a register file; blank lines are no rows."""
    names, rows = cells(data)
    return Sheet(names, _fields(names), rows)


def cells(data: bytes) -> tuple[tuple[str, ...], tuple[tuple[int, list[str]], ...]]:
    """(names of the columns, rows as (line in the file, cells)) of any such file, whatever it lists."""
    if len(data) > LARGEST:
        raise _refuse(
            "This file has %(size)s MB. Send at most 5 MB: leave out columns we do not need, or split the list.",
            size=f"{len(data) / 1024 / 1024:.1f}",
        )
    text = decode(data)
    if not text.strip():
        raise _refuse("This file is empty.")
    first, _, rest = text.partition("\n")
    mark = _delimiter(first)
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        mark, text = (
            first.strip()[4],
            "\n" + rest,
        )  # the line stays, so that lines are counted as an editor does
    lines = _rows(text, mark)
    header = next(lines, (0, []))[1]
    return tuple(" ".join(name.split()) for name in header), tuple(lines)


def decode(data: bytes) -> str:
    """The text of the file."""
    if data[:4] == b"PK\x03\x04" or data[:4] == b"\xd0\xcf\x11\xe0":
        raise _refuse(
            "This is a spreadsheet, not a CSV file. Open it and save it as “CSV UTF-8”, then send that."
        )
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    if data.count(0) * 10 > len(data):
        raise _refuse("This is not a text file. Save the list as “CSV UTF-8”, then send that.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _of_windows(data)


def _of_windows(data: bytes) -> str:
    """Windows writes a byte for a letter: Cyrillic, or Latin with its signs as in Moldova. The wrong one of the two
    shows in words that mix both alphabets.
    """
    text = data.decode("cp1251", errors="replace")
    if len(_MIXED.findall(text)) <= len(_CYRILLIC.findall(text)):
        return text
    return data.decode("cp1250", errors="replace").translate(_COMMA_BELOW)


def _delimiter(first: str) -> str:
    """The mark that stands most often in the heading, a comma when there is none."""
    return max((",", ";", "\t"), key=first.count)


def _rows(text: str, mark: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=mark, strict=True)
    start, count = 1, 0
    try:
        for cells in reader:
            if any(cells) and not "".join(cells).isspace():
                count += 1
                if count > MOST_ROWS + 1:
                    raise _refuse("This file has more than %(most)s rows. Split the list.", most=MOST_ROWS)
                yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        raise _refuse(
            "From line %(line)s on this file cannot be read: a quotation mark is missing or stands inside a cell.",
            line=start,
        ) from error


def _fields(names: tuple[str, ...]) -> tuple[str, ...]:
    """What each column holds. Raises Invalid when there is no name, or one thing twice."""
    found = tuple(ALIASES.get("".join(c for c in name.casefold() if c not in " _-."), "") for name in names)
    expected = ", ".join(FIELDS)
    if "name" not in found:
        raise _refuse(
            "No column holds the school’s name. The first line should name the columns: %(expected)s. "
            "Only “name” is a must. This file has: %(found)s.",
            expected=expected,
            found=", ".join(name[:40] for name in names[:12]) or "–",
        )
    twice = next((field for field in found if field and found.count(field) > 1), "")
    if twice:
        both = ", ".join(name for name, field in zip(names, found, strict=True) if field == twice)
        raise _refuse("Two columns hold the same thing (%(both)s). Keep one of them.", both=both)
    return found
