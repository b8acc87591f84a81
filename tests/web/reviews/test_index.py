"""The expert's first page."""

from datetime import timedelta

from app.clock import now
from app.domain.facts import AssignmentState, Function
from app.domain.workflow import State
from app.extensions import db
from tests.factories.cases import assign, make_application
from tests.factories.people import make_expert, make_school
from tests.support.client import Client
from tests.support.queries import count_queries
from tests.web.reviews.support import make_support


def test_an_expert_without_a_school_reads_what_will_happen(client: Client) -> None:
    page = client.sign_in(make_expert()).get("/reviews")
    assert "No school yet" in page.text


def test_the_school_that_waits_longest_stands_first(client: Client) -> None:
    support = make_support()
    older = make_application(
        make_school(name="Old school"), State.IN_SUPPORT, moved_at=now() - timedelta(days=9)
    )
    assign(older, support.expert, Function.EXPERT)
    page = client.sign_in(support.expert).get("/reviews")
    assert "Old school waits for your answer" in page.text
    rows = [row.get_text() for row in page.soup.select("tbody th")]
    assert rows[0].startswith("Old school")
    assert rows[1].startswith(support.school.name)


def test_a_school_whose_turn_it_is_does_not_count_as_waiting(client: Client) -> None:
    support = make_support(State.CHANGES_REQUESTED, support_round=1)
    page = client.sign_in(support.expert).get("/reviews")
    assert "waits for your answer" not in page.text
    assert "With the school, or further on" in page.text


def test_before_declaring_one_sees_name_and_place_and_no_more(client: Client) -> None:
    expert = make_expert()
    school = make_school(name="Lyceum 5", locality="Brest")
    application = make_application(school, State.IN_SUPPORT)
    assignment = assign(application, expert, Function.EXPERT, AssignmentState.PROPOSED)
    client.sign_in(expert)
    page = client.get(f"/reviews/assignments/{assignment.id}")
    assert "Lyceum 5" in page.text
    assert "Brest" in page.text
    assert application.ref not in page.text
    client.get(f"/reviews/{application.ref}", status=404)
    client.get(f"/reviews/{application.ref}/claims/2.1", status=404)


def test_a_search_finds_by_school_and_takes_wildcards_as_letters(client: Client) -> None:
    support = make_support()
    client.sign_in(support.expert)
    assert support.school.name in client.get(f"/reviews?q={support.school.name[-4:]}").text
    assert "0 found" in client.get("/reviews?q=%25").text


def test_the_list_costs_the_same_for_one_school_and_for_ten(client: Client) -> None:
    support = make_support()
    client.sign_in(support.expert)
    client.get("/reviews")
    with count_queries() as one:
        client.get("/reviews")
    for _ in range(9):
        assign(make_application(make_school(), State.IN_SUPPORT), support.expert, Function.EXPERT)
    db.session.expire_all()
    with count_queries() as ten:
        client.get("/reviews")
    assert ten.total == one.total
    assert one.total <= 4


def test_the_list_comes_as_a_file_with_formulas_made_inert(client: Client) -> None:
    support = make_support()
    support.school.name = "=cmd()"
    db.session.commit()
    page = client.sign_in(support.expert).get("/reviews/schools.csv")
    text = page.response.get_data(as_text=True)
    assert f"{support.application.ref},'=cmd()," in text
    assert (
        client.sign_in(make_expert()).get("/reviews/schools.csv").response.get_data(as_text=True).count("\n")
        == 1
    )
