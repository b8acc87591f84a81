"""Tasks: added, finished, taken up again."""

from datetime import timedelta

from app.clock import now, today
from app.extensions import db
from app.models import AuditEvent, School, Task, User
from tests.factories.people import make_coordinator, make_head, make_member, make_school, save
from tests.support.client import Client


def _task(school: School, by: User, title: str = "Hang up the poster") -> Task:
    return save(Task(school_id=school.id, title=title, created_by_id=by.id, created_at=now()))


def test_anybody_of_the_school_adds_a_task(client: Client) -> None:
    school = make_school()
    client.sign_in(make_member(school))
    due = (today() + timedelta(days=7)).isoformat()
    changes = {"title": "Test the form", "who": "IT", "due_on": due, "proof": "A screenshot"}
    client.submit(f"/schools/{school.ref}/tasks", changes)
    task = db.session.query(Task).one()
    assert (task.title, task.who, task.proof) == ("Test the form", "IT", "A screenshot")
    assert db.session.query(AuditEvent).filter_by(action="work-on-task").count() == 1


def test_a_task_without_words_is_refused_and_the_rest_is_kept(client: Client) -> None:
    school = make_school()
    client.sign_in(make_member(school))
    page = client.submit(f"/schools/{school.ref}/tasks", {"title": "  ", "who": "The librarian"}, status=422)
    assert page.form("/tasks")["who"] == "The librarian"
    assert db.session.query(Task).count() == 0


def test_done_and_not_done_after_all(client: Client) -> None:
    school = make_school()
    member = make_member(school)
    task = _task(school, member)
    client.sign_in(member).post(f"/schools/{school.ref}/tasks/{task.id}/finish")
    assert db.session.get_one(Task, task.id).done_by_id == member.id
    client.post(f"/schools/{school.ref}/tasks/{task.id}/finish", status=409)
    client.post(f"/schools/{school.ref}/tasks/{task.id}/reopen")
    assert db.session.get_one(Task, task.id).done_at is None


def test_a_task_is_reached_through_its_own_school_only(client: Client) -> None:
    school, other = make_school(), make_school()
    task = _task(school, make_head(school))
    client.sign_in(make_head(other))
    client.post(f"/schools/{other.ref}/tasks/{task.id}/finish", status=404)
    client.post(f"/schools/{school.ref}/tasks/{task.id}/finish", status=404)


def test_the_country_coordinator_reads_tasks_and_changes_none(client: Client) -> None:
    school = make_school()
    task = _task(school, make_head(school))
    client.sign_in(make_coordinator(school.programme))
    page = client.get(f"/schools/{school.ref}/tasks")
    assert "Hang up the poster" in page.text
    assert not page.soup.select("main form")
    client.post(f"/schools/{school.ref}/tasks/{task.id}/finish", status=403)
