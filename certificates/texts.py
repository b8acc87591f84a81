"""The words of the documents in five languages, and dates and countries as each language writes them."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "texts"
_LOCALES = {"en": "en_GB", "ru": "ru", "uk": "uk", "be": "be", "ro": "ro"}


@lru_cache(maxsize=16)
def words(language: str, document: str = "") -> dict[str, Any]:
    """Texts of one language; `document` names a second file, for example "letters"."""
    path = FOLDER / (f"{document}.{language}.json" if document else f"{language}.json")
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def long_date(day: date, language: str) -> str:
    """21 November 2026, 21 ноября 2026 г., 21 noiembrie 2026: months are never bare numbers, no line breaks inside."""
    from babel.dates import format_date

    return (
        format_date(day, "long", locale=_LOCALES[language]).replace(" ", "\u00a0").replace("\u202f", "\u00a0")
    )


def country_name(country: str, language: str) -> str:
    """An ISO 3166 two-letter code in words; anything else stays as it was given."""
    from babel import Locale

    if len(country) != 2:
        return country
    return str(Locale.parse(_LOCALES[language]).territories.get(country.upper(), country))
