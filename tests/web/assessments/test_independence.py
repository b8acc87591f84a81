"""Who may not: the hard exclusions, by HTTP. What is foreign looks absent."""

import pytest

from app.domain.facts import AssignmentState, Function
from app.domain.roles import Role
from app.domain.workflow import State
from app.extensions import db
from app.models import Assignment, Award, Judgement, User
from tests.factories.cases import assign, claim_of, make_application
from tests.factories.people import (
    grant,
    make_admin,
    make_assessor,
    make_coordinator,
    make_expert,
    make_programme,
    make_school,
)
from tests.support.client import Client
from tests.web.assessments.cases import Case, final_case, make_case

PAGES = ("", "/report", "/desk/2.1", "/award", "/record-finding", "/record-visit")
WORDS = "I have no tie of any kind to this school or its people."
AWARD = {"tier": "silver", "award_reason": "Everything that was promised is there."}


def declare(client: Client, assignment: Assignment, status: int) -> str:
    url = f"/assessments/assignments/{assignment.id}"
    values = {"answer": "none", "statement": WORDS}
    return client.submit(url, values, to=f"{url}/declare-interest", status=status).text


def proposed(case: Case, user: User, function: Function) -> Assignment:
    return assign(case.application, user, function, AssignmentState.PROPOSED)


def test_an_assessor_of_another_country_does_not_find_the_case(client: Client) -> None:
    case = make_case()
    client.sign_in(make_assessor(make_programme("MD")))
    for path in PAGES:
        client.get(case.url + path, status=404)


def test_an_assessor_of_another_country_who_was_asked_sees_this_case_and_no_other(client: Client) -> None:
    case, other = make_case(), make_case()
    guest = make_assessor(make_programme("MD"))
    assign(case.application, guest, Function.ASSESSOR)
    client.sign_in(guest).get(case.url)
    client.get(other.url, status=404)


@pytest.mark.parametrize("make", [make_admin, make_coordinator, make_expert, make_assessor])
def test_nobody_else_finds_the_desk(client: Client, make: object) -> None:
    case = make_case()
    page = client.sign_in(make()).browser.get(f"{case.url}/desk/2.1")  # type: ignore[operator]
    assert page.status_code in (403, 404)


def test_the_school_sees_the_report_only_from_the_check_of_facts_on(client: Client) -> None:
    for state, status in (
        (State.WITH_ASSESSOR, 403),
        (State.INFORMATION_REQUESTED, 403),
        (State.JUDGED, 403),
        (State.CHECK_OF_FACTS, 200),
        (State.REPORT_FINAL, 200),
        (State.DECLINED, 200),
    ):
        case = make_case(state)
        client.sign_in(case.head).get(f"{case.url}/report", status=status)


def test_the_expert_of_a_school_cannot_become_its_assessor(client: Client) -> None:
    case = make_case()
    expert = make_expert()
    assign(
        case.application, expert, Function.EXPERT, AssignmentState.ENDED
    ).declared_at = case.application.opened_at
    db.session.commit()
    text = declare(client.sign_in(expert), proposed(case, expert, Function.ASSESSOR), 409)
    assert "advised this school within the last 24 months" in text
    assert WORDS in text


def test_an_expert_who_slipped_through_still_judges_nothing(client: Client) -> None:
    case = make_case()
    expert = make_expert()
    assign(case.application, expert, Function.EXPERT, AssignmentState.ENDED)
    assign(case.application, expert, Function.ASSESSOR)
    form = {"d": "3", "p": "3", "reason": "All is well."}
    client.sign_in(expert).post(f"{case.url}/desk/2.1/judge", form, status=403)
    assert db.session.query(Judgement).count() == 0


def test_the_assessor_cannot_become_decider_of_the_same_case(client: Client) -> None:
    case = final_case("silver")
    text = declare(client.sign_in(case.judge), proposed(case, case.judge, Function.DECIDER), 409)
    assert "Nobody decides what they judged." in text


@pytest.mark.parametrize("ceiling", ["silver", "gold"])
def test_the_judge_does_not_decide_above_bronze(client: Client, ceiling: str) -> None:
    case = final_case(ceiling)
    client.sign_in(case.judge).get(f"{case.url}/award", status=403)
    client.post(f"{case.url}/award", AWARD, status=403)
    client.post(f"{case.url}/decline", {"decline_reason": "Not good enough at all."}, status=403)
    assert db.session.query(Award).count() == 0


def test_who_judged_even_one_claim_and_left_does_not_decide(client: Client) -> None:
    case = final_case("silver")
    former = make_assessor()
    assign(case.application, former, Function.ASSESSOR, AssignmentState.ENDED)
    claim = claim_of(case.application, "2.1")
    db.session.query(Judgement).filter_by(claim_id=claim.id).one().assessor_id = former.id
    assign(case.application, former, Function.DECIDER)
    db.session.commit()
    page = client.sign_in(former).post(f"{case.url}/award", AWARD, status=409)
    assert "Nobody decides what they judged." in page.text
    assert db.session.query(Award).count() == 0


def test_a_decider_who_joined_the_school_since_does_not_decide(client: Client) -> None:
    case = final_case("silver")
    decider = case.decider()
    grant(decider, Role.MEMBER, school=case.school)
    client.sign_in(decider).post(f"{case.url}/award", AWARD, status=403)


def test_a_coordinator_of_the_country_holds_no_function_there(client: Client) -> None:
    case = make_case()
    both = grant(make_coordinator(), Role.ASSESSOR, programme=make_programme())
    assert "own country" in declare(client.sign_in(both), proposed(case, both, Function.ASSESSOR), 409)


def test_an_experts_assignment_is_not_found_among_the_judging_ones(client: Client) -> None:
    application = make_application(make_school(), State.IN_SUPPORT)
    assignment = assign(application, make_expert(), Function.EXPERT, AssignmentState.PROPOSED)
    client.sign_in(assignment.user).get(f"/assessments/assignments/{assignment.id}", status=404)


def test_a_decider_declares_and_then_reads_without_judging(client: Client) -> None:
    case = make_case()
    decider = make_assessor()
    declare(client.sign_in(decider), proposed(case, decider, Function.DECIDER), 303)
    page = client.get(f"{case.url}/desk/2.1")
    assert not page.soup.select("main form")
    client.post(f"{case.url}/desk/2.1/judge", {"d": "3"}, status=403)
