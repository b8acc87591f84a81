"""A form counts only when it came from our own page: every address that changes something asks for its token."""

import re
import secrets

import pytest
from flask import Flask
from flask_wtf.csrf import CSRFError

from app.extensions import csrf, db
from app.models import Task
from tests.factories.people import make_head, make_school
from tests.support.client import Client

ONE_CLICK = "followups.stop_post"  # pressed by a mail program (RFC 8058)
PARTS = {"ref": "by-00042", "slug": "belarus", "criterion": "3.1", "token": "t" * 24, "int": "1"}


def changing(app: Flask) -> dict[str, str]:
    """Endpoint → an address of it, of everything that takes a POST."""
    part = re.compile(r"<(?:(\w+)(?:\([^)]*\))?:)?\w+>")
    return {
        rule.endpoint: part.sub(lambda found: PARTS.get(found[1] or "", "x"), rule.rule)
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ())
    }


@pytest.mark.parametrize("token", ["", "made-up", "another browser's"])
def test_no_address_takes_a_form_that_is_not_ours(app: Flask, client: Client, token: str) -> None:
    client.sign_in(make_head(make_school()))
    if token == "another browser's":
        token = Client(app).csrf()
    addresses, wrong = changing(app), []
    for endpoint, url in addresses.items():
        client._forget()
        sent = {"csrf_token": token, "once": secrets.token_urlsafe(16)}
        answer = client.browser.post(url, data=sent)
        if answer.status_code != 400 and endpoint != ONE_CLICK:
            wrong.append(f"{endpoint}: {answer.status_code}")
    assert wrong == []
    assert len(addresses) > 100


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_every_way_to_change_something_asks_for_the_token(app: Flask, method: str) -> None:
    with app.test_request_context("/help", method=method), pytest.raises(CSRFError):
        csrf.protect()


def test_our_own_form_is_taken_and_looking_needs_no_token(client: Client) -> None:
    school = make_school()
    client.sign_in(make_head(school))
    url = f"/schools/{school.ref}/tasks"
    client.post(url, {**client.get(url).form("tasks"), "title": "Ask the parents"}, fresh=False)
    assert client.browser.head(url).status_code == 200
    assert [title for (title,) in db.session.query(Task.title)] == ["Ask the parents"]
