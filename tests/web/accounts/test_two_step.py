"""The second factor: setting it up, recovery codes, stepping up."""

import re
from datetime import timedelta

import pyotp
import time_machine

from app import secrets
from app.clock import now
from app.extensions import db
from app.models import AuditEvent, User, WebSession
from tests.factories.doors import PASSWORD, code_now, give_app, give_password
from tests.factories.people import make_admin, make_user
from tests.support.client import Client, Page


def shown_secret(page: Page) -> str:
    element = page.soup.select_one("span.code-input")
    assert element is not None
    return element.get_text().replace(" ", "")


def set_up(client: Client) -> list[str]:
    """Turn two-step sign-in on; returns the recovery codes that are shown."""
    secret = shown_secret(client.get("/accounts/two-step"))
    client.submit(
        "/accounts/two-step", {"code": pyotp.TOTP(secret).at(now())}, to="/accounts/two-step/set-up"
    )
    return [
        item.get_text()
        for item in client.get("/accounts/two-step/recovery-codes").soup.select("li.code-input")
    ]


def test_setting_up_shows_picture_and_secret_and_ends_with_ten_codes(client: Client) -> None:
    admin = make_admin(totp_confirmed_at=None)
    client.sign_in(admin, stepped_up=False)
    page = client.get("/accounts/two-step")
    assert str(page.soup.select_one("main img")["src"]).startswith("data:image/svg+xml")
    assert shown_secret(page) == shown_secret(client.get("/accounts/two-step"))
    codes = set_up(client)
    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"[2-9A-Z]{5}-[2-9A-Z]{5}", code) for code in codes)
    db.session.refresh(admin)
    assert admin.totp_confirmed_at is not None
    assert secrets.decrypt(admin.totp_secret) not in (None, admin.totp_secret)
    assert client.submit("/accounts/two-step/recovery-codes", {}).location == "/start"
    assert client.get("/platform").heading


def test_recovery_codes_are_gone_once_kept(client: Client) -> None:
    client.sign_in(make_user(totp_confirmed_at=None))
    codes = set_up(client)
    client.submit("/accounts/two-step/recovery-codes", {})
    assert client.get("/accounts/two-step/recovery-codes", status=303).location == "/start"
    row = db.session.query(User).one()
    assert not set(codes) & set(row.recovery_hashes or [])


def test_a_wrong_code_changes_nothing_and_keeps_the_secret(client: Client) -> None:
    user = make_user(totp_confirmed_at=None)
    client.sign_in(user)
    before = shown_secret(client.get("/accounts/two-step"))
    page = client.submit("/accounts/two-step", {"code": "12345"}, to="/accounts/two-step/set-up", status=422)
    assert shown_secret(page) == before
    db.session.refresh(user)
    assert user.totp_confirmed_at is None
    assert db.session.query(AuditEvent).count() == 0


def test_setting_up_ends_other_sessions(client: Client, app) -> None:
    user = make_user(totp_confirmed_at=None)
    elsewhere = Client(app).sign_in(user)
    client.sign_in(user, stepped_up=False)
    set_up(client)
    elsewhere.get("/accounts/profile", status=303)
    assert db.session.query(WebSession).filter(WebSession.ended_at.is_(None)).one().stepped_up_at is not None


def test_a_recovery_code_opens_the_door_once(client: Client, app) -> None:
    user = give_password(make_user(email="olena@school.test"))
    codes = set_up(client.sign_in(user))
    for status in (303, 422):
        browser = Client(app)
        browser.submit("/accounts/sign-in", {"email": "olena@school.test", "password": PASSWORD})
        browser.submit("/accounts/sign-in/code", {"code": codes[0].lower()}, status=status)
    db.session.refresh(user)
    assert len(user.recovery_hashes or []) == 9


def test_a_new_phone_needs_the_old_code_first(client: Client) -> None:
    client.sign_in(give_app(make_user()), stepped_up=False)
    turned_away = client.get("/accounts/two-step/set-up", status=303)
    assert turned_away.location == "/accounts/step-up?next=/accounts/two-step/set-up"


def test_stepping_up_holds_a_quarter_of_an_hour(client: Client) -> None:
    client.sign_in(give_app(make_user()), stepped_up=False)
    old = client.browser.get_cookie("ciss").value
    page = client.get("/accounts/step-up?next=/accounts/two-step/set-up")
    done = client.post("/accounts/step-up", {**page.form(), "code": code_now()}, fresh=False)
    assert done.location == "/accounts/two-step/set-up"
    assert client.browser.get_cookie("ciss").value != old
    client.get("/accounts/two-step/set-up")
    with time_machine.travel(now() + timedelta(minutes=16)):
        client.get("/accounts/two-step/set-up", status=303)
    assert [event.action for event in db.session.query(AuditEvent)] == ["step-up"]


def test_stepping_up_refuses_a_wrong_code(client: Client) -> None:
    client.sign_in(give_app(make_user()), stepped_up=False)
    assert "not right" in client.submit("/accounts/step-up", {"code": "999999"}, status=422).text


def test_new_recovery_codes_replace_the_old_ones(client: Client) -> None:
    user = give_app(make_user())
    client.sign_in(user)
    client.get("/accounts/two-step")
    assert (
        client.post("/accounts/two-step/renew-recovery-codes").location == "/accounts/two-step/recovery-codes"
    )
    first = list(db.session.get_one(User, user.id).recovery_hashes or [])
    client.post("/accounts/two-step/renew-recovery-codes")
    db.session.expire_all()
    assert not set(first) & set(db.session.get_one(User, user.id).recovery_hashes or [])
