"""After every decision, whatever a stranger looks at says the same: list, page, JSON, badge and register."""

import json
from datetime import timedelta

import pytest
import time_machine

from app.assessments.operations.issue import issue_award
from app.clock import now, today
from app.domain.award import Status
from app.domain.facts import Function
from app.domain.workflow import State
from app.extensions import db
from app.files import files
from app.models import Award
from certificates.status_list import is_revoked
from tests.factories.awards import certify
from tests.factories.cases import assign, make_application
from tests.factories.people import make_assessor
from tests.support.client import Client
from tests.web.assessments.cases import Case, final_case, mark
from tests.web.assessments.voting import vote

PAGE = {
    Status.ACTIVE: "This certificate is valid.",
    Status.SUSPENDED: "This certificate is suspended.",
    Status.WITHDRAWN: "This certificate was withdrawn.",
    Status.EXPIRED: "This certificate has expired.",
    Status.SUPERSEDED: "This certificate was replaced by a newer one.",
}
BADGE = {
    Status.ACTIVE: "Bronze: valid", Status.SUSPENDED: "Suspended", Status.WITHDRAWN: "Withdrawn",
    Status.EXPIRED: "Expired", Status.SUPERSEDED: "Replaced",
}  # fmt: skip

STATUS_PAGES = (
    "/verify/{code}",
    "/status/1",
    "/verify/register",
    "/verify/register.json",
    "/verify/register.csv",
)


def said(client: Client, award: Award) -> dict[str, object]:
    """What each surface says of this award now, asked as a stranger."""
    stranger = Client(client.app)
    page = stranger.get(f"/verify/{award.code}").soup.select_one(".verdict").get_text()
    badge = stranger.get(f"/verify/{award.code}/badge.svg").response.get_data(as_text=True)
    listed = json.loads(stranger.get("/status/1").response.get_data())["credentialSubject"]["encodedList"]
    rows = stranger.get("/verify/register.json").response.get_json()["schools"]
    register = {row["code"]: row["status"] for row in rows}
    table = stranger.get(f"/verify/register?q={award.code}").soup.select_one("main tbody")
    return {
        "page": page, "badge": badge, "revoked": is_revoked(listed, award.status_index),
        "register": register.get(award.code), "table": table.get_text() if table else "",
    }  # fmt: skip


def agree(client: Client, award: Award, status: Status) -> None:
    """All five surfaces say this status."""
    db.session.expire_all()
    found = said(client, award)
    assert PAGE[status] in found["page"]
    assert BADGE[status] in found["badge"]
    assert found["revoked"] is (status is Status.WITHDRAWN)
    if status is Status.SUPERSEDED:  # the register shows what the school holds now
        assert (found["register"], found["table"]) == (None, "")
    else:
        assert found["register"] == status.value
        assert status.value.capitalize() in found["table"]


def decide(client: Client, case: Case, award: Award, verb: str) -> None:
    given = {"reason": "The coordinator left, and nobody reads the reports."}
    client.sign_in(case.judge).post(f"/assessments/awards/{award.code}/{verb}", given, status=303)


@pytest.fixture
def awarded(client: Client) -> tuple[Case, Award]:
    case = final_case("bronze", visit="")
    vote(client, case.judge, case, "bronze")
    return case, certify(db.session.query(Award).one())


def test_every_surface_follows_every_decision(client: Client, awarded: tuple[Case, Award]) -> None:
    case, award = awarded
    before = files().get(award.credential_key)
    agree(client, award, Status.ACTIVE)
    for verb, status in (
        ("suspend", Status.SUSPENDED), ("restore", Status.ACTIVE), ("suspend", Status.SUSPENDED),
        ("withdraw", Status.WITHDRAWN),
    ):  # fmt: skip
        decide(client, case, award, verb)
        agree(client, award, status)
    stranger = Client(client.app).get(f"/verify/{award.code}.json").response
    assert stranger.get_data() == before  # the credential itself never changes: its list does
    assert json.loads(before)["credentialStatus"]["statusListCredential"] == "http://localhost/status/1"


def test_a_renewal_replaces_the_old_certificate_everywhere(
    client: Client, awarded: tuple[Case, Award]
) -> None:
    _, old = awarded
    application = make_application(old.school, State.REPORT_FINAL)
    judge, decider = make_assessor(), make_assessor()
    assign(application, judge, Function.ASSESSOR)
    assign(application, decider, Function.DECIDER)
    mark(application, judge, 3, 3)
    application.judged_by_id, application.ceiling = judge.id, "silver"
    db.session.commit()
    with client.app.test_request_context():
        new = issue_award(application, "silver", "", [decider.id])
        db.session.commit()
    certify(new)
    agree(client, old, Status.SUPERSEDED)
    assert f"/verify/{new.code}" in Client(client.app).get(f"/verify/{old.code}").html
    found = said(client, new)
    assert "This certificate is valid." in found["page"]
    assert "Silver: valid" in found["badge"]
    assert (found["revoked"], found["register"]) == (False, "active")


def test_on_the_day_after_the_last_all_say_expired(client: Client, awarded: tuple[Case, Award]) -> None:
    _, award = awarded
    last = now() + timedelta(days=(award.expires_on - today()).days)
    with time_machine.travel(last, tick=False):
        agree(client, award, Status.ACTIVE)
    with time_machine.travel(last + timedelta(days=1), tick=False):
        agree(client, award, Status.EXPIRED)


@pytest.mark.parametrize("path", STATUS_PAGES)
def test_nothing_that_tells_the_status_is_kept_for_longer_than_a_minute(
    client: Client, awarded: tuple[Case, Award], path: str
) -> None:
    _, award = awarded
    control = Client(client.app).get(path.format(code=award.code)).response.cache_control
    assert control.no_cache or control.no_store or (control.max_age is not None and control.max_age <= 60)
