"""The team's training as a file: with names for its leads, without for everybody else who may see it."""

import csv
from io import StringIO

from app.models import School
from tests.factories.learning import enrol, finish
from tests.factories.people import make_coordinator, make_head, make_member, make_school
from tests.support.client import Client
from tests.support.queries import count_queries

M3 = "m3-reporting"


def rows(client: Client, school: School, module: str = M3) -> list[dict[str, str]]:
    body = client.get(f"/schools/{school.ref}/team.csv").response.get_data(as_text=True)
    return [one for one in csv.DictReader(StringIO(body.removeprefix("\ufeff"))) if one["module"] == module]


def test_a_lead_gets_a_row_for_each_person_and_module(client: Client) -> None:
    school = make_school()
    head, member = make_head(school, name="Anna Novik"), make_member(school, name="=Boris")
    finish(head, M3, checks=(6, 8))
    enrol(member, M3, seen=["door"])
    client.sign_in(head)
    first, second = rows(client, school)
    assert (
        first["name"],
        first["role"],
        first["status"],
        first["bestScore"],
        first["maxScore"],
        first["planSaved"],
    ) == (
        "Anna Novik",
        "head",
        "passed",
        "8",
        "8",
        "yes",
    )
    assert first["email"] == head.email
    assert len(first["passedOn"]) == 10
    assert (second["name"], second["status"], second["bestScore"], second["planSaved"]) == (
        "'=Boris",
        "in-progress",
        "",
        "no",
    )
    assert first["sourcedId"] == str(head.id)


def test_others_who_see_the_school_get_no_names(client: Client) -> None:
    school = make_school()
    finish(make_head(school, name="Anna Novik"), M3)
    make_member(school)
    client.sign_in(make_coordinator(school.programme))
    found = rows(client, school)
    assert len(found) == 2
    assert {(one["sourcedId"], one["name"], one["email"], one["role"]) for one in found} == {("", "", "", "")}


def test_a_foreign_head_finds_nothing(client: Client) -> None:
    school = make_school()
    client.sign_in(make_head(make_school()))
    client.get(f"/schools/{school.ref}/team.csv", status=404)


def test_the_questions_asked_do_not_grow_with_the_team(client: Client) -> None:
    school = make_school()
    head = make_head(school)
    finish(head, M3)
    client.sign_in(head)
    with count_queries() as few:
        rows(client, school)
    for _ in range(6):
        finish(make_member(school), M3)
    with count_queries() as many:
        rows(client, school)
    assert many.total == few.total
