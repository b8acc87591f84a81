"""A programme's settings, its contacts, its people and its log."""

import csv
import io

from sqlalchemy import select

from app.domain.facts import Function
from app.domain.roles import Role
from app.domain.workflow import State
from app.extensions import db
from app.models import AuditEvent, Invitation, OutgoingMail, Programme, RoleGrant
from tests.factories.cases import assign, make_application
from tests.factories.people import (
    grant,
    make_admin,
    make_assessor,
    make_coordinator,
    make_expert,
    make_programme,
    make_user,
)
from tests.support.client import Client

PLACE = "/programmes/belarus"
SETTINGS = f"{PLACE}/edit-programme"


def programme() -> Programme:
    db.session.expire_all()
    return db.session.scalars(select(Programme)).one()


def test_languages_and_time_zone_are_saved_first_language_first(client: Client) -> None:
    client.sign_in(make_coordinator())
    client.submit(
        SETTINGS, {"first": "be", "languages": ["ru", "en", "be"], "timezone": "Europe/Warsaw"}, to=SETTINGS
    )
    assert (programme().languages, programme().timezone) == (["be", "ru", "en"], "Europe/Warsaw")
    event = db.session.scalars(select(AuditEvent)).one()
    assert (event.action, event.details["languages"]) == ("edit-programme", ["be", "ru", "en"])


def test_an_unknown_time_zone_is_refused(client: Client) -> None:
    client.sign_in(make_coordinator())
    client.submit(SETTINGS, {"timezone": "Mars/Base"}, to=SETTINGS, status=422)


def add(client: Client, text: str = "Helpline 116 111", **more: str) -> None:
    client.submit(f"{PLACE}/contacts/add", {"kind": "helpline", "text": text, **more})


def test_a_contact_counts_as_confirmed_only_after_somebody_confirmed_it(client: Client) -> None:
    client.sign_in(make_coordinator())
    add(client, url="tel:116111", source="the ministry’s page")
    assert programme().contacts[0]["confirmed"] is False
    page = client.get(SETTINGS)
    assert "Not confirmed" in page.text
    client.post(f"{PLACE}/contacts/confirm", page.form("contacts/confirm"), fresh=False)
    contact = programme().contacts[0]
    assert contact["confirmed"] is True
    assert len(contact["last_checked"]) == 10
    assert "checked on" in client.get(SETTINGS).text


def test_a_link_that_runs_something_is_refused(client: Client) -> None:
    client.sign_in(make_coordinator())
    for url in ("javascript:alert(1)", "https://a b", "ftp://x"):
        page = client.submit(
            f"{PLACE}/contacts/add", {"text": "Helpline", "url": url, "kind": "helpline"}, status=422
        )
        assert "Begin with https:// or tel:" in page.text
    assert programme().contacts == []


def test_a_list_of_contacts_that_changed_meanwhile_is_not_touched(client: Client) -> None:
    client.sign_in(make_coordinator())
    add(client)
    old = client.get(SETTINGS).form("contacts/remove")
    add(client, "Police 102")
    client.post(f"{PLACE}/contacts/remove", old, fresh=False, status=409)
    assert len(programme().contacts) == 2
    client.post(f"{PLACE}/contacts/remove", client.get(SETTINGS).form("contacts/remove"), fresh=False)
    assert [contact["text"] for contact in programme().contacts] == ["Police 102"]


def test_an_expert_is_proposed_by_mail_and_waits_for_an_administrator(client: Client) -> None:
    client.sign_in(make_coordinator())
    place = f"{PLACE}/people"
    values = {"role": "expert", "name": "Maria Expert", "email": "maria@expert.example"}
    client.submit(place, values, to=f"{PLACE}/propose-role")
    assert db.session.scalars(select(OutgoingMail)).one().recipient == "maria@expert.example"
    assert db.session.scalars(select(Invitation)).one().role is Role.EXPERT
    assert "Maria Expert" in client.get(place).text
    assert client.submit(
        place, values | {"email": "x", "role": "admin"}, to=f"{PLACE}/propose-role", status=422
    )


