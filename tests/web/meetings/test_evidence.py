"""The record of a meeting as evidence for criterion 5.2."""

from app.extensions import db
from app.models import Evidence
from tests.factories.cases import make_application
from tests.factories.people import make_head, make_member, make_school
from tests.support.client import Client
from tests.web.meetings.held import make_held, make_meeting


def test_the_record_becomes_evidence_for_5_2_with_one_click(client: Client) -> None:
    school = make_school()
    lead = make_head(school)
    application = make_application(school)
    meeting = make_held(school, lead, lead)
    page = client.sign_in(lead).get(f"/meetings/{school.ref}/{meeting.ref}")
    link = next(one for one in page.soup.select("main a") if "Use as evidence for 5.2" in one.get_text())
    post = f"/meetings/claims/{application.ref}/5.2/add-evidence"
    assert "tick the box" in client.submit(str(link["href"]), {}, to=post, status=422).text
    client.submit(str(link["href"]), {"redacted": "y"}, to=post)
    kept = db.session.query(Evidence).one()
    assert (kept.claim.criterion, kept.kind, kept.dated_on) == ("5.2", "record", meeting.held_on)
    assert kept.versions[0].media_type == "application/pdf"


def test_a_record_is_no_evidence_for_another_criterion_or_school(client: Client) -> None:
    school, other = make_school(), make_school()
    lead = make_head(school)
    application = make_application(school)
    meeting, foreign = make_held(school, lead, lead), make_held(other, make_head(other))
    client.sign_in(lead)
    client.get(f"/meetings/claims/{application.ref}/5.1/add-evidence?meeting={meeting.ref}", status=404)
    client.get(f"/meetings/claims/{application.ref}/5.2/add-evidence?meeting={foreign.ref}", status=404)


def test_without_a_meeting_named_the_page_offers_those_that_are_finished(client: Client) -> None:
    school = make_school()
    lead = make_head(school)
    application = make_application(school)
    held, running = make_held(school, lead, lead), make_meeting(school, make_member(school))
    url = f"/meetings/claims/{application.ref}/5.2/add-evidence"
    page = client.sign_in(lead).get(url)
    linked = " ".join(str(one["href"]) for one in page.soup.select("main li a"))
    assert held.ref in linked
    assert running.ref not in linked
    client.post(url, {"redacted": "y"}, status=422)
    assert "criterion 5.2" in client.get(f"/meetings/claims/{application.ref}/3.1/add-evidence").text
