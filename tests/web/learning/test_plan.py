"""The plan: from a suggestion or one's own, one task on the school's board, a file for the calendar."""

from datetime import date

import pytest

from app.clock import now
from app.extensions import db
from app.models import Plan, School, Task
from tests.factories.people import make_head, make_school, make_user
from tests.support.client import Client
from tests.web.learning.walk import save_plan, url

M3 = "m3-reporting"
PLAN = url(M3, "plan")


@pytest.fixture
def school(client: Client) -> School:
    school = make_school()
    client.sign_in(make_head(school))
    return school


def test_five_suggestions_are_offered_and_one_s_own(client: Client, school: School) -> None:
    page = client.get(PLAN)
    assert len([a for a in page.soup.select("main a") if a.get_text().startswith("Take this one")]) == 5
    empty = client.get(f"{PLAN}?from=own").form(f"{PLAN}/save")
    assert (empty["when"], empty["action"].strip()) == ("", "")


def test_a_suggestion_that_does_not_exist_shows_the_suggestions(client: Client, school: School) -> None:
    assert client.get(f"{PLAN}?from=m1-s1").soup.select_one("form[action$='/save']") is None


def test_saving_makes_a_task_of_the_criterion_on_the_board(client: Client, school: School) -> None:
    save_plan(client, M3, due_on="2026-12-01")
    task = db.session.query(Task).one()
    plan = db.session.query(Plan).one()
    assert (task.school_id, task.plan_id, task.criterion) == (school.id, plan.id, "3.1")
    assert (task.title, task.due_on) == (plan.action[0].upper() + plan.action[1:], date(2026, 12, 1))
    assert plan.suggestion == "m3-s1"


def test_a_changed_plan_changes_its_task(client: Client, school: School) -> None:
    save_plan(client, M3)
    shown = client.get(f"{PLAN}?from=saved").form(f"{PLAN}/save")
    client.post(f"{PLAN}/save", {**shown, "who": "the deputy head"}, fresh=False)
    assert db.session.query(Task).one().who == "the deputy head"


def test_a_done_task_stays_as_it_was_and_a_new_one_is_made(client: Client, school: School) -> None:
    save_plan(client, M3)
    old = db.session.query(Task).one()
    old.done_at = now()
    db.session.commit()
    save_plan(client, M3, action="hang up a second poster")
    titles = {task.title: task.done_at is not None for task in db.session.query(Task)}
    assert len(titles) == 2
    assert titles["Hang up a second poster"] is False


def test_a_double_click_makes_one_task(client: Client, school: School) -> None:
    shown = client.get(f"{PLAN}?from=m3-s1").form(f"{PLAN}/save")
    client.post(f"{PLAN}/save", shown, fresh=False)
    client.post(f"{PLAN}/save", shown, fresh=False)
    assert db.session.query(Task).count() == 1


def test_what_was_typed_is_kept_when_something_is_missing(client: Client, school: School) -> None:
    shown = client.get(f"{PLAN}?from=own").form(f"{PLAN}/save")
    page = client.post(f"{PLAN}/save", {**shown, "action": "ask ten pupils"}, status=422, fresh=False)
    assert page.form(f"{PLAN}/save")["action"].strip() == "ask ten pupils"
    assert db.session.query(Plan).count() == 0


@pytest.mark.parametrize(
    ("field", "value"), [("action", "x" * 301), ("criterion", "1.1"), ("due_on", "tomorrow")]
)
def test_a_value_that_does_not_fit_is_said_at_its_field(
    client: Client, school: School, field: str, value: str
) -> None:
    shown = client.get(f"{PLAN}?from=m3-s1").form(f"{PLAN}/save")
    client.post(f"{PLAN}/save", {**shown, field: value}, status=422, fresh=False)
    assert db.session.query(Plan).count() == 0


def test_a_foreign_suggestion_is_forgotten(client: Client, school: School) -> None:
    save_plan(client, M3, suggestion="m1-s1")
    assert db.session.query(Plan).one().suggestion is None


def test_a_plan_changed_elsewhere_meanwhile_is_not_overwritten(client: Client, school: School) -> None:
    save_plan(client, M3)
    stale = client.get(f"{PLAN}?from=saved").form(f"{PLAN}/save")
    save_plan(client, M3, who="somebody else")
    page = client.post(f"{PLAN}/save", {**stale, "who": "me"}, status=409, fresh=False)
    assert "me" in page.text
    assert db.session.query(Plan).one().who == "somebody else"


def test_the_calendar_has_the_plan_on_its_day(client: Client, school: School) -> None:
    save_plan(client, M3, due_on="2026-12-01", action="поговорить, и записать; " * 6)
    response = client.get(f"/learning/{M3}/plan.ics").response
    lines = response.data.split(b"\r\n")
    assert response.mimetype == "text/calendar"
    assert b"DTSTART;VALUE=DATE:20261201" in lines
    assert max(len(line) for line in lines) <= 75
    unfolded = response.data.replace(b"\r\n ", b"").decode()
    assert "SUMMARY:поговорить\\, и записать\\;" in unfolded


def test_there_is_no_calendar_without_a_plan(client: Client, school: School) -> None:
    client.get(f"/learning/{M3}/plan.ics", status=404)
    client.sign_in(make_user())
    client.get(f"/learning/{M3}/plan.ics", status=404)


def test_only_the_plan_screen_saves_plans(client: Client, school: School) -> None:
    client.post(
        f"{url(M3, 'check')}/save", {"when": "x", "who": "x", "action": "x", "proof": "x"}, status=404
    )
