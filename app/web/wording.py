"""Interface texts: the catalogue is bound once per request and language, a text then costs one look-up.

Flask-Babel finds the catalogue anew for every text, which was most of a page's time.
"""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from babel import Locale
from babel.support import NullTranslations
from flask import Flask, g
from flask_babel import Domain, get_locale
from jinja2.nodes import EvalContext
from jinja2.utils import pass_eval_context
from markupsafe import Markup

from app.extensions import babel

MOST_KEPT = 5000  # texts kept ready for a page: about twice as many as there are


@dataclass(frozen=True)
class Words:
    """The texts of one language, and those already asked for as they stand in a page."""

    catalogue: NullTranslations
    ready: dict[str, Markup] = field(default_factory=dict)

    def markup(self, text: str) -> Markup:
        """The text in this language, its gaps not yet filled."""
        found = self.ready.get(text)
        if found is None:
            found = Markup(self.catalogue.ugettext(text))  # noqa: S704  our own text, not a person's
            if len(self.ready) < MOST_KEPT:
                self.ready[text] = found
        return found


class Catalogues(Domain):
    """Flask-Babel's way to the texts, for `gettext` in Python, through the same bound catalogue."""

    def get_translations(self) -> NullTranslations:
        return words().catalogue

    def find(self) -> NullTranslations:
        """The catalogue of this moment's language, read from its file once."""
        return super().get_translations()  # type: ignore[no-any-return]


DOMAIN = Catalogues()


@cache
def _of(language: str) -> Words:
    return Words(DOMAIN.find())


def words() -> Words:
    """The texts of this moment's language; `force_locale` (mail to others) changes it and back."""
    place: Any = g._get_current_object()  # once, for it is asked three times
    kept = place.get("words")
    locale: Locale | None = getattr(place.get("_flask_babel"), "babel_locale", None)
    if kept is not None and locale is not None and kept[0] is locale:
        return kept[1]  # type: ignore[no-any-return]
    locale = get_locale()
    bound = _of(str(locale))
    place.words = (locale, bound)
    return bound


def _filled(context: EvalContext, text: Markup, params: dict[str, Any]) -> str:
    """The gaps filled in. A text without gaps may hold a plain per cent sign: “200 % zoom”."""
    if not params:
        return text if context.autoescape else str(text)
    return text % params if context.autoescape else str(text) % params  # in a page, params are escaped


@pass_eval_context
def gettext(context: EvalContext, text: str, **params: Any) -> str:
    """The text in the reader's language, `params` filled in and escaped."""
    return _filled(context, words().markup(text), params)


@pass_eval_context
def ngettext(context: EvalContext, one: str, many: str, num: int, **params: Any) -> str:
    """The text for this number in the reader's language; `%(num)s` is filled in."""
    text = Markup(words().catalogue.ungettext(one, many, num))  # noqa: S704  our own text, not a person's
    return _filled(context, text, {"num": num, **params})


def register(app: Flask) -> None:
    babel.domain_instance = DOMAIN
    app.jinja_env.globals.update(_=gettext, gettext=gettext, ngettext=ngettext)
