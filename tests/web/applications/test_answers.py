"""The school asks for support and answers: the expert, the assessor, the report; and it may object."""

import pytest

from app.clock import now
from app.domain.facts import AssignmentState, Function
from app.domain.workflow import State
from app.extensions import db
from app.models import Application, Assignment, AuditEvent, ChangeRequest, EvidenceVersion, Judgement, Notice
from tests.factories.cases import assign, claim_of, make_application, make_evidence
from tests.factories.people import (
    make_assessor,
    make_coordinator,
    make_expert,
    make_head,
    make_member,
    make_school,
    save,
)
from tests.support.client import Client


def _asked(application: Application, criterion: str) -> ChangeRequest:
    claim, expert = claim_of(application, criterion), make_expert()
    return save(
        ChangeRequest(
            claim_id=claim.id, expert_id=expert.id, round=1, note="Add time limits.", asked_at=now()
        )
    )


@pytest.fixture
def round_one() -> tuple[Application, ChangeRequest, ChangeRequest]:
    """An application with two requests of its expert."""
    application = make_application(state=State.CHANGES_REQUESTED, support_round=1)
    return application, _asked(application, "3.1"), _asked(application, "3.2")


def test_support_is_asked_for_and_the_programme_is_told(client: Client) -> None:
    school = make_school()
    coordinator, application = make_coordinator(school.programme), make_application(school)
    client.sign_in(make_head(school)).post(f"/applications/{application.ref}/request-support")
    assert db.session.get_one(Application, application.id).state is State.IN_SUPPORT
    assert db.session.query(Notice).filter_by(user_id=coordinator.id, urgent=True).count() == 1
    client.post(f"/applications/{application.ref}/request-support", status=409)
    client.sign_in(make_member(school)).post(f"/applications/{application.ref}/request-support", status=403)


def test_answers_can_be_kept_before_they_are_sent(
    client: Client, round_one: tuple[Application, ChangeRequest, ChangeRequest]
) -> None:
    application, first, _ = round_one
    client.sign_in(make_head(application.school))
    url = f"/applications/{application.ref}/answer-changes"
    client.submit(url, {f"answer-{first.id}": "Done: two days.", "send": "no"})
    assert db.session.get_one(Application, application.id).state is State.CHANGES_REQUESTED
    assert client.get(url).form()[f"answer-{first.id}"].strip() == "Done: two days."


def test_no_request_is_left_without_an_answer(
    client: Client, round_one: tuple[Application, ChangeRequest, ChangeRequest]
) -> None:
    application, first, _ = round_one
    client.sign_in(make_head(application.school))
    url = f"/applications/{application.ref}/answer-changes"
    page = client.submit(url, {f"answer-{first.id}": "Done: two days.", "send": "yes"}, status=422)
    assert "Some requests have no answer yet." in page.text
    assert page.form()[f"answer-{first.id}"].strip() == "Done: two days."
    assert db.session.get_one(Application, application.id).state is State.CHANGES_REQUESTED


def test_sent_answers_bring_the_case_back_to_the_expert(
    client: Client, round_one: tuple[Application, ChangeRequest, ChangeRequest]
) -> None:
    application, first, second = round_one
    expert = make_expert()
    assign(application, expert, Function.EXPERT)
    client.sign_in(make_head(application.school))
    answers = {f"answer-{first.id}": "Done.", f"answer-{second.id}": "Done too.", "send": "yes"}
    client.submit(f"/applications/{application.ref}/answer-changes", answers)
    assert db.session.get_one(Application, application.id).state is State.IN_SUPPORT
    assert db.session.get_one(ChangeRequest, second.id).answered_at is not None
    assert db.session.query(Notice).filter_by(user_id=expert.id).count() == 1
    assert db.session.query(AuditEvent).filter_by(action="answer-changes").one().details["to"] == "in-support"


