"""Texts and dates: in the reader's language, also when a letter to somebody else is written in between."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask_babel import force_locale, gettext, lazy_gettext, refresh

from app.domain.message import Message
from app.web.addresses import url_for
from app.web.forms import say, trim
from app.web.templating import day, moment, short_day


@pytest.fixture(autouse=True)
def an_english_page(app: Flask):
    with app.test_request_context("/"):
        yield


def in_template(app: Flask, text: str, **values: object) -> str:
    return app.jinja_env.from_string(text).render(**values)


def test_a_letter_in_another_language_changes_the_words_only_while_it_is_written(app: Flask) -> None:
    own = in_template(app, "{{ _('Sign in') }}")
    with force_locale("ru"):
        theirs = in_template(app, "{{ _('Sign in') }}")
        assert theirs == gettext("Sign in") == say(Message("Sign in")) == str(lazy_gettext("Sign in"))
        assert theirs != own
    assert own == in_template(app, "{{ _('Sign in') }}") == gettext("Sign in") == "Sign in"


def test_what_is_filled_into_a_text_of_a_page_is_escaped_and_in_a_letter_is_not(app: Flask) -> None:
    shown = in_template(
        app, "{% autoescape true %}{{ _('Hello %(name)s, 100%%', name=name) }}{% endautoescape %}", name="<b>"
    )
    assert shown == "Hello &lt;b&gt;, 100%"
    sent = in_template(
        app, "{% autoescape false %}{{ _('Hello %(name)s', name=name) }}{% endautoescape %}", name="<b>"
    )
    assert sent == "Hello <b>"


def test_dates_follow_language_and_time_zone_of_the_reader(app: Flask) -> None:
    late = datetime(2026, 3, 1, 22, 30, 59, tzinfo=UTC)
    assert (day(late), moment(late), day(None), moment(None)) == (
        "1 March 2026",
        "1 Mar 2026, 22:30",
        "",
        "",
    )
    with force_locale("ru"):
        assert day(late) == "1 марта 2026\u202fг."
    app.extensions["babel"].timezone_selector, kept = (
        lambda: "Europe/Minsk",
        app.extensions["babel"].timezone_selector,
    )
    refresh()
    assert (day(late), moment(late)) == ("2 March 2026", "2 Mar 2026, 01:30")
    assert short_day(late) == "02/03/2026"
    app.extensions["babel"].timezone_selector = kept


def test_an_address_kept_ready_is_the_one_that_would_be_made(app: Flask) -> None:
    for values in (
        {"number": 1},
        {"number": 2},
        {"number": 1, "after": "é b"},
        {"number": 1, "_anchor": "top"},
    ):
        for _ in range(2):
            assert url_for("accounts.notice", **values) == app.url_for("accounts.notice", **values)
    assert url_for("pages.home", _external=True) == "http://localhost/"


def test_words_pasted_from_an_office_program_are_not_glued_together() -> None:
    assert trim(" Школа №\u00a012, ул.\u202fКоласа \u200b") == "Школа № 12, ул. Коласа"
    assert trim("first\vsecond\u2028third\r\nfourth") == "first\nsecond\nthird\nfourth"
    assert trim("a\x00\x07b\ufffe") == "ab"
