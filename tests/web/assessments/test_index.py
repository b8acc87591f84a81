"""The assessor's first page."""

from datetime import timedelta

from app.clock import now
from app.domain.facts import AssignmentState, Function
from app.domain.workflow import State
from app.extensions import db
from tests.factories.cases import assign, make_application
from tests.factories.people import make_assessor, make_school
from tests.support.client import Client
from tests.support.queries import count_queries
from tests.web.assessments.cases import final_case, make_case, mark


def test_an_assessor_without_a_case_reads_what_will_happen(client: Client) -> None:
    assert "No case yet" in client.sign_in(make_assessor()).get("/assessments").text


def test_the_earliest_date_stands_first_and_an_unopened_case_says_so(client: Client) -> None:
    case = make_case(name="Later school")
    mark(case.application, case.judge, 2)
    case.application.assignments[0].due_at = now() + timedelta(days=20)
    urgent = make_application(make_school(name="Urgent school"), State.IN_SCREENING)
    assign(urgent, case.judge, Function.ASSESSOR).due_at = now() - timedelta(days=1)
    db.session.commit()
    page = client.sign_in(case.judge).get("/assessments")
    rows = [" ".join(row.get_text(" ").split()) for row in page.soup.select("tbody tr")]
    assert rows[0].startswith("Urgent school Not opened yet")
    assert "Overdue" in rows[0]
    assert rows[1].startswith("Later school")
    assert "36 of 36" in rows[1]


def test_a_decision_that_waits_is_the_next_step_of_its_decider_alone(client: Client) -> None:
    case = final_case("silver", name="Lyceum 5")
    decider = case.decider()
    assert "Lyceum 5 waits for your decision." in client.sign_in(decider).get("/assessments").text
    assert "waits for your decision" not in client.sign_in(case.judge).get("/assessments").text


def test_the_judge_decides_when_the_ceiling_is_bronze(client: Client) -> None:
    case = final_case("bronze", visit="", name="Lyceum 5")
    assert "Lyceum 5 waits for your decision." in client.sign_in(case.judge).get("/assessments").text


def test_an_undeclared_assignment_leads_to_the_declaration_and_nowhere_else(client: Client) -> None:
    case = make_case()
    other = make_assessor()
    assignment = assign(case.application, other, Function.ASSESSOR, AssignmentState.PROPOSED)
    page = client.sign_in(other).get("/assessments")
    assert f"/assessments/assignments/{assignment.id}" in page.html
    assert case.application.ref not in page.html
    for path in ("", "/report", "/desk/2.1", "/award"):
        client.get(case.url + path, status=404)


def test_the_list_costs_the_same_for_one_case_and_for_ten(client: Client) -> None:
    case = make_case()
    client.sign_in(case.judge).get("/assessments")
    with count_queries() as one:
        client.get("/assessments")
    for _ in range(9):
        assign(make_application(make_school(), State.WITH_ASSESSOR), case.judge, Function.ASSESSOR)
    with count_queries() as ten:
        client.get("/assessments")
    assert ten.total == one.total
    assert one.total <= 4


def test_the_list_comes_as_a_file_of_ones_own_cases(client: Client) -> None:
    case, other = make_case(), make_case()
    text = client.sign_in(case.judge).get("/assessments/cases.csv").response.get_data(as_text=True)
    assert case.application.ref in text
    assert other.application.ref not in text
