"""The list of schools: searched, filtered, sorted, walked in parts, and downloaded with the same rights."""

import csv
import io

import pytest
from sqlalchemy import select

from app.clock import now
from app.domain.register import Row
from app.domain.register import School as Read
from app.domain.workflow import State
from app.extensions import db
from app.models import AuditEvent, School
from app.programmes.operations.imports import insert_schools
from tests.factories.cases import make_application
from tests.factories.people import make_admin, make_coordinator, make_head, make_programme, make_school
from tests.support.client import Client, Page
from tests.support.queries import count_queries

LIST = "/programmes/belarus/schools"


def names(page: Page) -> list[str]:
    return [str(link.get_text()) for link in page.soup.select("main table tbody th a")]


def many(count: int) -> None:
    """Schools "School 001", …, in two regions."""
    rows = [
        Row(n, (), Read("", f"School {n:03d}", ("Brest", "Minsk")[n % 2]), []) for n in range(1, count + 1)
    ]
    insert_schools(make_programme(), rows)
    db.session.commit()


def test_a_long_list_is_walked_forwards_and_backwards_without_a_gap(client: Client) -> None:
    many(120)
    client.sign_in(make_coordinator())
    seen: list[str] = []
    page = client.get(LIST)
    parts = [names(page)]
    while (link := page.soup.select_one("a[rel=next]")) is not None:
        page = client.get(str(link["href"]))
        parts.append(names(page))
    for part in parts:
        seen += part
    assert seen == [f"School {n:03d}" for n in range(1, 121)]
    assert [len(part) for part in parts] == [50, 50, 20]
    back = client.get(str(page.soup.select_one("a[rel=prev]")["href"]))  # type: ignore[index]
    assert names(back) == parts[1]
    first = client.get(str(back.soup.select_one("a[rel=prev]")["href"]))  # type: ignore[index]
    assert names(first) == parts[0]
    assert first.soup.select_one("a[rel=prev]") is None


@pytest.mark.parametrize("sort", ["place", "newest", "step"])
def test_every_order_is_walked_without_a_gap(client: Client, sort: str) -> None:
    many(70)
    client.sign_in(make_coordinator())
    page = client.get(f"{LIST}?sort={sort}")
    seen = names(page)
    seen += names(client.get(str(page.soup.select_one("a[rel=next]")["href"])))  # type: ignore[index]
    assert sorted(seen) == [f"School {n:03d}" for n in range(1, 71)]
    if sort == "newest":
        assert seen[0] == "School 070"


def test_a_place_in_the_list_that_nobody_gave_out_is_a_bad_request(client: Client) -> None:
    client.sign_in(make_coordinator())
    for mark in ("nonsense", "WzFd", "WyJhIiwgImIiXQ", "%00"):
        client.get(f"{LIST}?after={mark}", status=400)


def test_search_finds_any_case_and_takes_wildcards_as_letters(client: Client) -> None:
    for name, place in (
        ("ГИМНАЗИЯ № 1", "брест"),
        ("100% School", "minsk"),
        ("School_5", "minsk"),
        ("Schoolx5", "minsk"),
    ):
        make_school(name=name, place_key=place)
    client.sign_in(make_coordinator())
    assert names(client.get(f"{LIST}?q=гимназия брест")) == ["ГИМНАЗИЯ № 1"]
    assert names(client.get(f"{LIST}?q=%25")) == ["100% School"]
    assert names(client.get(f"{LIST}?q=l_5")) == ["School_5"]
    assert "No school fits" in client.get(f"{LIST}?q=nowhere").text


def test_filters_say_how_many_and_which(client: Client) -> None:
    make_school(name="Only invited", region="Brest", registered_at=None)
    make_school(name="Registered", region="Brest")
    make_application(make_school(name="Applied", region="Minsk"), State.SUBMITTED)
    client.sign_in(make_coordinator())
    assert names(client.get(f"{LIST}?step=1")) == ["Only invited"]
    assert names(client.get(f"{LIST}?step=2-up")) == ["Applied", "Registered"]
    page = client.get(f"{LIST}?region=Brest&step=2")
    assert names(page) == ["Registered"]
    assert "1 found" in page.text


