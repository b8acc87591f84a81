"""Heads are invited one by one or by hundreds; who does not answer is reminded, but not every day."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.clock import now
from app.extensions import db
from app.models import AuditEvent, Invitation, Notice, OutgoingMail, School
from modules.load import curriculum
from tests.factories.learning import finish
from tests.factories.people import make_admin, make_coordinator, make_head, make_programme, make_school
from tests.support.client import Client

PROGRAMME = "/programmes/belarus"


def uninvited(**values: object) -> School:
    return make_school(invited_at=None, registered_at=None, **values)  # type: ignore[arg-type]


def mails() -> list[str]:
    return list(db.session.scalars(select(OutgoingMail.recipient).order_by(OutgoingMail.id)))


def test_a_head_gets_a_mail_in_the_language_of_the_choice(client: Client) -> None:
    school = uninvited(name="Gymnasium 4")
    client.sign_in(make_coordinator(name="Kira Coordinator"))
    url = f"{PROGRAMME}/schools/{school.ref}"
    page = client.submit(
        url, {"name": "Helen Head", "email": "Helen@School.example"}, to=f"{url}/invite-head"
    )
    assert "The invitation to helen@school.example is on its way." in client.get(page.location).text
    assert "Works until" in client.get(url).text
    mail = db.session.scalars(select(OutgoingMail)).one()
    assert mail.recipient == "helen@school.example"
    assert "Gymnasium 4" in mail.body
    db.session.expire_all()
    kept = db.session.scalars(select(School)).one()
    assert kept.invited_at is not None
    assert (kept.head_email, kept.reached) == ("helen@school.example", 1)
    event = db.session.scalars(select(AuditEvent)).one()
    assert (event.action, event.details) == ("invite-head", {})


def test_sent_again_the_old_link_stops_working(client: Client) -> None:
    school = uninvited()
    client.sign_in(make_coordinator())
    url = f"{PROGRAMME}/schools/{school.ref}"
    for _ in range(2):
        client.submit(url, {"email": "head@school.example"}, to=f"{url}/invite-head")
    states = [
        one.revoked_at is None for one in db.session.scalars(select(Invitation).order_by(Invitation.id))
    ]
    assert states == [False, True]
    assert "Replaced or taken back" in client.get(url).text


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "head@school..example"])
def test_an_address_that_is_none_is_told_at_the_field(client: Client, email: str) -> None:
    school = uninvited()
    client.sign_in(make_coordinator())
    url = f"{PROGRAMME}/schools/{school.ref}"
    page = client.submit(url, {"name": "Kept Name", "email": email}, to=f"{url}/invite-head", status=422)
    assert page.form("invite-head")["name"] == "Kept Name"
    assert mails() == []


def test_many_heads_are_invited_from_the_addresses_of_the_list(client: Client) -> None:
    for number in range(3):
        uninvited(region="Brest", head_email=f"head{number}@school.example")
    uninvited(region="Minsk", head_email="minsk@school.example")
    uninvited(region="Brest", name="Without an address")
    uninvited(region="Brest", name="Bad address", head_email="nobody")
    client.sign_in(make_coordinator())
    page = client.submit(f"{PROGRAMME}/invite-head", {"region": "Brest"})
    shown = client.get(page.location).text
    assert "3 invitations are on their way." in shown
    assert "Bad address" in shown
    assert mails() == [f"head{number}@school.example" for number in range(3)]


def test_heads_who_did_not_answer_are_reminded_once_a_week(client: Client) -> None:
    school = make_school(
        registered_at=None, invited_at=now() - timedelta(days=20), head_email="head@school.example"
    )
    client.sign_in(make_coordinator())
    client.post(f"{PROGRAMME}/remind", {"what": "heads"})
    assert mails() == ["head@school.example"]
    client.post(f"{PROGRAMME}/remind", {"what": "heads"})
    assert mails() == ["head@school.example"]
    events = list(db.session.scalars(select(AuditEvent)))
    assert [(event.action, event.subject_ref) for event in events] == [("remind", school.ref)]


def test_only_leads_who_have_not_finished_are_reminded_of_the_training(client: Client) -> None:
    done, behind = make_head(make_school()), make_head(make_school())
    for module in curriculum().modules:
        finish(done, module.id)
    client.sign_in(make_coordinator())
    assert "In 1 school the head or the coordinator" in client.get(f"{PROGRAMME}/remind").text
    client.post(f"{PROGRAMME}/remind", {"what": "training"})
    told = list(db.session.scalars(select(Notice.user_id)))
    assert told == [behind.id]


def test_reminding_of_nothing_known_is_told(client: Client) -> None:
    client.sign_in(make_coordinator())
    assert "Choose what to remind of." in client.post(f"{PROGRAMME}/remind", {"what": "x"}, status=422).text


def test_nobody_but_the_own_coordinator_invites(client: Client) -> None:
    school = uninvited()
    url = f"{PROGRAMME}/schools/{school.ref}/invite-head"
    client.sign_in(make_coordinator(make_programme("MD"))).post(
        url, {"email": "a@school.example"}, status=404
    )
    client.sign_in(make_admin()).post(url, {"email": "a@school.example"}, status=404)
    client.sign_in(make_admin()).post(f"{PROGRAMME}/invite-head", {}, status=403)
    assert mails() == []
