"""The decision: votes, the ceiling, races, and what an award keeps."""

from datetime import timedelta

import pytest

from app.clock import today
from app.domain import codes
from app.domain.workflow import AwardState, State
from app.extensions import db
from app.jobs import run_due
from app.models import AuditEvent, Award, Decision, Job, OutgoingMail
from app.models.assessment import Severity
from certificates.facts import check_printable, from_json
from tests.factories.cases import make_application
from tests.support.client import Client
from tests.web.assessments.cases import Case, final_case, make_finding
from tests.web.assessments.voting import REASON, refuse, state_of, vote, vote_directly


def test_the_judge_alone_awards_bronze(client: Client) -> None:
    case = final_case("bronze", visit="")
    vote(client, case.judge, case, "bronze")
    award = db.session.query(Award).one()
    assert state_of(case) is State.AWARDED
    assert (award.tier, award.state, award.decided_by_ids) == ("bronze", AwardState.ACTIVE, [case.judge.id])
    assert award.snapshot["decided_by"] == "assessor"


def test_an_award_keeps_all_that_its_certificate_says(client: Client) -> None:
    case = final_case("silver", name="Ліцэй № 5, Брэст")
    vote(client, case.decider(), case, "silver")
    award = db.session.query(Award).one()
    assert isinstance(codes.parse(award.code), codes.Code)
    facts = from_json(award.snapshot)
    check_printable(facts)
    assert (facts.school, facts.tier, facts.code) == ("Ліцэй № 5, Брэст", "silver", award.code)
    assert (facts.issued_on, facts.expires_on) == (award.issued_on, award.expires_on)
    assert facts.verify_url == f"http://localhost/verify/{award.code}"
    assert [module.level for module in facts.module_levels] == [3] * 5
    assert all(module.title for module in facts.module_levels)
    assert not facts.specimen
    assert facts.decided_by == "second-assessor"
    job = db.session.query(Job).filter_by(name="issue-certificate").one()
    assert job.arguments == {"award_id": award.id}


def test_the_school_is_told_at_once_and_the_log_says_what_happened(client: Client) -> None:
    case = final_case("silver")
    vote(client, case.decider(), case, "silver")
    award = db.session.query(Award).one()
    mail = db.session.query(OutgoingMail).filter_by(recipient=case.head.email).one()
    assert award.code in mail.body
    assert not mail.digest
    event = db.session.query(AuditEvent).filter_by(action="award").one()
    assert (event.details["to"], event.details["tier"], event.details["code"]) == (
        "awarded",
        "silver",
        award.code,
    )


def test_conditions_are_part_of_the_award(client: Client) -> None:
    case = final_case("silver")
    vote(client, case.decider(), case, "silver", conditions="Name a deputy by June.")
    assert state_of(case) is State.AWARDED_WITH_CONDITIONS
    assert db.session.query(Award).one().conditions == "Name a deputy by June."


def test_people_may_go_lower_and_nobody_higher(client: Client) -> None:
    case = final_case("silver")
    decider = case.decider()
    page = client.sign_in(decider).get(f"{case.url}/award")
    assert [radio["value"] for radio in page.soup.select("input[name=tier]")] == ["silver", "bronze"]
    vote(client, decider, case, "gold", status=422)
    vote(client, decider, case, "bronze")
    assert db.session.query(Award).one().snapshot["decided_by"] == "second-assessor"


def test_without_a_tier_only_a_refusal_is_offered(client: Client) -> None:
    case = final_case(None)
    page = client.sign_in(case.judge).get(f"{case.url}/award")
    assert not page.soup.select("input[name=tier]")
    refuse(client, case.judge, case)
    assert state_of(case) is State.DECLINED
    assert "do not work yet" in client.sign_in(case.head).get(f"{case.url}/report").text
    mail = db.session.query(OutgoingMail).filter_by(recipient=case.head.email).one()
    assert "The routes to report do not work yet." in mail.body


