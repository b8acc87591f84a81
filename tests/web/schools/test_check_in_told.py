"""Who hears of a yearly check-in, and where it is seen: mails, boards, the school's own file, erasure."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app import renewals, work
from app.accounts import operations
from app.clock import at, now
from app.domain.workflow import AwardState
from app.extensions import db
from app.models import CheckIn, OutgoingMail, School, User
from app.recipients import school_leads
from tests.factories.awards import make_award
from tests.factories.check_ins import make_answer, make_gold, typed
from tests.factories.doors import PASSWORD, give_password
from tests.factories.people import (
    make_admin,
    make_coordinator,
    make_head,
    make_programme,
    make_school,
    make_school_coordinator,
)
from tests.support.client import Client
from tests.support.queries import counted
from tests.support.training import train


def mails() -> list[tuple[str, str]]:
    """Recipient and subject of every mail, oldest first."""
    rows = db.session.execute(select(OutgoingMail.recipient, OutgoingMail.subject).order_by(OutgoingMail.id))
    return [(row.recipient, row.subject) for row in rows]


def test_the_schools_leads_hear_when_it_opens_and_once_more_when_it_is_late(app: Flask) -> None:
    school = make_school(name="Lyceum No. 2")
    make_gold(school, since=-29)
    make_school_coordinator(school, language="ru")
    coordinator, leads = make_coordinator(school.programme), [one.email for one in school_leads(school.id)]
    for _ in range(2):
        work.remind_of_renewals()
    first = mails()
    assert [who for who, _ in first] == leads
    assert first[0][1] == "Lyceum No. 2: the yearly check-in is open"
    assert first[-1][1] != first[0][1], "each in their own language"
    with at(now() + timedelta(days=62)):
        for _ in range(2):
            work.remind_of_renewals()
    again = mails()[len(first) :]
    assert [who for who, _ in again] == [*leads, coordinator.email]
    assert again[0][1] == "Lyceum No. 2: the yearly check-in is late"
    assert db.session.scalars(select(CheckIn.told)).all() == [2]


def test_what_was_late_before_anybody_was_told_is_told_once(app: Flask) -> None:
    award = make_gold(since=200)
    for _ in range(2):
        work.remind_of_renewals()
    assert [subject for _, subject in mails()] == [f"{award.school.name}: the yearly check-in is late"]


def test_after_the_first_year_comes_the_second(app: Flask) -> None:
    award = make_gold(months=24)
    make_answer(award, make_head(award.school), number=1)
    assert renewals.check_ins_due() == [award.id]
    renewals.ask_to_check_in(award.id)
    db.session.commit()
    assert sorted(db.session.scalars(select(CheckIn.number))) == [1, 2]
    assert renewals.check_ins_due() == []


@pytest.mark.parametrize("state", [AwardState.SUSPENDED, AwardState.WITHDRAWN, AwardState.SUPERSEDED])
def test_an_award_that_is_not_in_force_asks_nothing(app: Flask, state: AwardState) -> None:
    make_gold(state=state)
    assert renewals.check_ins_due() == []


def test_nobody_is_asked_too_early_twice_or_without_gold(app: Flask) -> None:
    make_gold(since=-31)
    make_award(tier="silver", issued_on=now().date() - timedelta(days=365))
    answered = make_gold()
    make_answer(answered, make_head(answered.school))
    assert renewals.check_ins_due() == []
    renewals.ask_to_check_in(answered.id)
    assert mails() == []


def trained_head(school: School) -> User:
    school.commitment_signed_at = now()
    head = make_head(school)
    train(head)
    db.session.commit()
    return head


def test_the_check_in_is_the_next_step_on_the_schools_board(client: Client) -> None:
    award = make_gold(since=-5)
    page = client.sign_in(trained_head(award.school)).get(f"/schools/{award.school.ref}")
    step = page.soup.select_one(".next-step")
    assert "Answer the yearly check-in by" in step.get_text()
    assert step.select_one("a")["href"] == f"/schools/{award.school.ref}/check-in"
    assert "The yearly check-in is open until" in page.text


def test_a_late_check_in_stands_on_the_board_until_it_is_answered(client: Client) -> None:
    award = make_gold(since=40)
    head = trained_head(award.school)
    page = client.sign_in(head).get(f"/schools/{award.school.ref}")
    assert "The yearly check-in was due by" in page.soup.select_one(".next-step").get_text()
    make_answer(award, head)
    page = client.get(f"/schools/{award.school.ref}")
    assert "Show the certificate." in page.soup.select_one(".next-step").get_text()
    assert "check-in is late" not in page.text


def test_the_coordinator_of_the_country_sees_days_answers_and_what_is_late(client: Client) -> None:
    award = make_gold(months=24, since=40)
    make_answer(award, make_head(award.school, name="Vera Kot"))
    url = f"/programmes/belarus/schools/{award.school.ref}"
    client.sign_in(make_coordinator(award.school.programme))
    page = client.get(url)
    shown = page.soup.select_one("#check-ins").find_next("table").get_text(" ")
    assert "Late" in shown
    assert "Vera Kot" in shown
    with counted() as before:
        client.get(url)
    make_gold(award.school, months=24)
    with counted() as after:
        client.get(url)
    assert len(after) == len(before)


def test_the_coordinators_list_says_what_is_late_and_who_holds_it(client: Client) -> None:
    late = make_gold(make_school(name="Lyceum No. 2"), since=40)
    make_head(late.school, name="Vera Kot")
    make_gold(make_school(name="School No. 5"), since=10)
    done = make_gold(make_school(name="School No. 6"), since=40)
    make_answer(done, make_head(done.school))
    client.sign_in(make_coordinator(late.school.programme))
    assert client.get("/programmes/belarus").soup.select_one('a[href$="/belarus/check-ins"]')
    page = client.get("/programmes/belarus/check-ins")
    rows = [" ".join(row.get_text(" ").split()) for row in page.soup.select("main tbody tr")]
    assert len(rows) == 2
    assert rows[0].startswith("Lyceum No. 2")
    assert "Late Vera Kot" in rows[0]
    assert rows[0].endswith("10 days")
    assert rows[1].startswith("School No. 5")
    assert "To be answered" in rows[1]


def test_the_list_is_the_coordinators_own(client: Client) -> None:
    award = make_gold(since=40)
    client.sign_in(make_admin()).get("/programmes/belarus/check-ins", status=403)
    client.sign_in(make_head(award.school)).get("/programmes/belarus/check-ins", status=404)
    page = client.sign_in(make_coordinator(make_programme("MD"))).get("/programmes/moldova/check-ins")
    assert "No check-in waits for an answer" in page.text


def test_the_list_asks_no_more_of_the_database_when_it_grows(client: Client) -> None:
    client.sign_in(make_coordinator(make_gold(since=40).school.programme)).get(
        "/programmes/belarus/check-ins"
    )
    with counted() as before:
        client.get("/programmes/belarus/check-ins")
    for _ in range(4):
        make_gold(since=40)
    with counted() as after:
        client.get("/programmes/belarus/check-ins")
    assert len(after) == len(before)


def test_the_school_takes_its_answers_away_with_the_case(client: Client) -> None:
    award = make_gold(months=24)
    head = make_head(award.school, name="Vera Kot")
    url = f"/applications/{award.application.ref}/export.zip"
    empty = client.sign_in(head).get(url).response.get_data()
    make_answer(award, head)
    whole = client.get(url).response.get_data()
    with zipfile.ZipFile(io.BytesIO(empty)) as archive:
        assert "check-ins.json" not in archive.namelist()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        [told] = json.loads(archive.read("check-ins.json"))
    assert (told["award"], told["number"], told["by"]) == (award.code, 1, "Vera Kot")
    assert told["answers"]["policy"] == {"done": True, "words": "Done in May."}


def test_the_history_of_the_school_tells_that_it_checked_in(client: Client) -> None:
    award = make_gold()
    url = f"/schools/{award.school.ref}"
    client.sign_in(trained_head(award.school)).submit(f"{url}/check-in", typed(), to=f"{url}/check-in")
    assert "The school answered the yearly check-in" in client.get(url).text


def test_erasing_who_answered_takes_the_name_and_leaves_the_answers(client: Client) -> None:
    award = make_gold(months=24)
    leaving = give_password(make_school_coordinator(award.school, name="Nadia Lis"))
    make_answer(award, leaving, words="Reviewed with parents.")
    with client.app.test_request_context("/"):
        operations.erase(leaving, PASSWORD, "127.0.0.1", ())
        db.session.commit()
    page = client.sign_in(make_head(award.school)).get(f"/schools/{award.school.ref}/check-in")
    assert "Reviewed with parents." in page.text
    assert "Nadia Lis" not in page.html
