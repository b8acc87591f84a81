"""The one place that knows what time it is, so that a test can stop it and the demonstration can live its past."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

_set: ContextVar[datetime | None] = ContextVar("set", default=None)


def now() -> datetime:
    """This moment in UTC, with its zone, to the microsecond."""
    return _set.get() or datetime.now(UTC)


def today() -> date:
    """The calendar day in UTC: dates of decisions and expiry are counted in it."""
    return now().date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Inside, it is this moment and stays so; only for the present thread."""
    token = _set.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _set.reset(token)