def test_an_answer_to_somebody_elses_request_changes_nothing(
    client: Client, round_one: tuple[Application, ChangeRequest, ChangeRequest]
) -> None:
    _, first, _ = round_one
    other = make_application(make_school(), State.CHANGES_REQUESTED, support_round=1)
    client.sign_in(make_head(other.school))
    client.post(f"/applications/{other.ref}/answer-changes", {f"answer-{first.id}": "Mine.", "send": "no"})
    assert db.session.get_one(ChangeRequest, first.id).answer == ""


def test_the_assessor_gets_an_answer_and_new_evidence_is_frozen(client: Client) -> None:
    school = make_school()
    head, assessor = make_head(school), make_assessor()
    application = make_application(
        school, State.INFORMATION_REQUESTED, submitted_by=head, information_asked="When was the drill?"
    )
    assign(application, assessor, Function.ASSESSOR)
    make_evidence(claim_of(application, "3.8"), head)
    url = f"/applications/{application.ref}/answer-information"
    client.sign_in(head).submit(url, {"answer": ""}, status=422)
    assert "When was the drill?" in client.get(url).text
    client.submit(url, {"answer": "On 12 October, see the record."})
    saved = db.session.get_one(Application, application.id)
    assert (saved.state, saved.information_answer) == (State.WITH_ASSESSOR, "On 12 October, see the record.")
    assert db.session.query(EvidenceVersion).one().frozen_at is not None
    assert db.session.query(Notice).filter_by(user_id=assessor.id).count() == 1


def _report() -> Application:
    school = make_school()
    application = make_application(school, State.CHECK_OF_FACTS, submitted_by=make_head(school))
    save(
        Judgement(
            claim_id=claim_of(application, "3.1").id,
            assessor_id=make_assessor().id,
            d=3,
            p=2,
            reason="Pupils knew two routes.",
            evidence_seen=[],
            given_at=now(),
        )
    )
    return application


def test_the_school_reads_the_report_and_has_nothing_to_correct(client: Client) -> None:
    application = _report()
    url = f"/applications/{application.ref}/check-facts"
    client.sign_in(make_head(application.school))
    assert "Pupils knew two routes." in client.get(url).text
    client.submit(url, {"verdict": "right"})
    saved = db.session.get_one(Application, application.id)
    assert saved.facts_checked_at is not None
    assert saved.facts_answer == ""
    client.post(url, {"verdict": "right"}, status=409)


def test_a_correction_has_to_say_something(client: Client) -> None:
    application = _report()
    url = f"/applications/{application.ref}/check-facts"
    client.sign_in(make_head(application.school))
    assert "Write what is not right." in client.submit(url, {"verdict": "wrong"}, status=422).text
    client.submit(url, {"verdict": "wrong", "comment": "Pupils named three routes on that day."})
    saved = db.session.get_one(Application, application.id)
    assert saved.facts_answer == "Pupils named three routes on that day."


def test_levels_are_not_shown_before_the_report_is_sent(client: Client) -> None:
    application = _report()
    application.state = State.JUDGED
    db.session.commit()
    client.sign_in(make_head(application.school))
    client.get(f"/applications/{application.ref}/check-facts", status=403)
    assert "Pupils knew two routes." not in client.get(f"/applications/{application.ref}").text


def test_a_lead_objects_to_a_person_with_a_reason(client: Client) -> None:
    school = make_school()
    application = make_application(school, State.IN_SCREENING)
    coordinator, assessor = make_coordinator(school.programme), make_assessor()
    assignment = assign(application, assessor, Function.ASSESSOR, AssignmentState.PROPOSED)
    url = f"/applications/assignments/{assignment.id}/object"
    client.sign_in(make_member(school)).get(url, status=404)
    client.sign_in(make_head(school)).submit(url, {"reason": "Her sister teaches at our school."})
    saved = db.session.get_one(Assignment, assignment.id)
    assert (saved.state, saved.reason) == (AssignmentState.OBJECTED, "Her sister teaches at our school.")
    assert db.session.query(Notice).filter_by(user_id=coordinator.id).count() == 1
    event = db.session.query(AuditEvent).filter_by(action="object").one()
    assert "sister" not in str(event.details)
    client.sign_in(make_head(make_school())).post(url, {"reason": "Not our business at all."}, status=404)
