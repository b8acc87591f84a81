"""Count what a page asks of the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from app.extensions import db


class Count:
    """How many SELECT statements were sent."""

    def __init__(self) -> None:
        self.total = 0


@contextmanager
def count_queries() -> Iterator[Count]:
    """`with count_queries() as count:` … then `count.total`."""
    count = Count()

    def note(*args: Any) -> None:
        count.total += args[2].lstrip().upper().startswith("SELECT")

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield count
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
