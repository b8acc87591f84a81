"""The submission: every obstacle with a link, the head's word, and a case that stands still."""

from app.clock import now
from app.domain.workflow import State
from app.extensions import db
from app.models import Application, AuditEvent, Claim, EvidenceVersion, OutgoingMail, School
from tests.factories.cases import claim_of, make_application
from tests.factories.people import make_coordinator, make_head, make_member, make_school
from tests.support.client import Client
from tests.web.applications.ready import coordinator_of, head_of, ready_application


def test_the_list_names_every_obstacle_with_a_link(client: Client) -> None:
    school = make_school()
    application = make_application(school)
    page = client.sign_in(make_head(school)).get(f"/applications/{application.ref}/submit")
    items = page.soup.select(".obstacles li")
    assert (
        len(items) == 3 + 35
    )  # commitment, head, coordinator; every criterion but the one that rates itself
    assert all(item.select_one("a[href]") for item in items)
    for link in {item.select_one("a")["href"].split("#")[0] for item in items[:5]}:
        client.get(link)
    assert not page.soup.select("main form")


def test_what_is_missing_refuses_the_submission_too(client: Client) -> None:
    application = ready_application()
    claim = claim_of(application, "3.1")
    claim.how = "Too thin."
    db.session.commit()
    client.sign_in(head_of(application.school))
    page = client.post(f"/applications/{application.ref}/submit", {"confirmed": "y"}, status=409)
    assert "3.1: describe how you do it." in page.text
    assert db.session.get_one(Application, application.id).state is State.DRAFT


def test_the_head_confirms_and_everything_is_frozen(client: Client) -> None:
    application = ready_application()
    coordinator = make_coordinator(application.programme)
    head = head_of(application.school)
    client.sign_in(head).submit(f"/applications/{application.ref}/submit", {"confirmed": "y"})
    saved = db.session.get_one(Application, application.id)
    assert (saved.state, saved.submitted_by_id) == (State.SUBMITTED, head.id)
    assert db.session.query(EvidenceVersion).filter(EvidenceVersion.frozen_at.is_(None)).count() == 0
    own_record = db.session.query(Claim).filter_by(application_id=application.id, criterion="1.3").one()
    assert own_record.level == 3
    event = db.session.query(AuditEvent).filter_by(action="submit").one()
    assert (event.details["from"], event.details["to"]) == ("draft", "submitted")
    assert len(event.details["evidence"]) == 35
    mails = {mail.user_id: mail.subject for mail in db.session.query(OutgoingMail)}
    assert mails[coordinator.id] == f"{application.school.name} submitted application {application.ref}"
    assert mails[head.id] == f"Your application {application.ref} is submitted"


def test_a_double_click_submits_once(client: Client) -> None:
    application = ready_application()
    client.sign_in(head_of(application.school))
    shown = client.get(f"/applications/{application.ref}/submit").form("/submit")
    for _ in range(2):
        client.post(f"/applications/{application.ref}/submit", {**shown, "confirmed": "y"}, fresh=False)
    assert db.session.query(AuditEvent).filter_by(action="submit").count() == 1
    client.post(f"/applications/{application.ref}/submit", {"confirmed": "y"}, status=409)


def test_without_the_tick_nothing_happens(client: Client) -> None:
    application = ready_application()
    client.sign_in(head_of(application.school)).post(f"/applications/{application.ref}/submit", status=422)
    assert db.session.get_one(Application, application.id).state is State.DRAFT


def test_the_coordinator_reads_who_must_submit(client: Client) -> None:
    application = ready_application()
    school = db.session.get_one(School, application.school_id)
    head = head_of(school)
    page = client.sign_in(coordinator_of(school)).get(f"/applications/{application.ref}/submit")
    assert f"Only the head can submit: {head.name}." in page.text
    client.post(f"/applications/{application.ref}/submit", {"confirmed": "y"}, status=403)
    client.sign_in(make_member(school)).post(
        f"/applications/{application.ref}/submit", {"confirmed": "y"}, status=403
    )


def test_a_page_that_grew_old_does_not_submit(client: Client) -> None:
    application = ready_application()
    client.sign_in(head_of(application.school))
    shown = client.get(f"/applications/{application.ref}/submit").form("/submit")
    application = db.session.get_one(Application, application.id)
    application.moved_at = now()
    db.session.commit()
    client.post(
        f"/applications/{application.ref}/submit", {**shown, "confirmed": "y"}, status=409, fresh=False
    )
    assert db.session.get_one(Application, application.id).state is State.DRAFT


def test_an_application_is_given_up_with_a_reason(client: Client) -> None:
    school = make_school()
    application = make_application(school)
    client.sign_in(make_head(school))
    url = f"/applications/{application.ref}/cancel"
    client.submit(url, {"reason": "short"}, status=422)
    client.submit(url, {"reason": "Our school is closed for repairs this year."})
    saved = db.session.get_one(Application, application.id)
    assert (saved.state, saved.closed_reason) == (
        State.CANCELLED,
        "Our school is closed for repairs this year.",
    )
    client.post(url, {"reason": "Our school is closed for repairs this year."}, status=409)
