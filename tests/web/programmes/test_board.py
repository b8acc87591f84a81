"""The coordinator sees what is overdue and who holds it, and how far the schools have come."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.clock import now
from app.domain.facts import AssignmentState, Function
from app.domain.workflow import State
from app.extensions import db
from app.models import School, User
from app.standing import rebuild
from tests.factories.cases import assign, make_application
from tests.factories.people import (
    make_admin,
    make_assessor,
    make_coordinator,
    make_expert,
    make_head,
    make_programme,
    make_school,
)
from tests.support.client import Client, Page
from tests.support.queries import count_queries


def rows(page: Page) -> list[str]:
    return [
        " ".join(row.get_text(" ").split()) for row in page.soup.select("main table:first-of-type tbody tr")
    ]


def test_the_latest_case_comes_first_with_its_holder(client: Client) -> None:
    coordinator, assessor = make_coordinator(), make_assessor(name="Ina Assessor")
    late = make_application(
        make_school(name="School of the late case"), State.WITH_ASSESSOR, moved_at=now() - timedelta(days=60)
    )
    assign(late, assessor, Function.ASSESSOR)
    make_application(
        make_school(name="School in time"), State.WITH_ASSESSOR, moved_at=now() - timedelta(days=3)
    )
    make_application(make_school(name="School unseen"), State.SUBMITTED, moved_at=now() - timedelta(days=7))
    page = client.sign_in(coordinator).get("/programmes/belarus")
    first, second = rows(page)[:2]
    assert "School of the late case" in first
    assert "Ina Assessor" in first
    assert "60 days" in first
    assert "18 days" in first
    assert "School unseen" in second
    assert "the programme" in second
    assert "2 days" in second
    assert "School in time" not in page.text


def test_a_promised_day_counts_more_than_the_usual_time(client: Client) -> None:
    application = make_application(state=State.WITH_ASSESSOR, moved_at=now() - timedelta(days=60))
    work = assign(application, make_assessor(), Function.ASSESSOR)
    work.due_at = now() + timedelta(days=5)
    db.session.commit()
    assert "Nothing is overdue" in client.sign_in(make_coordinator()).get("/programmes/belarus").text


def test_a_proposal_without_an_answer_is_overdue_too(client: Client) -> None:
    application = make_application(make_school(name="Waiting school"))
    asked = assign(application, make_expert(name="Olga Expert"), Function.EXPERT, AssignmentState.PROPOSED)
    asked.proposed_at = now() - timedelta(days=9)
    db.session.commit()
    first = rows(client.sign_in(make_coordinator()).get("/programmes/belarus"))[0]
    assert "Waiting school" in first
    assert "Olga Expert" in first
    assert "No answer yet" in first
    assert "4 days" in first


def test_the_funnel_counts_every_school_that_got_so_far(client: Client) -> None:
    programme = make_programme()
    make_school(programme, region="North", invited_at=None, registered_at=None)
    make_school(programme, region="North", registered_at=None)
    make_school(programme, region="South")
    make_application(make_school(programme, region="South"), State.SUBMITTED)
    page = client.sign_in(make_coordinator()).get("/programmes/belarus")
    funnel = page.soup.select_one("figure.chart--bars")
    counts = [cell.get_text(" ").split()[0] for cell in funnel.select(".bars__value")]
    assert counts == ["4", "3", "2", "1", "1", "0", "0"]
    regions = [row.get_text(" ").split() for row in page.soup.select("table")[-1].select("tbody tr")]
    assert regions == [
        ["North", "2", "1", "0", "0", "0", "0", "0"],
        ["South", "2", "2", "2", "1", "1", "0", "0"],
    ]


def test_an_admin_sees_counts_and_no_case(client: Client) -> None:
    make_application(make_school(name="Secret case"), State.SUBMITTED, moved_at=now() - timedelta(days=70))
    page = client.sign_in(make_admin()).get("/programmes/belarus")
    assert "Secret case" not in page.text
    assert "Overdue" not in page.text
    assert page.soup.select_one("figure.chart--bars")


@pytest.mark.parametrize("who", [make_head, make_expert, make_assessor])
def test_for_everybody_else_the_board_does_not_exist(client: Client, who: Callable[..., User]) -> None:
    school = make_school()
    person = who(school) if who is make_head else who()
    client.sign_in(person).get("/programmes/belarus", status=404)


def test_another_country_does_not_exist(client: Client) -> None:
    make_programme("MD")
    client.sign_in(make_coordinator(make_programme("BY")))
    for place in (
        "",
        "/schools",
        "/schools.csv",
        "/applications",
        "/log",
        "/people",
        "/edit-programme",
        "/remind",
    ):
        client.get(f"/programmes/moldova{place}", status=404)


def test_an_empty_programme_says_how_to_begin(client: Client) -> None:
    page = client.sign_in(make_coordinator()).get("/programmes/belarus")
    assert "Import a list of schools" in page.text


def test_the_board_asks_as_little_of_3000_schools_as_of_100(client: Client) -> None:
    programme = make_programme()
    client.sign_in(make_coordinator())
    asked = []
    for begin, end in ((0, 100), (100, 3000)):
        db.session.execute(
            School.__table__.insert(),
            [
                {
                    "ref": f"by-{n:05d}",
                    "programme_id": programme.id,
                    "name": f"School {n}",
                    "name_key": f"school {n}",
                    "place_key": "",
                    "region": f"Region {n % 7}",
                    "district": "",
                    "locality": "",
                    "language": "ru",
                    "head_email": "",
                    "created_at": now(),
                    "version": 1,
                    "reached": 0,
                }
                for n in range(90_000 + begin, 90_000 + end)
            ],
        )
        rebuild(programme.id)
        db.session.commit()
        for _ in range(20):
            if begin == 0:
                make_application(make_school(), State.SUBMITTED, moved_at=now() - timedelta(days=30))
                break
        with count_queries() as count:
            client.get("/programmes/belarus")
        asked.append(count.total)
    assert asked[0] == asked[1]
    assert asked[1] <= 5
