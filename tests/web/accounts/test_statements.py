"""One's own learning as xAPI statements: everything one did, nothing of anybody else, and no name in it."""

import json

import pytest

from tests.factories.learning import enrol, finish
from tests.factories.people import make_user
from tests.support.client import Client
from tests.support.xapi import check

M3 = "m3-reporting"


@pytest.mark.parametrize("kind", ["json", "jsonl"])
def test_a_learner_takes_their_record_along(client: Client, kind: str) -> None:
    me, other = make_user(name="Olena Kovalchuk"), make_user()
    finish(me, M3, checks=(6, 8))
    enrol(me, "m1-rights")
    finish(other, M3)
    client.sign_in(me)
    body = client.get(f"/accounts/statements.{kind}").response.get_data(as_text=True)
    found = json.loads(body) if kind == "json" else [json.loads(line) for line in body.splitlines()]
    statements = [check(one) for one in found]
    assert [one.verb.id.rpartition("/")[2] for one in statements] == [
        "registered",
        "attempted",
        "attempted",
        "passed",
        "completed",
        "registered",
    ]
    assert len({one.actor.account.name for one in statements}) == 1
    for word in ("Olena", "Kovalchuk", "@", str(me.email)):
        assert word not in body


def test_whoever_learned_nothing_gets_an_empty_list(client: Client) -> None:
    client.sign_in(make_user())
    assert json.loads(client.get("/accounts/statements.json").response.data) == []
    assert client.get("/accounts/statements.jsonl").response.data == b""


def test_the_profile_leads_to_it(client: Client) -> None:
    client.sign_in(make_user())
    assert client.get("/accounts/profile").soup.select_one("a[href='/accounts/statements.json']")
