"""Lists by keyset: a part of a list begins after the last row of the part before, at any depth equally fast."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from sqlalchemy import tuple_
from werkzeug.exceptions import BadRequest

SIZE = 50


@dataclass(frozen=True)
class Part:
    """Rows of one part of a list; the marks of its ends, '' where there is nothing further."""

    rows: tuple[Any, ...]
    previous: str = ""
    next: str = ""


@dataclass(frozen=True)
class Place:
    """Where a part begins: after this mark, or (backwards) before it."""

    mark: tuple[Any, ...] | None = None
    backwards: bool = False


def mark(values: Sequence[Any]) -> str:
    """A row's sort values as they stand in a URL."""
    text = json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def place(kinds: Sequence[type]) -> Place:
    """The place asked for by `after` or `before` in the address; a mark of other kinds is a bad request."""
    backwards = "before" in request.args
    text = request.args.get("before" if backwards else "after", "")
    if not text:
        return Place()
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError) as error:
        raise BadRequest("This is not a place in the list.") from error
    fits = isinstance(values, list) and len(values) == len(kinds)
    if not fits or not all(type(value) is kind for value, kind in zip(values, kinds, strict=True)):
        raise BadRequest("This is not a place in the list.")
    return Place(tuple(values), backwards)


def bounded(query: Any, columns: Sequence[Any], at: Place, *, descending: bool = False) -> Any:
    """The query from this place on, ordered by the columns (all in one direction), one row more than fits."""
    down = descending is not at.backwards
    if at.mark is not None:
        key = tuple_(*columns)
        query = query.where(key < at.mark if down else key > at.mark)
    return query.order_by(*(column.desc() if down else column.asc() for column in columns)).limit(SIZE + 1)


def part(rows: Sequence[Any], at: Place, key: Any) -> Part:
    """The part that `bounded` found. key: function from a row to its sort values."""
    more, shown = len(rows) > SIZE, list(rows[:SIZE])
    if at.backwards:
        shown.reverse()
    if not shown:
        return Part(())
    earlier, later = (more, True) if at.backwards else (at.mark is not None, more)
    return Part(tuple(shown), mark(key(shown[0])) if earlier else "", mark(key(shown[-1])) if later else "")
