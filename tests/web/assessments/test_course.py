"""The course of an assessment: accept, ask, finish, send, make final; findings and visits on the way."""

from datetime import timedelta

import pytest

from app.clock import now, today
from app.domain.roles import Role
from app.domain.workflow import State
from app.extensions import db
from app.models import Application, AuditEvent, Finding, OutgoingMail, Visit
from app.models.assessment import Severity
from tests.factories.people import grant, make_user
from tests.support.client import Client
from tests.web.assessments.cases import Case, final_case, make_case, make_finding, mark


def state_of(case: Case) -> State:
    db.session.expire_all()
    return db.session.get_one(Application, case.application.id).state


def mails(case: Case, who: str) -> list[OutgoingMail]:
    user = getattr(case, who)
    return db.session.query(OutgoingMail).filter_by(recipient=user.email).order_by(OutgoingMail.id).all()


def test_accepting_a_case_opens_the_desk_and_tells_the_school(client: Client) -> None:
    case = make_case(State.IN_SCREENING)
    page = client.sign_in(case.judge).get(case.url)
    assert "Accept the case" in page.text
    client.submit(case.url, {}, to=f"{case.url}/accept-case")
    assert state_of(case) is State.WITH_ASSESSOR
    assert "has accepted application" in mails(case, "head")[0].body
    event = db.session.query(AuditEvent).filter_by(action="accept-case").one()
    assert (event.details["from"], event.details["to"]) == ("in-screening", "with-assessor")


def test_a_case_is_accepted_once(client: Client) -> None:
    case = make_case(State.IN_SCREENING)
    client.sign_in(case.judge).post(f"{case.url}/accept-case")
    client.post(f"{case.url}/accept-case", status=409)


def test_a_conflict_that_came_up_later_stops_the_case(client: Client) -> None:
    case = make_case(State.IN_SCREENING)
    grant(case.judge, Role.MEMBER, school=case.school)
    client.sign_in(case.judge).post(f"{case.url}/accept-case", status=403)


def test_a_question_reaches_the_leads_and_the_case_waits(client: Client) -> None:
    case = make_case()
    url = f"{case.url}/request-information"
    client.sign_in(case.judge).submit(
        url, {"question": "When did the board last look at the policy?"}, to=url
    )
    assert state_of(case) is State.INFORMATION_REQUESTED
    mail = mails(case, "head")[0]
    assert "When did the board last look at the policy?" in mail.body
    assert not mail.digest
    case.application.state, case.application.information_answer = State.WITH_ASSESSOR, "In May."
    db.session.commit()
    client.submit(url, {"question": "Who was present at that meeting?"}, to=url)
    page = client.get(case.url)
    for words in (
        "When did the board last look at the policy?",
        "In May.",
        "Who was present at that meeting?",
    ):
        assert words in page.text


def test_an_unjudged_criterion_blocks_the_end_by_name(client: Client) -> None:
    case = make_case()
    page = client.sign_in(case.judge).post(f"{case.url}/finish-assessment", status=409)
    assert "3.1 is not judged yet." in page.text
    assert state_of(case) is State.WITH_ASSESSOR


def test_a_judgement_without_a_reason_blocks_the_end(client: Client) -> None:
    case = make_case()
    mark(case.application, case.judge, 3)
    db.session.execute(db.text("UPDATE judgement SET reason = ' ' WHERE id = 4"))
    db.session.commit()
    page = client.sign_in(case.judge).post(f"{case.url}/finish-assessment", status=409)
    assert "has no reason yet." in page.text


@pytest.mark.parametrize(
    ("level", "critical", "ceiling"), [(2, 3, "bronze"), (3, 3, "silver"), (4, 4, "gold"), (2, 2, None)]
)
def test_the_tier_reached_becomes_the_ceiling(
    client: Client, level: int, critical: int, ceiling: str | None
) -> None:
    case = make_case()
    mark(case.application, case.judge, level, critical)
    client.sign_in(case.judge).submit(case.url, {}, to=f"{case.url}/finish-assessment")
    assert state_of(case) is State.JUDGED
    assert case.application.ceiling == ceiling
    assert case.application.judged_by_id == case.judge.id
    assert ("Please ask an uninvolved assessor" in mails(case, "coordinator")[0].body) is (
        ceiling in ("silver", "gold")
    )


def test_an_open_major_finding_leaves_no_tier(client: Client) -> None:
    case = make_case()
    mark(case.application, case.judge, 4)
    make_finding(case.application, case.judge, Severity.MAJOR)
    page = client.sign_in(case.judge).get(case.url)
    assert "No tier yet" in page.text
    assert "Open major findings: 1, allowed: 0" in page.text


def test_the_ceiling_is_computed_live_with_what_stands_in_the_way(client: Client) -> None:
    case = make_case()
    mark(case.application, case.judge, 4, critical=3)
    page = client.sign_in(case.judge).get(case.url)
    assert "Silver" in page.text
    assert "3.1 is 3, needs 4" in page.text


