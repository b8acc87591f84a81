"""Interface texts in templates: the catalogue is bound once per request, a text then costs one look-up.

Flask-Babel finds the catalogue anew for every text, which was most of a page's time.
"""

from typing import Any

from flask import Flask, g
from flask_babel import get_translations
from jinja2.nodes import EvalContext
from jinja2.utils import pass_eval_context
from markupsafe import Markup


def _catalogue() -> Any:
    """The translations of this moment's language; `force_locale` (mail to others) changes it and back."""
    bound = g.get("catalogue")
    if bound is None or bound[0] is not g.get("babel_locale"):
        translations = get_translations()
        bound = g.catalogue = (g.get("babel_locale"), translations)
    return bound[1]


def _filled(context: EvalContext, text: str, params: dict[str, Any]) -> str:
    if "%" not in text:
        return Markup(text) if context.autoescape else text  # noqa: S704  our own text, not a person's
    return Markup(text) % params if context.autoescape else text % params  # noqa: S704  params are escaped


@pass_eval_context
def gettext(context: EvalContext, text: str, **params: Any) -> str:
    """The text in the reader's language, `params` filled in and escaped."""
    return _filled(context, _catalogue().ugettext(text), params)


@pass_eval_context
def ngettext(context: EvalContext, one: str, many: str, num: int, **params: Any) -> str:
    """The text for this number in the reader's language; `%(num)s` is filled in."""
    return _filled(context, _catalogue().ungettext(one, many, num), {"num": num, **params})


def register(app: Flask) -> None:
    app.jinja_env.globals.update(_=gettext, gettext=gettext, ngettext=ngettext)
