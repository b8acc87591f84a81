"""Public holidays of a country, from the `holidays` library: the country pack of a programme.

The library is large (9 MB, half a second), so it is loaded when the first date is asked for. It knows the fixed
civil holidays that a law names. For Ukraine it gives none while martial law suspends them: there, as in a country it
does not know, the programme's own days off are all there is.
"""

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=64)
def public_holidays(country: str, year: int) -> frozenset[date]:
    """Days of that year which are public holidays; empty for a country (ISO 3166-1 alpha-2) that is not known."""
    import holidays

    try:
        return frozenset(holidays.country_holidays(country.upper(), years=year, expand=False))
    except NotImplementedError:
        return frozenset()


def is_holiday(country: str, day: date) -> bool:
    return bool(country) and day in public_holidays(country, day.year)