def test_people_are_listed_with_their_load_and_what_is_missing(client: Client) -> None:
    busy = make_assessor(name="Busy Assessor")
    assign(make_application(state=State.WITH_ASSESSOR), busy, Function.ASSESSOR)
    assign(make_application(state=State.AWARDED), busy, Function.ASSESSOR)
    waiting = grant(make_user(name="Waiting Expert"), Role.EXPERT, programme=make_programme())
    db.session.scalars(select(RoleGrant).where(RoleGrant.user_id == waiting.id)).one().confirmed_at = None
    make_expert(name="New Expert", totp_confirmed_at=None)
    page = client.sign_in(make_coordinator()).get(f"{PLACE}/people")
    rows = {
        row.select_one("th").get_text(): row.get_text(" ", strip=True) for row in page.soup.select("tbody tr")
    }  # type: ignore[union-attr]
    busy_row, waiting_row, new_row = (
        next(v for k, v in rows.items() if n in k) for n in ("Busy", "Waiting", "New")
    )
    assert busy_row.endswith("Ready 1")
    assert "An administrator must confirm" in waiting_row
    assert "Two-step sign-in not set up" in new_row


def test_the_log_shows_the_country_and_nothing_else(client: Client) -> None:
    abroad = make_coordinator(make_programme("MD"))
    client.sign_in(abroad).submit("/programmes/moldova/add-school", {"name": "School abroad"})
    coordinator = make_coordinator(name="Kira Coordinator")
    client.sign_in(coordinator).submit(f"{PLACE}/add-school", {"name": "School at home"})
    add(client)
    page = client.get(f"{PLACE}/log")
    rows = [row.get_text(" ", strip=True) for row in page.soup.select("tbody tr")]
    assert len(rows) == 2
    assert "Settings changed" in rows[0]
    assert "School added" in rows[1]
    assert "Kira Coordinator" in rows[1]
    assert len(client.get(f"{PLACE}/log?action=add-school").soup.select("tbody tr")) == 1
    text = (
        client.get(f"{PLACE}/log.csv?action=add-school")
        .response.get_data(as_text=True)
        .removeprefix("\ufeff")
    )
    assert [row["action"] for row in csv.DictReader(io.StringIO(text))] == ["add-school"]


def test_a_long_log_is_walked_to_its_end(client: Client) -> None:
    client.sign_in(make_coordinator())
    for number in range(55):
        client.post(f"{PLACE}/add-school", {"name": f"School {number}", "language": "en"})
    page = client.get(f"{PLACE}/log")
    older = client.get(str(page.soup.select_one("a[rel=next]")["href"]))  # type: ignore[index]
    assert len(page.soup.select("tbody tr")) + len(older.soup.select("tbody tr")) == 55


def test_an_admin_edits_a_programme_but_does_not_read_its_log(client: Client) -> None:
    make_programme()
    client.sign_in(make_admin()).get(SETTINGS)
    client.get(f"{PLACE}/log", status=403)
    client.get(f"{PLACE}/applications", status=403)


def test_days_without_school_are_kept_and_shown_as_ranges(client: Client) -> None:
    client.sign_in(make_coordinator())
    client.submit(SETTINGS, {"days_off": "24.12.2026\n2026-12-28 – 2026-12-30"}, to=SETTINGS)
    assert programme().days_off == ["2026-12-24", "2026-12-28", "2026-12-29", "2026-12-30"]
    assert client.get(SETTINGS).form(SETTINGS)["days_off"].split() == [
        "2026-12-24", "2026-12-28", "–", "2026-12-30"
    ]  # fmt: skip
    assert db.session.scalars(select(AuditEvent)).one().details["days_off"] == 4


def test_a_day_that_cannot_be_read_is_named_by_its_line_and_stays_typed(client: Client) -> None:
    client.sign_in(make_coordinator())
    typed = "2026-12-24\nChristmas\n2026-13-01"
    page = client.submit(SETTINGS, {"days_off": typed}, to=SETTINGS, status=422)
    assert "Line 2: “Christmas” is not a date" in page.text
    assert "Line 3: “2026-13-01” is not a date" in page.text
    assert page.form(SETTINGS)["days_off"].split() == typed.split()
    assert programme().days_off == []