def test_the_file_has_the_rows_of_the_filters(client: Client) -> None:
    make_school(name="=cmd", region="Brest", head_email="head@school.test")
    make_school(name="Other", region="Minsk")
    client.sign_in(make_coordinator())
    page = client.get(f"{LIST}?region=Brest")
    link = next(a for a in page.soup.select("a") if a.get_text() == "Download this list")
    text = client.get(str(link["href"])).response.get_data(as_text=True).removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["name"], row["head_email"], row["step"]) for row in rows] == [
        ("'=cmd", "head@school.test", "registered")
    ]


def test_an_admin_sees_the_list_without_anybodys_progress(client: Client) -> None:
    make_school(name="Quiet school", region="Brest", head_email="head@school.test")
    client.sign_in(make_admin())
    page = client.get(f"{LIST}?step=5")
    assert "Quiet school" in page.text
    assert "Registered" not in page.text
    text = client.get(f"{LIST}.csv").response.get_data(as_text=True)
    assert "head@school.test" not in text
    assert "registered," not in text


def test_the_list_asks_four_questions_of_the_database_at_any_depth(client: Client) -> None:
    many(300)
    client.sign_in(make_coordinator())
    url = LIST
    for _ in range(3):
        with count_queries() as count:
            page = client.get(url)
        assert count.total <= 4
        url = str(page.soup.select_one("a[rel=next]")["href"])  # type: ignore[index]


def test_a_school_is_added_by_hand(client: Client) -> None:
    client.sign_in(make_coordinator())
    page = client.submit(
        "/programmes/belarus/add-school",
        {"name": "Гимназия  № 7", "locality": "Брест", "language": "be", "head_email": "Head@School.example"},
    )
    school = db.session.scalars(select(School)).one()
    assert (school.name, school.name_key, school.place_key) == ("Гимназия № 7", "гимназия № 7", "брест")
    assert (school.language, school.head_email, school.ref) == ("be", "head@school.example", "by-00001")
    assert "is in the list as by-00001" in client.get(page.location).text
    assert db.session.scalars(select(AuditEvent)).one().action == "add-school"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Write the name of the school."),
        ({"name": "x" * 300}, "Use at most 120 characters."),
        ({"name": "School 🎓"}, "Leave out 🎓: a certificate cannot print it."),
        ({"name": "School", "locality": "東京"}, "a certificate cannot print it"),
        ({"name": "School", "head_email": "nobody"}, "e-mail address is not complete"),
        ({"name": "Here already"}, "In the list already as by-"),
    ],
)
def test_a_school_that_cannot_be_added_says_why_and_keeps_what_was_typed(
    client: Client, changes: dict[str, str], sentence: str
) -> None:
    make_school(name="Here already", place_key="kept words")
    client.sign_in(make_coordinator())
    page = client.submit("/programmes/belarus/add-school", {"district": "Kept words", **changes}, status=422)
    assert sentence in page.text
    assert page.form("add-school")["district"] == "Kept words"
    assert len(list(db.session.scalars(select(School)))) == 1


def test_a_double_click_adds_one_school(client: Client) -> None:
    client.sign_in(make_coordinator())
    form = client.get("/programmes/belarus/add-school").form("add-school") | {"name": "Once only"}
    first = client.post("/programmes/belarus/add-school", form, fresh=False)
    second = client.post("/programmes/belarus/add-school", form, fresh=False)
    assert first.location == second.location
    assert len(list(db.session.scalars(select(School)))) == 1


def test_references_go_on_after_the_last_one_of_the_country(client: Client) -> None:
    make_school(ref="by-00041")
    make_school(make_programme("MD"), ref="md-00090")
    client.sign_in(make_coordinator())
    client.submit("/programmes/belarus/add-school", {"name": "The next"})
    assert db.session.scalars(select(School).where(School.name == "The next")).one().ref == "by-00042"


def test_one_school_shows_its_people_invitation_and_case(client: Client) -> None:
    school = make_school(name="School with a case", invited_at=now())
    make_head(school, name="Helen Head")
    make_application(school, State.SUBMITTED, submitted_by=make_head(school, name="Second Head"))
    page = client.sign_in(make_coordinator()).get(f"{LIST}/{school.ref}")
    assert "Helen Head" in page.text
    assert "0 of 5" in page.text
    assert "Submitted" in page.text


def test_one_school_is_not_shown_under_another_programme(client: Client) -> None:
    school = make_school(make_programme("MD"))
    client.sign_in(make_coordinator()).get(f"{LIST}/{school.ref}", status=404)
    client.sign_in(make_head(school)).get(f"/programmes/moldova/schools/{school.ref}", status=403)
