"""Days 7 and 30 ask what became of the plan; day 2 does not."""

from datetime import timedelta

import pytest

from app import clock, recall
from app.domain.follow_up import PlanState
from app.extensions import db
from app.models import FollowUp, Plan, School, Task
from tests.factories.people import make_user, save
from tests.support.client import Client
from tests.web.followups.waiting import answer, follow_up, passed, today, waiting


def row(day: int) -> FollowUp:
    db.session.expire_all()
    return db.session.query(FollowUp).filter_by(day=day).one()


def tell(client: Client, here: str, state: str, note: str = "", status: int = 303) -> None:
    client.submit(here, {"state": state, "note": note}, to=f"{here}/plan", status=status)


@pytest.mark.parametrize("day", [7, 30])
def test_the_plan_is_asked_about_once_the_questions_are_answered(client: Client, day: int) -> None:
    here = waiting(day)
    assert "hang up the poster" not in client.get(here).text
    answer(client, here)
    page = client.get(here)
    assert "Then the coordinator will hang up the poster" in page.text
    assert "Is your plan done?" in page.text


def test_day_2_does_not_ask_about_the_plan(client: Client) -> None:
    here = waiting(2)
    answer(client, here)
    assert "hang up the poster" not in client.get(here).text
    client.post(f"{here}/plan", {"state": "done"}, status=409)
    assert row(2).plan_state is None


def test_yes_leads_to_the_task_on_the_school_s_board(client: Client) -> None:
    here = waiting(7)
    school, plan = db.session.query(School).one(), db.session.query(Plan).one()
    user = make_user()
    task = save(
        Task(
            school_id=school.id,
            plan_id=plan.id,
            title="Poster",
            created_by_id=user.id,
            created_at=clock.now(),
        )
    )
    answer(client, here)
    tell(client, here, "done")
    assert row(7).plan_state is PlanState.DONE
    link = client.get(here).soup.select_one("#plan a")
    assert link["href"] == f"/schools/{school.ref}/tasks#task-{task.id}"
    assert "/accounts/sign-in" in client.get(link["href"], status=303).location
    assert db.session.get(Task, task.id).done_at is None


def test_without_a_school_s_board_yes_leads_to_the_plan(client: Client) -> None:
    user = make_user()
    here = recall.address(follow_up(passed(user, at=clock.now() - timedelta(days=7)), 7, due=today()).id)
    answer(client, here)
    tell(client, here, "done")
    assert client.get(here).soup.select_one("#plan a")["href"] == "/learning/m3-reporting/plan"


@pytest.mark.parametrize(("state", "words"), [("not-yet", "That is all right"), ("changed", "the new plan")])
def test_no_and_something_else_are_kept_with_a_note_and_can_change(
    client: Client, state: str, words: str
) -> None:
    here = waiting(7)
    answer(client, here)
    tell(client, here, state, "The printer is broken <b>")
    page = client.get(here)
    assert words in page.text
    assert "The printer is broken <b>" in page.text
    tell(client, here, "done")
    assert row(7).plan_state is PlanState.DONE


def test_an_answer_nobody_chose_and_a_note_too_long_are_refused(client: Client) -> None:
    here = waiting(7)
    answer(client, here)
    client.post(f"{here}/plan", {"note": "x"}, status=422)
    tell(client, here, "done", "x" * 301, status=422)
    client.post(f"{here}/plan", {"state": "perhaps"}, status=422)
    assert row(7).plan_state is None


def test_the_address_of_the_plan_s_form_leads_back_to_the_page(client: Client) -> None:
    here = waiting(7)
    assert client.get(f"{here}/plan", status=302).location == here
