"""An award is suspended, restored, withdrawn by those who decided it."""

import pytest

from app.domain import codes
from app.domain.workflow import AwardState
from app.extensions import db
from app.models import AuditEvent, Award, OutgoingMail
from tests.factories.people import make_admin, make_assessor
from tests.support.client import Client
from tests.web.assessments.cases import Case, final_case

REASON = "The coordinator left, and nobody reads the reports."


def awarded(client: Client) -> tuple[Case, Award]:
    """A case that its judge awarded Bronze, who is signed in."""
    case = final_case("bronze", visit="")
    url = f"{case.url}/award"
    values = {"tier": "bronze", "award_reason": "The foundations are all in place."}
    client.sign_in(case.judge).submit(url, values, to=url)
    return case, db.session.query(Award).one()


def send(client: Client, award: Award, verb: str, status: int) -> None:
    client.post(f"/assessments/awards/{award.code}/{verb}", {"reason": REASON}, status=status)


def test_suspending_shows_on_the_public_page_at_once_and_restoring_too(client: Client) -> None:
    case, award = awarded(client)
    client.get(f"/assessments/awards/{award.code}")
    send(client, award, "suspend", 303)
    db.session.expire_all()
    assert (award.state, award.state_reason) == (AwardState.SUSPENDED, REASON)
    assert REASON in client.get(f"/verify/{award.code}").text
    send(client, award, "restore", 303)
    db.session.expire_all()
    assert award.state is AwardState.ACTIVE
    events = [
        e.action for e in db.session.query(AuditEvent).filter_by(subject_type="Award").order_by(AuditEvent.id)
    ]
    assert events == ["suspend", "restore"]
    bodies = [m.body for m in db.session.query(OutgoingMail).filter_by(recipient=case.head.email)]
    assert sum(REASON in body for body in bodies) == 2


def test_a_withdrawn_award_never_comes_back(client: Client) -> None:
    _, award = awarded(client)
    send(client, award, "withdraw", 303)
    send(client, award, "restore", 409)
    page = client.get(f"/assessments/awards/{award.code}")
    assert not page.soup.select("main form")
    assert "Withdrawn" in page.text


def test_a_public_reason_is_required(client: Client) -> None:
    _, award = awarded(client)
    page = client.post(f"/assessments/awards/{award.code}/suspend", {"reason": "Short."}, status=422)
    assert "Short." in page.html
    db.session.expire_all()
    assert award.state is AwardState.ACTIVE


@pytest.mark.parametrize("verb", ["suspend", "restore", "withdraw"])
def test_only_who_decided_may_change_an_award(client: Client, verb: str) -> None:
    case, award = awarded(client)
    for who, status in (
        (case.head, 403),
        (case.coordinator, 403),
        (make_assessor(), 404),
        (make_admin(), 404),
    ):
        client.sign_in(who)
        send(client, award, verb, status)


def test_the_school_sees_the_award_without_the_buttons(client: Client) -> None:
    case, award = awarded(client)
    page = client.sign_in(case.head).get(f"/assessments/awards/{award.code}")
    assert not page.soup.select("main form")


def test_an_unknown_code_is_not_found(client: Client) -> None:
    case, _ = awarded(client)
    client.sign_in(case.judge).get(f"/assessments/awards/{codes.new(bytes(range(16)))}", status=404)
