"""Forgotten and changed passwords, and the first administrator."""

from datetime import timedelta

import pytest
import time_machine

from app import passwords
from app.accounts.operations import create_admin
from app.clock import now
from app.domain.errors import Invalid
from app.domain.roles import Role
from app.extensions import db
from app.models import AuditEvent, OutgoingMail, PasswordReset, RoleGrant, User
from tests.factories.doors import PASSWORD, give_password, link_in, mails_to
from tests.factories.people import make_user
from tests.support.client import Client

NEW = {"password": "seven slow boats on ice", "again": "seven slow boats on ice"}


def ask(client: Client, email: str = "olena@school.test", **options):
    return client.submit("/accounts/forgotten", {"email": email}, **options)


def test_a_forgotten_password_is_replaced_by_a_link(client: Client, app) -> None:
    user = give_password(make_user(email="olena@school.test"))
    elsewhere = Client(app).sign_in(user)
    assert ask(client).location == "/accounts/link-sent"
    link = link_in(mails_to("olena@school.test")[0])
    assert client.submit(link, NEW).location == "/accounts/sign-in"
    elsewhere.get("/accounts/profile", status=303)
    client.submit("/accounts/sign-in", {"email": "olena@school.test", "password": PASSWORD}, status=422)
    client.submit("/accounts/sign-in", {"email": "olena@school.test", "password": NEW["password"]})
    actions = [event.action for event in db.session.query(AuditEvent).order_by(AuditEvent.id)]
    assert actions == ["ask-reset", "reset-password", "sign-in"]
    assert "was changed" in mails_to("olena@school.test")[1].subject


@pytest.mark.parametrize("closed", [{}, {"disabled_at": now()}])
def test_the_answer_for_strangers_is_the_same(client: Client, closed: dict) -> None:
    if closed:
        make_user(email="olena@school.test", **closed)
    assert ask(client).location == "/accounts/link-sent"
    assert client.get("/accounts/link-sent").heading == "Look into your mail"
    assert db.session.query(OutgoingMail).count() == 0
    assert db.session.query(AuditEvent).count() == 0


def test_a_link_works_once_within_an_hour_and_only_the_latest(client: Client) -> None:
    give_password(make_user(email="olena@school.test"))
    ask(client)
    ask(client)
    first, second = (link_in(mail) for mail in mails_to("olena@school.test"))
    assert client.get(first, status=410).heading == "This link no longer works"
    with time_machine.travel(now() + timedelta(minutes=61)):
        client.get(second, status=410)
    client.submit(second, NEW)
    client.get(second, status=410)
    client.post(second, NEW, status=410)
    client.get("/accounts/reset/" + "y" * 40, status=410)


def test_nobody_is_flooded_with_mails(client: Client) -> None:
    give_password(make_user(email="olena@school.test"))
    for _ in range(3):
        ask(client)
    assert "Wait 15 minutes" in ask(client, status=429).text
    assert len(mails_to("olena@school.test")) == 3


def test_a_link_is_not_kept_as_it_is(client: Client) -> None:
    give_password(make_user(email="olena@school.test"))
    ask(client)
    token = link_in(mails_to("olena@school.test")[0]).rsplit("/", 1)[1]
    assert db.session.query(PasswordReset).one().token_hash != token


def test_a_password_is_changed_by_who_knows_it(client: Client, app) -> None:
    user = give_password(make_user(email="olena@school.test"))
    elsewhere = Client(app).sign_in(user)
    client.sign_in(user)
    old = client.browser.get_cookie("ciss").value
    assert (
        client.submit("/accounts/password", {**NEW, "present": PASSWORD}).location
        == "/accounts/password/changed"
    )
    assert client.get("/accounts/password/changed").heading == "Your password is changed"
    assert client.browser.get_cookie("ciss").value != old
    elsewhere.get("/accounts/profile", status=303)


def test_changing_asks_for_the_present_password(client: Client) -> None:
    client.sign_in(give_password(make_user()))
    page = client.submit("/accounts/password", {**NEW, "present": "not my password"}, status=422)
    assert "This is not your present password." in page.text


@pytest.mark.parametrize(
    "easy",
    [
        "password1234",
        "PASSWORD!!!!!!",
        "qwertyuiop[]",
        "123456789012",
        "aaaaaaaaaaaa",
        "abababababab",
        "qwertyqwerty",
        "парольпароль",
        "Пароль123456",
        "фывапролджэ",
        "безопасныйинтернет",
        "certifiedsafeinternetschool",
        "2026ciss2026!",
        "olena@school.test",
        "olenaolenaolena",
    ],
)
def test_easy_passwords_are_refused(easy: str) -> None:
    with pytest.raises(Invalid):
        passwords.check(easy, ("Olena", "olena@school.test"))


@pytest.mark.parametrize(
    "good",
    [PASSWORD, "четыре тихих гуся", "x7#Kq!vB2m$Lw", "мост ключ облако река", "correct house river lamp"],
)
def test_no_rules_of_composition(good: str) -> None:
    passwords.check(good, ("Olena", "olena@school.test"))


def test_passwords_are_kept_as_argon2id_with_the_parameters_of_the_rules() -> None:
    hashed = passwords.hash_password("йцукен в двух видах")
    assert hashed.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.matches(hashed, "йцукен в двух видах")
    assert not passwords.matches(hashed, " йцукен в двух видах")
    assert not passwords.matches(None, "the password of nobody")
    assert not passwords.outdated(hashed)


def test_one_letter_written_two_ways_is_one_letter() -> None:
    assert passwords.matches(passwords.hash_password("\u0439 and others"), "\u0438\u0306 and others")


def test_the_first_administrator_chooses_a_password_by_a_link(client: Client) -> None:
    link = create_admin("Root@ciss.test", "Ada Root")
    db.session.commit()
    assert link.startswith("http://localhost/accounts/reset/")
    user = db.session.query(User).one()
    assert (user.email, db.session.query(RoleGrant).one().role) == ("root@ciss.test", Role.ADMIN)
    client.submit(link.removeprefix("http://localhost"), NEW)
    client.submit("/accounts/sign-in", {"email": "root@ciss.test", "password": NEW["password"]})
    assert client.get("/start", status=303).location == "/accounts/two-step"
    with pytest.raises(Invalid, match="already"):
        create_admin("root@ciss.test", "Another")


def test_the_command_line_makes_an_administrator_and_says_why_not(app) -> None:
    run = app.test_cli_runner().invoke
    assert "/accounts/reset/" in run(args=["ciss", "create-admin", "root@ciss.test"]).output
    again = run(args=["ciss", "create-admin", "root@ciss.test"])
    assert again.exit_code == 1
    assert "There is an account with this address already." in again.output
