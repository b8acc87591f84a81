"""The commitment and the opening of an application."""

from typing import Any

from app.clock import today
from app.domain.workflow import State
from app.extensions import db
from app.models import Application, AuditEvent, Claim, OutgoingMail, School
from modules.load import load_scheme
from tests.factories.cases import make_application
from tests.factories.people import (
    make_coordinator,
    make_head,
    make_member,
    make_school,
    make_school_coordinator,
)
from tests.support.client import Client


def test_the_head_signs_the_commitment(client: Client) -> None:
    school = make_school()
    client.sign_in(make_head(school))
    client.submit(
        f"/schools/{school.ref}/commitment", {"agreed": "y"}, to=f"/schools/{school.ref}/sign-commitment"
    )
    assert db.session.get_one(School, school.id).commitment_signed_at is not None
    assert "It is not a certificate" in client.get(f"/schools/{school.ref}/commitment").text
    assert (
        db.session.query(AuditEvent).filter_by(action="sign-commitment", subject_ref=school.ref).count() == 1
    )


def test_nothing_is_signed_without_the_tick(client: Client) -> None:
    school = make_school()
    client.sign_in(make_head(school)).post(f"/schools/{school.ref}/sign-commitment", status=422)
    assert db.session.get_one(School, school.id).commitment_signed_at is None


def test_only_the_head_signs(client: Client) -> None:
    school = make_school()
    url = f"/schools/{school.ref}/sign-commitment"
    client.sign_in(make_school_coordinator(school)).post(url, {"agreed": "y"}, status=403)
    client.sign_in(make_member(school)).post(url, {"agreed": "y"}, status=403)


def test_an_opened_application_is_pinned_and_has_every_claim(client: Client) -> None:
    school = make_school()
    coordinator = make_coordinator(school.programme)
    page = client.sign_in(make_head(school)).post(f"/schools/{school.ref}/open-application")
    application = db.session.query(Application).one()
    assert application.ref == f"BY-{today().year}-0001"
    assert page.location.endswith(f"/applications/{application.ref}")
    assert application.scheme_version == load_scheme().version
    assert db.session.query(Claim).filter_by(application_id=application.id).count() == 36
    assert db.session.query(OutgoingMail).filter_by(user_id=coordinator.id).count() == 1


def test_numbers_go_on_from_the_highest(client: Client) -> None:
    make_application(ref=f"BY-{today().year}-9999", state=State.CANCELLED)
    school = make_school()
    client.sign_in(make_head(school)).post(f"/schools/{school.ref}/open-application")
    assert (
        db.session.query(Application).filter_by(school_id=school.id).one().ref == f"BY-{today().year}-10000"
    )


def test_a_double_click_opens_one_application(client: Client) -> None:
    school = make_school()
    client.sign_in(make_head(school))
    keys: dict[str, Any] = {"csrf_token": client.csrf(), "once": "the same key twice 123"}
    first = client.post(f"/schools/{school.ref}/open-application", keys, fresh=False)
    second = client.post(f"/schools/{school.ref}/open-application", keys, fresh=False)
    assert first.location == second.location
    assert db.session.query(Application).count() == 1


def test_a_second_open_application_is_refused(client: Client) -> None:
    school = make_school()
    make_application(school)
    page = client.sign_in(make_head(school)).post(f"/schools/{school.ref}/open-application", status=409)
    assert "Your school has an open application already." in page.text


def test_members_and_coordinators_of_the_country_open_nothing(client: Client) -> None:
    school = make_school()
    url = f"/schools/{school.ref}/open-application"
    client.sign_in(make_member(school)).post(url, status=403)
    client.sign_in(make_coordinator(school.programme)).post(url, status=403)
