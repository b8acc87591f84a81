"""Signing in: password, code, limits, and out again."""

import time
from datetime import timedelta

import pytest
import time_machine

from app.clock import now
from app.extensions import db
from app.models import AuditEvent, SignInFailure, WebSession
from tests.factories.doors import PASSWORD, code_now, give_app, give_password
from tests.factories.people import make_admin, make_school, make_school_coordinator, make_user
from tests.support.client import Client


def attempt(client: Client, email: str, password: str, **options):
    return client.submit("/accounts/sign-in", {"email": email, "password": password}, **options)


def actions() -> list[str]:
    return [event.action for event in db.session.query(AuditEvent).order_by(AuditEvent.id)]


def test_a_person_signs_in_with_address_and_password(client: Client) -> None:
    user = give_password(make_user(email="olena@school.test"))
    assert attempt(client, " Olena@School.test ", PASSWORD).location == "/start"
    assert client.get("/accounts/profile").heading == "Your account"
    assert actions() == ["sign-in"]
    db.session.refresh(user)
    assert user.last_sign_in_at is not None


def test_signing_in_leads_back_to_the_page_one_came_for(client: Client) -> None:
    give_password(make_user(email="olena@school.test"))
    turned_away = client.get("/accounts/inbox", status=303)
    assert turned_away.location == "/accounts/sign-in?next=/accounts/inbox"
    page = client.get(turned_away.location)
    sent = {**page.form(), "email": "olena@school.test", "password": PASSWORD}
    assert client.post("/accounts/sign-in", sent, fresh=False).location == "/accounts/inbox"


def test_nobody_is_led_to_a_strangers_page(client: Client) -> None:
    give_password(make_user(email="olena@school.test"))
    page = client.get("/accounts/sign-in?next=//evil.example/x")
    sent = {
        **page.form(),
        "email": "olena@school.test",
        "password": PASSWORD,
        "next": "https://evil.example/",
    }
    assert client.post("/accounts/sign-in", sent, fresh=False).location == "/start"


def test_strangers_and_wrong_passwords_get_the_same_words(client: Client) -> None:
    give_password(make_user(email="olena@school.test"))
    wrong = attempt(client, "olena@school.test", "not the password at all", status=422)
    unknown = attempt(client, "nobody@school.test", "not the password at all", status=422)
    words = "The e-mail address or the password is not right."
    assert words in wrong.text
    assert words in unknown.text
    assert wrong.soup.select_one("input[name=email]")["value"] == "olena@school.test"
    assert actions() == []


def test_strangers_and_known_people_take_the_same_time(client: Client) -> None:
    give_password(make_user(email="olena@school.test"))
    spans: dict[str, list[float]] = {"olena@school.test": [], "nobody@school.test": []}
    for email in [*spans] * 4:
        page = client.get("/accounts/sign-in").form()
        begun = time.process_time()
        client.post(
            "/accounts/sign-in", {**page, "email": email, "password": "x" * 20}, fresh=False, status=422
        )
        spans[email].append(time.process_time() - begun)
    known, unknown = (min(times) for times in spans.values())
    assert unknown > known * 0.6


@pytest.mark.parametrize("closed", ["disabled_at", "erased_at"])
def test_closed_accounts_do_not_open(client: Client, closed: str) -> None:
    give_password(make_user(email="olena@school.test", **{closed: now()}))
    attempt(client, "olena@school.test", PASSWORD, status=422)


def test_eight_wrong_passwords_close_the_door_for_a_quarter_of_an_hour(client: Client) -> None:
    give_password(make_user(email="olena@school.test"))
    for _ in range(8):
        attempt(client, "olena@school.test", "wrong wrong wrong", status=422)
    page = attempt(client, "olena@school.test", PASSWORD, status=429)
    assert "Wait 15 minutes, then try again." in page.text
    assert db.session.query(SignInFailure).filter(SignInFailure.key.contains("olena")).count() == 0
    with time_machine.travel(now() + timedelta(minutes=16)):
        assert attempt(client, "olena@school.test", PASSWORD).location == "/start"


def test_an_unknown_address_meets_the_same_limit(client: Client) -> None:
    for _ in range(8):
        attempt(client, "nobody@school.test", "wrong wrong wrong", status=422)
    assert "too many tries" in attempt(client, "nobody@school.test", "x", status=429).text


def test_one_place_cannot_try_many_accounts(client: Client) -> None:
    for number in range(30):
        attempt(client, f"person{number}@nowhere.test", "wrong wrong wrong", status=422)
    attempt(client, "another@nowhere.test", "wrong wrong wrong", status=429)


