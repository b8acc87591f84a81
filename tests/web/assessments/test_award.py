"""The decision: votes, the ceiling, races, and what an award keeps."""

from datetime import timedelta

import pytest

from app.clock import today
from app.domain import codes
from app.domain.workflow import AwardState, State
from app.extensions import db
from app.models import Application, AuditEvent, Award, Decision, Job, OutgoingMail, User
from app.models.assessment import Severity
from certificates.facts import check_printable, from_json
from tests.factories.cases import make_application
from tests.support.client import Client, Page
from tests.web.assessments.cases import Case, final_case, make_finding

REASON = "The report shows it, and the visit bore it out."


def vote(client: Client, user: User, case: Case, tier: str, status: int = 303, **values: str) -> Page:
    url = f"{case.url}/award"
    given = {"tier": tier, "award_reason": REASON} | values
    return client.sign_in(user).submit(url, given, to=url, status=status)


def refuse(client: Client, user: User, case: Case, status: int = 303) -> Page:
    values = {"decline_reason": "The routes to report do not work yet."}
    return client.sign_in(user).submit(f"{case.url}/award", values, to=f"{case.url}/decline", status=status)


def state_of(case: Case) -> State:
    db.session.expire_all()
    return db.session.get_one(Application, case.application.id).state


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


def vote_directly(client: Client, user: User, case: Case, tier: str) -> Page:
    """Send what the page does not offer."""
    values = {"tier": tier, "award_reason": REASON}
    return client.sign_in(user).post(f"{case.url}/award", values, status=409)


@pytest.mark.parametrize("state", [AwardState.ACTIVE, AwardState.SUSPENDED])
def test_a_new_award_supersedes_the_earlier_one(client: Client, state: AwardState) -> None:
    case = final_case("silver")
    earlier = give_earlier(case, "bronze", state)
    vote(client, case.decider(), case, "silver")
    db.session.expire_all()
    new = db.session.query(Award).filter_by(application_id=case.application.id).one()
    assert earlier.state is AwardState.SUPERSEDED
    assert earlier.superseded_by_id == new.id


def test_gold_waits_for_a_second_person_who_agrees(client: Client) -> None:
    case = final_case("gold")
    first, second = case.decider(), case.decider()
    vote(client, first, case, "gold")
    assert state_of(case) is State.REPORT_FINAL
    assert db.session.query(Award).count() == 0
    assert "one more is needed" in db.session.query(OutgoingMail).filter_by(recipient=second.email).one().body
    assert REASON not in client.sign_in(second).get(f"{case.url}/award").text
    vote(client, second, case, "gold")
    award = db.session.query(Award).one()
    assert (award.tier, award.decided_by_ids) == ("gold", [first.id, second.id])
    assert award.snapshot["decided_by"] == "panel"


def test_of_two_tiers_the_lower_one_is_awarded(client: Client) -> None:
    case = final_case("gold")
    vote(client, case.decider(), case, "gold")
    vote(client, case.decider(), case, "silver", conditions="Keep the log.")
    assert db.session.query(Award).one().tier == "silver"
    assert state_of(case) is State.AWARDED_WITH_CONDITIONS


def test_when_two_disagree_a_third_person_decides(client: Client) -> None:
    case = final_case("gold")
    vote(client, case.decider(), case, "gold")
    refuse(client, case.decider(), case)
    assert state_of(case) is State.REPORT_FINAL
    asked = db.session.query(OutgoingMail).filter_by(recipient=case.coordinator.email).all()
    assert "A third uninvolved assessor decides." in asked[-1].body
    refuse(client, case.decider(), case)
    assert state_of(case) is State.DECLINED


def test_nobody_votes_twice(client: Client) -> None:
    case = final_case("gold")
    decider = case.decider()
    vote(client, decider, case, "gold")
    page = vote_directly(client, decider, case, "gold")
    assert "You have voted on this case already." in page.text
    assert db.session.query(Decision).count() == 1


def test_a_second_assessor_who_comes_too_late_is_told_so_and_keeps_the_words(client: Client) -> None:
    case = final_case("silver")
    first, second = case.decider(), case.decider()
    url = f"{case.url}/award"
    form = client.sign_in(second).get(url).form("/award") | {
        "tier": "bronze",
        "award_reason": "I would give less, because of 2.1.",
    }
    vote(client, first, case, "silver")
    page = client.sign_in(second).post(url, form | {"csrf_token": client.csrf()}, status=409, fresh=False)
    assert "decided a moment ago by somebody else" in page.text
    assert "I would give less, because of 2.1." in page.text
    assert db.session.query(Award).one().tier == "silver"
    assert db.session.query(Decision).count() == 1


def test_a_double_click_gives_one_award(client: Client) -> None:
    case = final_case("silver")
    url = f"{case.url}/award"
    form = client.sign_in(case.decider()).get(url).form("/award") | {"tier": "silver", "award_reason": REASON}
    answers = [client.post(url, form, fresh=False).location for _ in range(2)]
    assert answers[0] == answers[1]
    assert db.session.query(Award).count() == 1
    assert db.session.query(AuditEvent).filter_by(action="award").count() == 1


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


def test_the_history_tells_a_decision_once_it_is_one(client: Client) -> None:
    case = final_case("gold")
    vote(client, case.decider(), case, "gold")
    assert "Awarded" not in client.sign_in(case.judge).get(case.url).text
    vote(client, case.decider(), case, "gold")
    assert "Awarded" in client.sign_in(case.judge).get(case.url).text
