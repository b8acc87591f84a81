"""One-time keys: a form counts once, for the person and the page it was shown to."""

import pytest
from flask import Flask

from app.extensions import db
from app.models import Task
from tests.factories.people import make_head, make_school
from tests.support.client import Client

KEY = "k" * 22


def titles() -> list[str]:
    db.session.expire_all()
    return [title for (title,) in db.session.query(Task.title).order_by(Task.id)]


def test_a_form_sent_three_times_counts_once_and_answers_the_same(client: Client) -> None:
    school = make_school()
    client.sign_in(make_head(school))
    url = f"/schools/{school.ref}/tasks"
    form = {**client.get(url).form("tasks"), "title": "Ask the parents"}
    answers = {client.post(url, form, fresh=False).location for _ in range(3)}
    assert len(answers) == 1
    assert titles() == ["Ask the parents"]


@pytest.mark.parametrize("key", [None, "", "short", "x" * 15, "x" * 65])
def test_a_form_without_a_sound_key_changes_nothing(client: Client, key: str | None) -> None:
    school = make_school()
    client.sign_in(make_head(school))
    form = {"csrf_token": client.csrf(), "title": "Ask the parents"} | ({} if key is None else {"once": key})
    client.post(f"/schools/{school.ref}/tasks", form, status=400, fresh=False)
    assert titles() == []


def test_a_refused_form_keeps_its_key(client: Client) -> None:
    school = make_school()
    client.sign_in(make_head(school))
    url = f"/schools/{school.ref}/tasks"
    client.post(url, {"title": "", "once": KEY}, status=422)
    client.post(url, {"title": "Ask the parents", "once": KEY})
    assert titles() == ["Ask the parents"]


def test_a_key_of_one_form_opens_no_other(client: Client) -> None:
    school = make_school()
    client.sign_in(make_head(school))
    client.post(f"/schools/{school.ref}/tasks", {"title": "Ask the parents", "once": KEY})
    client.post(f"/schools/{school.ref}/sign-commitment", {"once": KEY}, status=400)
    db.session.refresh(school)
    assert school.commitment_signed_at is None


def test_a_key_of_one_person_is_no_use_to_another(client: Client) -> None:
    school = make_school()
    url = f"/schools/{school.ref}/tasks"
    client.sign_in(make_head(school)).post(url, {"title": "Ask the parents", "once": KEY})
    client.sign_in(make_head(school)).post(url, {"title": "Write the plan", "once": KEY}, status=400)
    assert titles() == ["Ask the parents"]


def test_no_button_works_without_a_key(app: Flask, client: Client) -> None:
    """Every address that changes something, with a good form token and no key."""
    school = make_school()
    client.sign_in(make_head(school))
    token, address = client.csrf(), app.url_map.bind("localhost")
    tried = 0
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or ()) and rule.arguments <= {"ref"}:
            url = address.build(rule.endpoint, {"ref": school.ref} if rule.arguments else {}, method="POST")
            client._forget()
            answer = client.browser.post(url, data={"csrf_token": token})
            tried += 1
            assert 400 <= answer.status_code < 500, f"POST {url} without a key: {answer.status_code}"
    assert tried > 30
