"""Files about the training of a country: counts for each school, statements without names, for its coordinator alone."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from app import statements
from app.domain.roles import Role
from app.extensions import db
from app.models import Programme, School
from tests.factories.learning import enrol, finish
from tests.factories.people import (
    grant,
    make_admin,
    make_coordinator,
    make_head,
    make_member,
    make_programme,
    make_school,
)
from tests.support.client import Client
from tests.support.queries import count_queries
from tests.support.xapi import check

M3 = "m3-reporting"


@pytest.fixture
def home(app: object) -> Programme:
    """A programme with one school of two people, both of whom learn; another country with a third one."""
    programme, school = make_programme("BY"), None
    school = make_school(programme, "Lyceum 7")
    head, member = make_head(school, name="Anna Novik"), make_member(school)
    finish(head, M3)
    enrol(member, M3)
    finish(make_head(make_school(make_programme("MD"))), M3)
    make_school(programme, "Nobody’s school")
    return programme


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))


def test_schools_are_counted_and_nobody_is_named(client: Client, home: Programme) -> None:
    client.sign_in(make_coordinator(home))
    body = client.get(f"/programmes/{home.slug}/training.csv").response.get_data(as_text=True)
    (one,) = rows(body)
    assert (one["name"], one["people"], one["passed_m3_reporting"], one["passed_m1_rights"]) == (
        "Lyceum 7",
        "2",
        "1",
        "0",
    )
    assert "Anna" not in body


def test_a_person_with_two_roles_counts_once(client: Client, home: Programme) -> None:
    school = db.session.query(School).filter_by(name="Lyceum 7").one()
    grant(make_head(school, name="Second"), Role.MEMBER, school=school)
    client.sign_in(make_coordinator(home))
    (one,) = rows(client.get(f"/programmes/{home.slug}/training.csv").response.get_data(as_text=True))
    assert one["people"] == "3"


def test_statements_of_a_country_carry_no_name_and_nobody_from_another_one(
    client: Client, home: Programme
) -> None:
    client.sign_in(make_coordinator(home))
    body = client.get(f"/programmes/{home.slug}/statements.jsonl").response.get_data(as_text=True)
    found = [check(json.loads(line)) for line in body.splitlines()]
    assert len({one.actor.account.name for one in found}) == 2
    assert sum(one.verb.id.endswith("/passed") for one in found) == 1
    assert "Anna" not in body
    assert "@" not in body
    other = client.get(f"/programmes/{home.slug}/statements.json?module=m1-rights").response.data
    assert json.loads(other) == []


def test_the_same_person_has_another_name_in_another_file(app: object, home: Programme) -> None:
    assert statements._opaque(1, "own") != statements._opaque(1, f"programme {home.id}")


def test_reading_takes_as_many_questions_for_two_as_for_twelve(
    app: object, home: Programme, tmp_path: Path
) -> None:
    def asked() -> int:
        here = statements.of_programme(db.session.query(Programme).filter_by(country="BY").one())
        with count_queries() as count, (tmp_path / "out").open("wb") as file:
            statements.write(file, here, "jsonl", scope="test")
        return count.total

    few = asked()
    school = db.session.query(School).filter_by(name="Lyceum 7").one()
    for _ in range(10):
        finish(make_member(school), M3)
    assert asked() == few


def test_a_very_long_file_is_refused_with_a_way_out(
    client: Client, home: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "MOST", 1)
    client.sign_in(make_coordinator(home))
    page = client.get(f"/programmes/{home.slug}/statements.json", status=409)
    assert "Ask for one module" in page.text


def test_the_operator_writes_it_without_a_limit(client: Client, home: Programme, tmp_path: Path) -> None:
    out = tmp_path / "all.jsonl"
    done = client.app.test_cli_runner().invoke(args=["ciss", "statements", home.slug, str(out)])
    assert done.exit_code == 0
    assert len(out.read_text().splitlines()) == 5


def test_neither_a_head_nor_an_admin_gets_them(client: Client, home: Programme) -> None:
    client.sign_in(make_admin())
    client.get(f"/programmes/{home.slug}/training.csv", status=403)
    client.get(f"/programmes/{home.slug}/statements.json", status=403)


def test_the_list_of_schools_leads_to_the_files(client: Client, home: Programme) -> None:
    client.sign_in(make_coordinator(home))
    page = client.get(f"/programmes/{home.slug}/schools")
    assert page.soup.select_one(f"a[href='/programmes/{home.slug}/training.csv']")
    assert page.soup.select_one(f"a[href='/programmes/{home.slug}/statements.jsonl?module={M3}']")
