"""Questions: every answer is kept at once and once only, explained afterwards and never before."""

import secrets

import pytest
from flask import Flask, g

from app.domain.marking import Verdict, mark_item
from app.domain.roles import Actor
from app.extensions import db
from app.item_forms import answer_form
from app.items import Question
from app.models import Attempt, Response, ScreenVisit
from modules.load import curriculum
from modules.model import Module
from modules.views import item_view
from tests.factories.people import make_head, make_school, make_user
from tests.support.client import Client
from tests.web.learning.walk import answer, answer_all, right_answer, url, wrong_answer

M3 = "m3-reporting"
PRECHECK = url(M3, "precheck")
ITEMS = [
    (module.id, item.id) for module in curriculum().modules for item in module.items if item.use != "check"
]


@pytest.fixture(autouse=True)
def head(client: Client) -> None:
    client.sign_in(make_head(make_school()))


def test_an_explanation_is_not_in_the_page_before_the_answer(client: Client) -> None:
    text = curriculum().text(M3)
    whys = [
        option.why for item in ("m3-p1", "m3-p2", "m3-p3") for option in text.items[item].options.values()
    ]
    page = client.get(PRECHECK)
    assert not [why for why in whys if why in page.text]
    answer(client, M3, "precheck")
    page = client.get(PRECHECK)
    assert all(option.why in page.text for option in text.items["m3-p1"].options.values())
    assert not [option.why for option in text.items["m3-p2"].options.values() if option.why in page.text]


def test_the_answer_leads_to_its_own_explanation(client: Client) -> None:
    page = answer(client, M3, "precheck")
    assert page.location.endswith("/precheck#m3-p1")
    assert client.get(PRECHECK).soup.select_one("#m3-p1") is not None


def test_the_options_stand_in_the_same_order_after_a_reload(client: Client) -> None:
    shown = [[o["value"] for o in client.get(PRECHECK).soup.select("[name=choice]")] for _ in range(2)]
    assert shown[0] == shown[1]


def test_no_answer_is_asked_for_again_and_nothing_is_kept(client: Client) -> None:
    page = client.submit(PRECHECK, {"sure": "no"}, to=f"{PRECHECK}/answer", status=422)
    assert "Choose an answer." in page.text
    assert page.soup.select_one("[name=sure][value=no]").has_attr("checked")
    assert db.session.query(Response).count() == 0


def test_an_option_that_was_not_offered_is_refused(client: Client) -> None:
    client.submit(PRECHECK, {"choice": "z", "sure": "yes"}, to=f"{PRECHECK}/answer", status=422)
    assert db.session.query(Response).count() == 0


@pytest.mark.parametrize("item", ["m3-c01", "m3-t1", "nothing", ""])
def test_a_question_that_was_not_asked_does_not_exist(client: Client, item: str) -> None:
    shown = client.get(PRECHECK).form(f"{PRECHECK}/answer")
    client.post(f"{PRECHECK}/answer", {**shown, "item": item, "choice": "a"}, status=404, fresh=False)


@pytest.mark.parametrize("attempt", ["2", "0", "-1", "x", ""])
def test_a_round_that_was_not_begun_does_not_exist(client: Client, attempt: str) -> None:
    shown = client.get(PRECHECK).form(f"{PRECHECK}/answer")
    client.post(f"{PRECHECK}/answer", {**shown, "attempt": attempt, "choice": "a"}, status=404, fresh=False)


def test_a_double_click_gives_the_first_answer_and_one_row(client: Client) -> None:
    shown = {**client.get(PRECHECK).form(f"{PRECHECK}/answer"), "choice": "b", "sure": "yes"}
    first = client.post(f"{PRECHECK}/answer", shown, fresh=False)
    second = client.post(f"{PRECHECK}/answer", shown, fresh=False)
    assert first.location == second.location
    assert db.session.query(Response).count() == 1


def test_an_answer_sent_again_from_an_older_page_leaves_the_first_one(client: Client) -> None:
    shown = client.get(PRECHECK).form(f"{PRECHECK}/answer")
    client.post(f"{PRECHECK}/answer", {**shown, "choice": "b", "sure": "yes"}, fresh=False)
    again = {**shown, "choice": "a", "sure": "no", "once": secrets.token_urlsafe(16)}
    client.post(f"{PRECHECK}/answer", again, fresh=False)
    kept = db.session.query(Response).one()
    assert kept.answer == {"chosen": ["b"], "sure": True}
    assert kept.right


def test_a_precheck_all_right_opens_the_fast_lane(client: Client) -> None:
    answer_all(client, M3, "precheck")
    page = client.get(PRECHECK)
    assert page.soup.find("a", string="Skip to the tool")["href"] == url(M3, "tool")
    assert db.session.query(Attempt).one().score == 3


def test_a_precheck_with_a_mistake_leads_on_to_the_lessons(client: Client) -> None:
    answer_all(client, M3, "precheck", wrong=1)
    assert client.get(PRECHECK).soup.find("a", string="Skip to the tool") is None
    assert db.session.query(ScreenVisit).one().screen == "precheck"


def test_an_order_that_gives_one_place_twice_is_asked_for_again(client: Client) -> None:
    here = url(M3, "try-b")
    places = {f"place_{option}": "1" for option in "abcde"}
    page = client.submit(here, places, to=f"{here}/answer", status=422)
    assert "Place 1 is given twice." in page.text


def test_an_answer_in_one_language_is_there_in_another(client: Client) -> None:
    answer(client, M3, "precheck")
    client.get(f"/language/ru?next={PRECHECK}", status=303)
    page = client.get(PRECHECK)
    assert page.soup.select_one("#m3-p1") is not None
    assert page.soup.html["lang"] == "ru"


def test_the_address_of_a_form_leads_back_to_its_screen(client: Client) -> None:
    assert client.get(f"{PRECHECK}/answer", status=302).location == PRECHECK


@pytest.mark.parametrize("module", curriculum().modules, ids=lambda module: module.id)
def test_every_item_of_a_module_can_be_answered_rightly_and_wrongly(app: Flask, module: Module) -> None:
    for item in module.items:
        view = item_view(module, curriculum().text(module.id), item.id)
        for given in (right_answer(item), wrong_answer(item)):
            data = {"attempt": "1", "item": item.id, "sure": "yes", "once": "x" * 16, **given}
            with app.test_request_context(method="POST", data=data):
                g.actor = Actor(1)
                form = answer_form(Question(view, 1, 1, 1, "1", "precheck"))
                del form.csrf_token
                assert form.validate(), (item.id, form.errors)
                marked = mark_item(item, form.answer().get("placed") or form.answer()["chosen"])
                assert (marked.verdict is Verdict.RIGHT) is (given == right_answer(item))


def test_another_person_s_answers_are_not_shown(client: Client) -> None:
    answer(client, M3, "precheck")
    client.sign_in(make_user())
    assert client.get(PRECHECK).soup.select_one("#m3-p1") is None
