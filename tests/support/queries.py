"""How many questions a page asks the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from app.extensions import db


@contextmanager
def counted() -> Iterator[list[str]]:
    """The SQL statements that ran inside."""
    seen: list[str] = []

    def note(*args: object) -> None:
        if not str(args[2]).startswith(("PRAGMA", "BEGIN")):
            seen.append(str(args[2]))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


class Count:
    """How many SELECT statements were sent."""

    def __init__(self) -> None:
        self.total = 0


@contextmanager
def count_queries() -> Iterator[Count]:
    """`with count_queries() as count:` … then `count.total`."""
    count = Count()
    with counted() as seen:
        yield count
        count.total = sum(statement.lstrip().upper().startswith("SELECT") for statement in seen)
