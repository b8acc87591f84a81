"""Which language a page speaks: the person's choice, else the browser's wish, else English."""

from functools import lru_cache
from typing import Any

from babel import Locale, negotiate_locale
from flask import g, request, session
from flask_babel import refresh

NAMES = {"en": "English", "ru": "Русский", "uk": "Українська", "ro": "Română", "be": "Беларуская"}
LANGUAGES = tuple(NAMES)


@lru_cache(maxsize=256)
def wished(header: str) -> str:
    """The best of our languages for an Accept-Language header ("be-BY,ru;q=0.8" gives be)."""
    wishes = []
    for part in header.split(","):
        code, _, quality = part.strip().partition(";q=")
        try:
            wishes.append((float(quality or 1), code.replace("-", "_")))
        except ValueError:
            continue
    ordered = [code for _, code in sorted(wishes, key=lambda wish: -wish[0])]
    return negotiate_locale(ordered, LANGUAGES) or "en"


def current() -> str:
    """The language of this request."""
    chosen = session.get("language")
    if chosen in LANGUAGES:
        return str(chosen)
    person = g.get("person") or g.get("addressed")
    if person is not None and person.language in LANGUAGES:
        return str(person.language)
    return wished(request.environ.get("HTTP_ACCEPT_LANGUAGE", ""))


def address(person: Any) -> None:
    """Speak this person's language on a page that knows them by its link; what the browser chose goes first."""
    g.addressed = person
    refresh()


def locale() -> Locale:
    """The language of this request as Babel knows it."""
    return written(current())


@lru_cache
def written(language: str) -> Locale:
    """How a language writes dates and numbers here: English with the day before the month, as its neighbours do."""
    return Locale.parse("en_GB" if language == "en" else language)


def timezone() -> str:
    """The person's time zone, for dates they read."""
    person = g.get("person")
    return person.timezone if person is not None else "UTC"