def test_findings_are_recorded_and_closed_with_a_note(client: Client) -> None:
    case = make_case()
    url = f"{case.url}/record-finding"
    client.sign_in(case.judge)
    client.submit(url, {"severity": ""}, to=url, status=422)
    values = {"criterion": "2.1", "severity": "minor", "text": "No deputy.", "due_on": "2030-01-31"}
    client.submit(url, values, to=url)
    assert db.session.query(Finding).one().text == "No deputy."
    close = f"{case.url}/close-finding"
    client.submit(close, {"note": "An order of 3 May names her."}, to=close)
    db.session.expire_all()
    assert db.session.query(Finding).one().closed_note == "An order of 3 May names her."
    assert "An order of 3 May names her." in client.get(case.url).text


def test_a_finding_of_another_case_is_not_closed(client: Client) -> None:
    case, other = make_case(), make_case()
    mine = make_finding(case.application, case.judge, Severity.MINOR)
    foreign = make_finding(other.application, other.judge, Severity.MAJOR)
    close = f"{case.url}/close-finding"
    form = client.sign_in(case.judge).get(close).form() | {"finding": str(foreign.id), "note": "Gone."}
    client.post(close, form, status=422, fresh=False)
    db.session.expire_all()
    assert (mine.closed_at, foreign.closed_at) == (None, None)


def test_a_visit_is_recorded_after_it_was_held(client: Client) -> None:
    case = make_case()
    url = f"{case.url}/record-visit"
    values = {
        "kind": "on-site",
        "held_on": str(today() + timedelta(days=1)),
        "note": "The head and two teachers.",
    }
    page = client.sign_in(case.judge).submit(url, values, to=url, status=422)
    assert "lies in the future" in page.text
    assert "The head and two teachers." in page.html
    client.submit(url, values | {"held_on": str(today())}, to=url)
    assert db.session.query(Visit).one().kind == "on-site"


def test_the_report_goes_to_the_school_and_waits_for_its_answer(client: Client) -> None:
    case = make_case(State.JUDGED)
    mark(case.application, case.judge, 3)
    client.sign_in(case.judge).submit(case.url, {}, to=f"{case.url}/send-report")
    assert state_of(case) is State.CHECK_OF_FACTS
    assert "whether the facts are right" in mails(case, "head")[0].body
    url = f"{case.url}/finalise-report"
    page = client.submit(url, {"reply": "Thank you."}, to=url, status=409)
    assert "The school is still checking the facts" in page.text
    assert "Thank you." in page.text


@pytest.mark.parametrize(("answered", "days"), [(True, 0), (False, 10)])
def test_the_report_is_final_once_the_school_answered_or_had_its_days(
    client: Client, answered: bool, days: int
) -> None:
    case = make_case(State.CHECK_OF_FACTS)
    mark(case.application, case.judge, 3)
    case.application.judged_by_id, case.application.ceiling = case.judge.id, "silver"
    case.application.moved_at = now() - timedelta(days=days)
    case.application.facts_checked_at = now() if answered else None
    case.application.facts_answer = "The meeting was in May." if answered else ""
    decider = case.decider()
    url = f"{case.url}/finalise-report"
    client.sign_in(case.judge).submit(url, {"reply": "Corrected: it was in May."}, to=url)
    assert state_of(case) is State.REPORT_FINAL
    told = db.session.query(OutgoingMail).filter_by(recipient=decider.email).one()
    assert "waits for your decision" in told.body
    page = client.sign_in(case.head).get(f"{case.url}/report")
    assert "Corrected: it was in May." in page.text


def test_the_report_names_marks_reasons_findings_and_fingerprints(client: Client) -> None:
    case = final_case("silver")
    make_finding(case.application, case.judge, Severity.MINOR, 30)
    case.application.claims[0].application.ceiling = "silver"
    judgement = db.session.execute(db.text("SELECT id FROM judgement LIMIT 1")).scalar_one()
    db.session.execute(
        db.text("UPDATE judgement SET evidence_seen = :seen WHERE id = :id"),
        {"seen": '[["ev-000001", 2, "' + "ab" * 32 + '"]]', "id": judgement},
    )
    db.session.commit()
    page = client.sign_in(case.head).get(f"{case.url}/report")
    for words in (
        "Silver",
        "The policy has no owner.",
        "ab" * 32,
        "version 2",
        "not a guarantee",
        "The head, two teachers.",
    ):
        assert words in page.text


def test_a_stale_page_does_not_finish_the_assessment(client: Client) -> None:
    case = make_case()
    mark(case.application, case.judge, 3)
    form = client.sign_in(case.judge).get(case.url).form("/finish-assessment")
    case.application.closed_reason = "changed"
    db.session.commit()
    client.post(f"{case.url}/finish-assessment", form, status=409, fresh=False)
    assert state_of(case) is State.WITH_ASSESSOR


def test_people_without_a_function_in_the_case_cannot_move_it(client: Client) -> None:
    case = make_case()
    for who in (case.head, case.coordinator):
        client.sign_in(who).post(f"{case.url}/finish-assessment", status=403)
    client.sign_in(make_user()).post(f"{case.url}/finish-assessment", status=404)
