"""What templates may use: values, never rows to dig in; a misspelt name is an error."""

from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton
from flask import Flask, g, get_flashed_messages, has_request_context
from flask_babel import get_locale, get_timezone, to_user_timezone
from jinja2 import StrictUndefined, Template
from markupsafe import Markup

from app.domain.action import Action
from app.domain.policy import can
from app.web import addresses, navigation, wording
from app.web.forms import post_form, say
from app.web.language import current
from modules.prose import html


def may(action: str, subject: Any = None) -> bool:
    """May the person of this page do this to this row? The same question the guard asks."""
    facts = subject.facts() if subject is not None else None
    return can(g.actor, Action(action), facts)


@lru_cache(maxsize=1024)
def prose(text: str) -> Markup:
    """The one Markdown filter: raw HTML in the text comes out inert. What was rendered lately is kept."""
    return Markup(html(text))  # noqa: S704  the renderer escapes everything it did not make


def day(value: date | datetime | None) -> str:
    """A date as people write it in their language."""
    if isinstance(value, datetime):
        value = to_user_timezone(value).date()
    return _day(value, get_locale()) if value else ""


@lru_cache(maxsize=4096)
def _day(value: date, locale: Locale) -> str:
    return format_date(value, "long", locale=locale)


def short_day(value: date) -> str:
    """A date in digits, for tables in which every column is one."""
    if isinstance(value, datetime):
        value = to_user_timezone(value).date()
    return _short_day(value, get_locale())


@lru_cache(maxsize=4096)
def _short_day(value: date, locale: Locale) -> str:
    return format_skeleton("yMMdd", value, locale=locale)


def moment(value: datetime | None) -> str:
    """A date and time in the reader's time zone."""
    return _moment(value.replace(second=0, microsecond=0), get_timezone(), get_locale()) if value else ""


@lru_cache(maxsize=4096)
def _moment(value: datetime, zone: tzinfo, locale: Locale) -> str:
    return format_datetime(value, "d MMM y, HH:mm", tzinfo=zone, locale=locale)


def context() -> dict[str, Any]:
    """Values every page has; mails that a job writes have none of them."""
    if not has_request_context():
        return {}
    return {
        "person": g.get("person"),
        "nav": navigation.menu(),
        "languages": navigation.languages(),
        "lang": current(),
        "flashes": get_flashed_messages(with_categories=True),
    }


class Compiled(Template):
    """A template whose macros are made once. Jinja compares all globals at every import, to find none that differ:
    a page imports some fifteen files of macros."""

    def _get_default_module(self, ctx: Any = None) -> Any:
        if self._module is None:
            self._module = self.make_module()
        return self._module


def register(app: Flask, *, static_prefix: str, demo: bool) -> None:
    env = app.jinja_env
    env.template_class = Compiled
    env.undefined = StrictUndefined
    env.trim_blocks = env.lstrip_blocks = True
    env.globals.update(
        asset=lambda path: static_prefix + path,
        can=may,
        post_form=post_form,
        service_name="CISS",
        demo=demo,
    )
    env.filters.update(prose=prose, day=day, short_day=short_day, moment=moment, say=say)
    wording.register(app)
    addresses.register(app)
    app.context_processor(context)