@pytest.mark.parametrize(
    ("visit", "ceiling", "words"),
    [("", "silver", "need interviews or a visit"), ("interviews", "gold", "Gold needs a visit")],
)
def test_a_missing_visit_forbids_the_tier_in_words(
    client: Client, visit: str, ceiling: str, words: str
) -> None:
    case = final_case(ceiling, visit=visit)
    page = vote(client, case.decider(), case, ceiling, status=409)
    assert words in page.text
    assert REASON in page.text
    assert db.session.query(Decision).count() == 0


@pytest.mark.parametrize(("days", "status"), [(None, 409), (120, 409), (60, 303)])
def test_silver_needs_a_date_within_ninety_days_for_each_minor_finding(
    client: Client, days: int | None, status: int
) -> None:
    case = final_case("silver")
    make_finding(case.application, case.judge, Severity.MINOR, days)
    vote(client, case.decider(), case, "silver", status=status)


def test_bronze_does_not_follow_bronze(client: Client) -> None:
    case = final_case("bronze", visit="")
    give_earlier(case, "bronze")
    page = vote_directly(client, case.judge, case, "bronze")
    assert "cannot be renewed" in page.text
    assert db.session.query(Award).count() == 1


def give_earlier(case: Case, tier: str, state: AwardState = AwardState.ACTIVE) -> Award:
    earlier = make_application(case.school, State.AWARDED, submitted_by=case.head)
    award = Award(
        code=codes.new(bytes(16)),
        application_id=earlier.id,
        school_id=case.school.id,
        programme_id=case.school.programme_id,
        tier=tier,
        scheme_version="1.0",
        state=state,
        issued_on=today() - timedelta(days=400),
        expires_on=today() + timedelta(days=100),
        snapshot={},
        decided_by_ids=[],
    )
    db.session.add(award)
    db.session.commit()
    return award


@pytest.mark.parametrize("state", [AwardState.ACTIVE, AwardState.SUSPENDED])
def test_a_new_award_supersedes_the_earlier_one(client: Client, state: AwardState) -> None:
    case = final_case("silver")
    earlier = give_earlier(case, "bronze", state)
    vote(client, case.decider(), case, "silver")
    db.session.expire_all()
    new = db.session.query(Award).filter_by(application_id=case.application.id).one()
    assert earlier.state is AwardState.SUPERSEDED
    assert earlier.superseded_by_id == new.id


def test_a_name_that_cannot_be_printed_is_named_and_nothing_changes(client: Client) -> None:
    case = final_case("silver", name="School 🏫 of joy")
    page = vote(client, case.decider(), case, "silver", status=422)
    assert "could not be printed" in page.text
    assert "🏫" in page.text
    assert REASON in page.html
    assert state_of(case) is State.REPORT_FINAL
    assert db.session.query(Decision).count() == 0


@pytest.mark.parametrize("values", [{"award_reason": "Good."}, {"tier": ""}])
def test_an_incomplete_decision_comes_back(client: Client, values: dict[str, str]) -> None:
    case = final_case("silver")
    url = f"{case.url}/award"
    given = {"tier": "silver", "award_reason": REASON} | values
    client.sign_in(case.decider()).submit(url, given, to=url, status=422)
    assert db.session.query(Award).count() == 0


def test_the_second_factor_is_asked_again_before_a_decision(client: Client) -> None:
    case = final_case("silver")
    page = client.sign_in(case.decider(), stepped_up=False).get(f"{case.url}/award", status=303)
    assert "step-up" in page.location


def test_before_the_report_is_final_there_is_nothing_to_decide(client: Client) -> None:
    case = final_case("silver")
    case.application.state = State.CHECK_OF_FACTS
    decider = case.decider()
    assert "nothing to decide" in client.sign_in(decider).get(f"{case.url}/award").text
    vote_directly(client, decider, case, "silver")
    assert db.session.query(Award).count() == 0


def test_the_certificate_is_prepared_after_the_commit(client: Client) -> None:
    case = final_case("silver")
    vote(client, case.decider(), case, "silver")
    run_due()
    db.session.expire_all()
    award = db.session.query(Award).one()
    assert db.session.query(Job).filter_by(name="issue-certificate").one().failed == ""
    assert award.pdf_sha256 is not None
    assert award.prepared_at is not None
