"""The incident and the branching scenario: one decision at a time, kept, and told again as one likes."""

import secrets

import pytest

from app.extensions import db
from app.models import Attempt, Response, ScreenVisit
from modules.load import curriculum
from tests.factories.people import make_head, make_school
from tests.support.client import Client
from tests.web.learning.walk import decide, play_scenario, url

M3 = "m3-reporting"
SCENARIO, INCIDENT = url(M3, "scenario"), url(M3, "incident")
STORY = curriculum().text(M3).scenario


@pytest.fixture(autouse=True)
def head(client: Client) -> None:
    client.sign_in(make_head(make_school()))


def test_a_decision_shows_what_it_brings_and_not_before(client: Client) -> None:
    then = curriculum().text(M3).screens["incident"].choices["b"].then
    assert then not in client.get(INCIDENT).text
    decide(client, M3, "incident", "b")
    assert then in client.get(INCIDENT).text
    assert db.session.query(ScreenVisit).one().screen == "incident"


def test_the_first_decision_in_the_incident_stands(client: Client) -> None:
    shown = client.get(INCIDENT).form(f"{INCIDENT}/decide")
    client.post(f"{INCIDENT}/decide", {**shown, "choice": "b"}, fresh=False)
    client.post(
        f"{INCIDENT}/decide", {**shown, "choice": "a", "once": secrets.token_urlsafe(16)}, fresh=False
    )
    assert db.session.query(Response).one().answer == {"choice": "b"}


@pytest.mark.parametrize("choice", ["", "z"])
def test_a_decision_that_was_not_offered_is_refused(client: Client, choice: str) -> None:
    client.submit(SCENARIO, {"choice": choice}, to=f"{SCENARIO}/decide", status=422)
    assert db.session.query(Attempt).count() == 0


@pytest.mark.parametrize(("field", "value"), [("node", "n99"), ("node", "e1"), ("attempt", "x")])
def test_a_scene_that_does_not_exist_is_not_found(client: Client, field: str, value: str) -> None:
    shown = client.get(SCENARIO).form(f"{SCENARIO}/decide")
    client.post(f"{SCENARIO}/decide", {**shown, "choice": "a", field: value}, status=404, fresh=False)


def test_four_decisions_lead_to_an_ending_for_child_school_and_law(client: Client) -> None:
    play_scenario(client, M3)
    walked = db.session.query(Attempt).one().items
    ending = STORY.endings[walked[-1]]
    page = client.get(SCENARIO)
    assert len(walked) == 5
    assert all(words in page.text for words in (ending.child, ending.school, ending.law, ending.lesson))
    assert "scenario" in {visit.screen for visit in db.session.query(ScreenVisit)}


def test_the_story_goes_on_where_it_was_left(client: Client) -> None:
    decide(client, M3, "scenario", "a")
    page = client.get(SCENARIO)
    assert STORY.nodes["n1"].choices["a"].then.split("\n")[0] in page.text
    assert "Decision 2" in page.text


def test_a_decision_sent_again_does_not_walk_twice(client: Client) -> None:
    shown = {**client.get(SCENARIO).form(f"{SCENARIO}/decide"), "choice": "a"}
    client.post(f"{SCENARIO}/decide", shown, fresh=False)
    client.post(
        f"{SCENARIO}/decide", {**shown, "choice": "b", "once": secrets.token_urlsafe(16)}, fresh=False
    )
    assert db.session.query(Attempt).one().items == ["n1", "n2"]


def test_a_decision_can_be_taken_anew_from_the_ending(client: Client) -> None:
    play_scenario(client, M3)
    first = db.session.query(Attempt).one().items
    client.post(f"{SCENARIO}/begin", {"keep": "2"})
    assert "Decision 3" in client.get(SCENARIO).text
    again = db.session.query(Attempt).order_by(Attempt.number.desc()).first()
    assert (again.number, again.items) == (2, first[:3])


@pytest.mark.parametrize("keep", ["", "-3", "99"])
def test_an_odd_number_of_decisions_to_keep_does_no_harm(client: Client, keep: str) -> None:
    decide(client, M3, "scenario", "a")
    client.post(f"{SCENARIO}/begin", {"keep": keep})
    client.get(SCENARIO)


def test_only_screens_that_ask_for_it_take_a_decision(client: Client) -> None:
    client.post(f"{url(M3, 'learn-a')}/decide", {"choice": "a", "attempt": "1", "node": "n1"}, status=404)