def test_with_an_app_the_password_alone_is_not_enough(client: Client) -> None:
    give_app(give_password(make_user(email="olena@school.test")))
    assert attempt(client, "olena@school.test", PASSWORD).location == "/accounts/sign-in/code"
    assert client.get("/accounts/profile", status=303).location.startswith("/accounts/sign-in")
    wrong = client.submit("/accounts/sign-in/code", {"code": "000000"}, status=422)
    assert "This code is not right." in wrong.text
    code = code_now()
    assert client.submit("/accounts/sign-in/code", {"code": f"{code[:3]} {code[3:]}"}).location == "/start"
    assert actions() == ["sign-in"]
    assert db.session.query(WebSession).one().stepped_up_at is not None


def test_a_code_works_once(client: Client, app) -> None:
    give_app(give_password(make_user(email="olena@school.test")))
    code = code_now()
    for status, browser in ((303, client), (422, Client(app))):
        attempt(browser, "olena@school.test", PASSWORD)
        browser.submit("/accounts/sign-in/code", {"code": code}, status=status)


def test_the_password_holds_five_minutes_for_the_code(client: Client) -> None:
    give_app(give_password(make_user(email="olena@school.test")))
    attempt(client, "olena@school.test", PASSWORD)
    with time_machine.travel(now() + timedelta(minutes=6)):
        assert client.get("/accounts/sign-in/code", status=303).location == "/accounts/sign-in"
        assert "Please give your password again." in client.get("/accounts/sign-in").text


def test_the_code_page_without_a_password_leads_to_the_door(client: Client) -> None:
    assert client.get("/accounts/sign-in/code", status=303).location == "/accounts/sign-in"


def test_codes_cannot_be_guessed_for_ever(client: Client) -> None:
    give_app(give_password(make_user(email="olena@school.test")))
    attempt(client, "olena@school.test", PASSWORD)
    for _ in range(8):
        client.submit("/accounts/sign-in/code", {"code": "000000"}, status=422)
    client.submit("/accounts/sign-in/code", {"code": code_now()}, status=429)


def test_a_second_sign_in_ends_the_first_session_of_that_browser(client: Client) -> None:
    give_password(make_user(email="olena@school.test"))
    attempt(client, "olena@school.test", PASSWORD)
    first = client.browser.get_cookie("ciss").value
    attempt(client, "olena@school.test", PASSWORD)
    assert client.browser.get_cookie("ciss").value != first
    assert db.session.query(WebSession).filter(WebSession.ended_at.is_(None)).count() == 1


def test_signing_out_ends_the_session_on_the_server(client: Client) -> None:
    user = make_user()
    client.sign_in(user)
    token = client.browser.get_cookie("ciss").value
    assert (
        client.post("/accounts/sign-out", client.get("/accounts/profile").soup and {}).location
        == "/accounts/signed-out"
    )
    assert client.get("/accounts/signed-out").heading == "You are signed out"
    client.browser.set_cookie("ciss", token)
    assert client.get("/accounts/profile", status=303).location.startswith("/accounts/sign-in")
    assert actions() == ["sign-out"]


def test_after_signing_in_an_administrator_without_an_app_is_led_to_set_it_up(client: Client) -> None:
    give_password(make_admin(email="root@ciss.test"))
    assert attempt(client, "root@ciss.test", PASSWORD).location == "/start"
    assert client.get("/start", status=303).location == "/accounts/two-step"
    assert client.get("/platform", status=303).location == "/accounts/two-step?next=/platform"


def test_a_school_coordinator_needs_no_app(client: Client) -> None:
    school = make_school()
    give_password(make_school_coordinator(school, email="olena@school.test"))
    attempt(client, "olena@school.test", PASSWORD)
    assert client.get("/start", status=303).location == f"/schools/{school.ref}"


def test_a_button_pressed_too_late_leads_back_to_its_page(client: Client) -> None:
    sent = {"csrf_token": client.csrf(), "once": "x" * 22}
    answer = client.browser.post(
        "/accounts/inbox/mark-read",
        data=sent,
        headers={"Referer": "http://localhost/accounts/inbox?before=9"},
    )
    assert answer.location == "/accounts/sign-in?next=/accounts/inbox?before%3D9"
    elsewhere = client.browser.post(
        "/accounts/inbox/mark-read", data=sent, headers={"Referer": "https://evil.example/x"}
    )
    assert "evil" not in elsewhere.location
