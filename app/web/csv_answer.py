"""A list as a CSV file: UTF-8 with a byte-order mark (spreadsheets ask for it), formulas made inert."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Any

from flask import Response

FORMULA = ("=", "+", "@", "\t", "\r", "-")


def inert(value: Any) -> Any:
    """A cell that no spreadsheet runs: text that begins like a formula gets an apostrophe; numbers stay.

    A telephone number is no number: without the apostrophe a spreadsheet takes its plus away.
    """
    if not isinstance(value, str) or not value.startswith(FORMULA):
        return value
    return value if value[0] == "-" and value[1:].replace(".", "", 1).isdigit() else "'" + value


def lines(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The file in pieces of some hundred rows."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow(["\ufeff" + columns[0], *columns[1:]])
    for number, row in enumerate(rows, 1):
        writer.writerow([inert(cell) for cell in row])
        if number % 500 == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def csv_answer(filename: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """The file as an answer. `filename` is ours: plain letters, digits, hyphens."""
    response = Response("".join(lines(columns, rows)), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.headers["Cache-Control"] = "no-store"
    return response
