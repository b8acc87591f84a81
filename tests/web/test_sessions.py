"""Sessions: rows on the server that can be ended; a visitor's few values are a signed cookie."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import update

from app.clock import now
from app.extensions import db
from app.models import RoleGrant, User, WebSession
from app.web.sessions import ServerSessions
from tests.factories.doors import PASSWORD, give_password
from tests.factories.people import make_head, make_school, make_user
from tests.support.client import Client

MINE = "/accounts/profile"


def test_the_cookie_of_a_signed_in_browser_cannot_be_read_by_scripts_or_found_in_the_database(
    client: Client,
) -> None:
    give_password(make_user(email="olena@school.test"))
    sent = {**client.get("/accounts/sign-in").form(), "email": "olena@school.test", "password": PASSWORD}
    before = client.browser.get_cookie("ciss")
    header = client.post("/accounts/sign-in", sent, fresh=False).response.headers["Set-Cookie"]
    cookie = client.browser.get_cookie("ciss")
    assert before is not None
    assert cookie is not None
    assert cookie.value != before.value
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(header.split("; "))
    kept = db.session.query(WebSession).one()
    assert cookie.value not in (kept.token_hash, kept.data)


def test_over_https_the_cookie_is_bound_to_its_host() -> None:
    assert ServerSessions("a key", secure=True).cookie == "__Host-ciss"


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (31, 303)])
def test_a_session_rests_half_an_hour(client: Client, minutes: int, status: int) -> None:
    client.sign_in(make_user())
    with time_machine.travel(now() + timedelta(minutes=minutes), tick=False):
        client.get(MINE, status=status)


def test_even_a_busy_session_ends_after_twelve_hours(client: Client) -> None:
    begin = now()
    client.sign_in(make_user())
    for minutes in range(25, 12 * 60, 25):
        with time_machine.travel(begin + timedelta(minutes=minutes), tick=False):
            client.get(MINE)
    with time_machine.travel(begin + timedelta(hours=12, minutes=1), tick=False):
        client.get(MINE, status=303)


def test_a_closed_account_is_out_at_once(client: Client) -> None:
    user = make_user()
    client.sign_in(user).get(MINE)
    db.session.execute(update(User).where(User.id == user.id).values(disabled_at=now()))
    db.session.commit()
    client.get(MINE, status=303)


def test_a_lost_role_is_lost_at_once(client: Client) -> None:
    school = make_school()
    client.sign_in(make_head(school)).get(f"/schools/{school.ref}")
    db.session.execute(update(RoleGrant).values(revoked_at=now()))
    db.session.commit()
    client.get(f"/schools/{school.ref}", status=404)


@pytest.mark.parametrize("cookie", ["r.made-up-by-a-stranger", "r.", "not signed at all", "e30.aaaa.bbbb"])
def test_a_cookie_that_we_did_not_make_is_a_stranger(client: Client, cookie: str) -> None:
    client.sign_in(make_user())
    client.browser.set_cookie("ciss", cookie)
    client.get(MINE, status=303)


def test_strangers_leave_nothing_in_the_database(client: Client) -> None:
    client.get("/accounts/sign-in")
    client.get("/language/ru", status=303)
    assert db.session.query(WebSession).count() == 0
