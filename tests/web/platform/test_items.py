"""Statistics of the questions: for admins, from first answers alone, without anybody who could be recognised."""

import csv
from io import StringIO

import pytest

from app.clock import now
from app.extensions import db
from app.models import Attempt, Response
from app.platform import queries
from tests.factories.learning import enrol
from tests.factories.people import make_admin, make_coordinator, make_user, save
from tests.support.client import Client
from tests.support.queries import count_queries

M3 = "m3-reporting"


def answered(number: int, screen: str, answers: dict[str, str], enrolment_id: int = 0) -> int:
    """Somebody answers these questions in one round; returns the enrolment. The right answer to m3-c01 is a, to m3-c02 b."""
    enrolment = enrolment_id or enrol(make_user(), M3).id
    attempt = save(
        Attempt(
            enrolment_id=enrolment,
            screen=screen,
            number=number,
            items=list(answers),
            language="en",
            module_version="1.1",
            started_at=now(),
        )
    )
    right = {"m3-c01": "a", "m3-c02": "b", "n1": "a"}
    for item, option in answers.items():
        given = {"chosen": [option]} if item != "n1" else {"choice": option}
        row = Response(
            attempt_id=attempt.id, item=item, answer=given, right=right[item] == option, answered_at=now()
        )
        db.session.add(row)
    db.session.commit()
    return enrolment


@pytest.fixture
def twelve(client: Client) -> Client:
    """Nine know both, three miss both; one of these is right at the second go; nine answered the scenario."""
    for _ in range(9):
        enrolment = answered(1, "check", {"m3-c01": "a", "m3-c02": "b"})
        answered(1, "scenario", {"n1": "a"}, enrolment)
    for _ in range(3):
        enrolment = answered(1, "check", {"m3-c01": "c", "m3-c02": "a"})
        answered(2, "check", {"m3-c01": "a"}, enrolment)
    return client.sign_in(make_admin())


def test_only_first_answers_count_and_what_nobody_believes_is_named(twelve: Client) -> None:
    page = twelve.get(f"/platform/items?module={M3}&sort=difficulty")
    first = page.soup.select("tbody tr")[0].get_text(" ")
    cells = [" ".join(one.get_text(" ").split()) for one in page.soup.select("tbody tr")[0].select("td")]
    assert "m3-c0" in first
    assert cells[:3] == ["12", "75 %", "1.00"]
    figures = {line.item.id: line.figures for line in queries.items(M3).lines}
    assert figures["m3-c01"].never == ("b",)
    assert figures["m3-c01"].chosen == {"a": 9, "c": 3}
    assert not figures["m3-c03"].enough
    assert "n1" not in figures
    assert "2 of them with answers enough" in page.text


def test_follow_ups_which_ask_what_somebody_missed_are_left_out(twelve: Client) -> None:
    before = twelve.get(f"/platform/items?module={M3}").soup.select_one("tbody").get_text()
    for _ in range(12):
        answered(1, "follow-up-2", {"m3-c01": "c"})
    assert twelve.get(f"/platform/items?module={M3}").soup.select_one("tbody").get_text() == before


def test_too_few_answers_show_no_figure(client: Client) -> None:
    for _ in range(9):
        answered(1, "check", {"m3-c01": "a"})
    client.sign_in(make_admin())
    page = client.get(f"/platform/items?module={M3}")
    assert "%" not in page.soup.select_one("tbody").get_text()
    assert "too few" in page.text


def test_the_file_has_the_same_figures_and_nobodys_name(twelve: Client) -> None:
    body = twelve.get(f"/platform/items.csv?module={M3}").response.get_data(as_text=True)
    rows = {row["item"]: row for row in csv.DictReader(StringIO(body.removeprefix("\ufeff")))}
    assert rows["m3-c01"]["answers"] == "12"
    assert rows["m3-c01"]["difficulty"] == "0.75"
    assert rows["m3-c01"]["never_chosen"] == "b"
    assert rows["m3-c01"]["chosen"] == "a=9 b=0 c=3"
    assert rows["m3-c03"]["answers"] == rows["m3-c03"]["chosen"] == ""
    assert not [word for word in ("Person", "@", "user") if word in body]


def test_the_command_gives_the_same_file(twelve: Client) -> None:
    done = twelve.app.test_cli_runner().invoke(args=["ciss", "item-statistics", "--module", M3])
    assert done.exit_code == 0
    assert "m3-c01,check,single,m3-o1" in done.output


def test_the_page_begins_with_the_first_module_and_shows_all_when_asked(twelve: Client) -> None:
    assert "m3-c01" not in twelve.get("/platform/items").text
    assert "m3-c01" in twelve.get("/platform/items?module=").text


def test_one_query_however_many_answered(twelve: Client) -> None:
    with count_queries() as count:
        queries.items()
    assert count.total == 1


def test_a_coordinator_does_not_see_them(client: Client) -> None:
    client.sign_in(make_coordinator())
    client.get("/platform/items", status=403)
