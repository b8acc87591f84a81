"""The one place that knows what time it is, so that a test can stop it."""

from datetime import UTC, date, datetime


def now() -> datetime:
    """This moment in UTC, with its zone, to the microsecond."""
    return datetime.now(UTC)


def today() -> date:
    """The calendar day in UTC: dates of decisions and expiry are counted in it."""
    return now().date()
