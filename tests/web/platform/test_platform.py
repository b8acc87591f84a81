"""The platform admin's lamps, programmes and coordinators."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from app.clock import now
from app.domain.roles import Role
from app.extensions import db
from app.models import AuditEvent, Invitation, Job, OutgoingMail, Programme
from tests.factories.doors import link_in, mails_to
from tests.factories.people import (
    make_admin,
    make_coordinator,
    make_head,
    make_programme,
    make_school,
    make_user,
)
from tests.support.client import Client


def sent_mail(**values) -> OutgoingMail:
    defaults = {
        "recipient": "olena@school.test",
        "subject": "News",
        "body": "Text",
        "created_at": now(),
        "send_after": now(),
        "attempts": 0,
        "failed": "",
        "digest": False,
    }
    row = OutgoingMail(**{**defaults, **values})
    db.session.add(row)
    db.session.commit()
    return row


def test_the_first_screen_says_that_all_is_well(client: Client) -> None:
    make_admin()
    client.sign_in(make_admin())
    client.post("/platform/open-programme", PROGRAMME)
    page = client.get("/platform")
    assert "All lamps are green." in page.text


def test_a_mail_that_fails_is_a_red_lamp_that_says_what_to_do(client: Client) -> None:
    make_admin()
    sent_mail(attempts=2, failed="ConnectionRefusedError")
    page = client.sign_in(make_admin()).get("/platform")
    assert "1 mail could not be delivered yet." in page.text
    assert "Check MAIL_URL" in page.text


def test_a_job_that_waits_too_long_is_a_red_lamp(client: Client) -> None:
    old = now() - timedelta(minutes=20)
    db.session.add(
        Job(name="deliver-mail", arguments={}, created_at=old, run_after=old, attempts=0, failed="")
    )
    db.session.commit()
    assert "1 job failed or waits" in client.sign_in(make_admin()).get("/platform").text


def test_one_administrator_alone_is_a_red_lamp(client: Client) -> None:
    assert "Second administrator" in client.sign_in(make_admin()).get("/platform").text


def test_an_old_backup_is_a_red_lamp(client: Client, settings) -> None:
    (settings.data / "last-backup").write_text((now() - timedelta(days=3)).isoformat(), encoding="ascii")
    assert "Run ./ciss backup FILE now" in client.sign_in(make_admin()).get("/platform").text


def test_the_first_screen_asks_the_database_few_things(client: Client) -> None:
    client.sign_in(make_admin())
    client.get("/platform")
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    client.get("/platform")
    assert len([text for text in asked if text.startswith("SELECT")]) <= 6


@pytest.mark.parametrize(
    "url", ["", "/programmes", "/open-programme", "/roles", "/accounts", "/log", "/log.csv"]
)
def test_nobody_else_comes_in(client: Client, url: str) -> None:
    client.get(f"/platform{url}", status=303)
    for person in (make_user(), make_head(make_school()), make_coordinator()):
        client.sign_in(person).get(f"/platform{url}", status=403)


PROGRAMME = {
    "country": "MD",
    "name": "Moldova",
    "slug": "moldova",
    "first_language": "ro",
    "languages": "ru",
    "timezone": "Europe/Chisinau",
}


def test_an_administrator_opens_a_programme_with_its_contacts(client: Client) -> None:
    client.sign_in(make_admin())
    done = client.submit("/platform/open-programme", PROGRAMME)
    assert done.location == "/platform/programmes/moldova/name-coordinator"
    programme = db.session.query(Programme).one()
    assert programme.languages == ["ro", "ru"]
    assert any("116 111" in entry["text"] for entry in programme.contacts)
    assert not any(entry["confirmed"] for entry in programme.contacts)
    assert [row.action for row in db.session.query(AuditEvent)] == ["open-programme"]
    assert "Moldova" in client.get("/platform/programmes").text


def test_a_short_name_is_given_once(client: Client) -> None:
    make_programme("MD")
    page = client.sign_in(make_admin()).submit("/platform/open-programme", PROGRAMME, status=422)
    assert "Another programme has this short name." in page.text
    assert page.soup.select_one("input[name=name]")["value"] == "Moldova"


@pytest.mark.parametrize(
    "wrong", [{"slug": "Молдова"}, {"slug": "a b"}, {"country": "XX1"}, {"name": ""}, {"name": "x" * 121}]
)
def test_a_programme_needs_sound_values(client: Client, wrong: dict[str, str]) -> None:
    client.sign_in(make_admin()).submit("/platform/open-programme", {**PROGRAMME, **wrong}, status=422)
    assert db.session.query(Programme).count() == 0


def test_a_coordinator_is_named_by_an_invitation(client: Client) -> None:
    make_programme("MD")
    client.sign_in(make_admin(name="Ada Root"))
    where = "/platform/programmes/moldova/name-coordinator"
    sent = client.get(where).form() | {"email": "Vera@MD.test", "name": "Vera", "language": "ro"}
    first, second = (client.post(where, sent, fresh=False) for _ in range(2))
    assert first.location == second.location == "/platform/programmes"
    invitation = db.session.query(Invitation).one()
    assert (invitation.email, invitation.role, invitation.language) == (
        "vera@md.test",
        Role.COORDINATOR,
        "ro",
    )
    (mail,) = mails_to("vera@md.test")
    assert invitation.token_hash not in link_in(mail)
    assert [row.action for row in db.session.query(AuditEvent)] == ["name-coordinator"]
    assert "invited: vera@md.test" in client.get("/platform/programmes").text


def test_a_bad_address_is_refused_with_the_form_kept(client: Client) -> None:
    make_programme("MD")
    where = "/platform/programmes/moldova/name-coordinator"
    page = client.sign_in(make_admin()).submit(where, {"email": "vera at md", "name": "Vera"}, status=422)
    assert "This is not a complete e-mail address." in page.text
    assert page.soup.select_one("input[name=email]")["value"] == "vera at md"
    assert db.session.query(OutgoingMail).count() == 0


def test_an_unknown_programme_is_not_there(client: Client) -> None:
    client.sign_in(make_admin()).get("/platform/programmes/atlantis/name-coordinator", status=404)
