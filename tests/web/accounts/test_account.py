"""One's own account: profile, sessions, inbox, the demonstration's door."""

import dataclasses

import pytest

from app import create_app
from app.clock import now
from app.extensions import db
from app.models import AuditEvent, Notice, User, WebSession
from app.web.sessions import token_hash
from tests.factories.people import make_admin, make_coordinator, make_head, make_school, make_user
from tests.support.client import Client


def tell(user: User, subject: str = "News", **values) -> Notice:
    row = Notice(
        user_id=user.id,
        subject=subject,
        body="It happened.",
        url="/help",
        urgent=False,
        created_at=now(),
        **values,
    )
    db.session.add(row)
    db.session.commit()
    return row


def test_a_person_edits_name_language_and_time_zone(client: Client) -> None:
    user = make_user(name="Olena")
    client.sign_in(user)
    assert (
        client.submit(
            "/accounts/profile", {"name": "Olena K", "language": "en", "timezone": "Europe/Kyiv"}
        ).status
        == 303
    )
    db.session.refresh(user)
    assert (user.name, user.timezone) == ("Olena K", "Europe/Kyiv")
    event = db.session.query(AuditEvent).one()
    assert event.action == "edit-profile"
    assert "Olena" not in str(event.details)


@pytest.mark.parametrize(
    "wrong", [{"name": " "}, {"name": "x" * 121}, {"language": "xx"}, {"timezone": "Mars/Base"}]
)
def test_a_profile_needs_sound_values(client: Client, wrong: dict[str, str]) -> None:
    user = make_user(name="Olena")
    client.sign_in(user).submit("/accounts/profile", wrong, status=422)
    db.session.refresh(user)
    assert user.name == "Olena"


def test_a_stale_profile_is_refused_with_the_text_kept(client: Client) -> None:
    user = make_user(name="Olena")
    client.sign_in(user)
    shown = client.get("/accounts/profile").form("/accounts/profile")
    client.post("/accounts/profile", {**shown, "name": "First"}, fresh=False)
    other = {**shown, "name": "Second", "once": "x" * 22}
    assert "Second" in client.post("/accounts/profile", other, fresh=False, status=409).text


def test_a_person_ends_another_session_of_theirs(client: Client, app) -> None:
    user = make_user()
    other = Client(app).sign_in(user)
    mark = token_hash(other.browser.get_cookie("ciss").value)[:16]
    client.sign_in(user)
    assert client.get("/accounts/profile").text.count("End this") == 1
    client.post("/accounts/sessions/end", {"session": mark})
    other.get("/accounts/profile", status=303)
    client.post("/accounts/sessions/end", {"session": mark}, status=422)
    client.get("/accounts/profile")


@pytest.mark.parametrize("mark", ["", "%", "a", "_" * 16])
def test_only_a_named_session_ends(client: Client, mark: str) -> None:
    client.sign_in(make_user()).post("/accounts/sessions/end", {"session": mark}, status=422)
    assert db.session.query(WebSession).filter(WebSession.ended_at.is_not(None)).count() == 0


def test_nobody_ends_the_session_of_another(client: Client, app) -> None:
    other = Client(app).sign_in(make_user())
    mark = token_hash(other.browser.get_cookie("ciss").value)[:16]
    client.sign_in(make_user()).post("/accounts/sessions/end", {"session": mark}, status=422)
    other.get("/accounts/profile")


def test_opening_a_notice_marks_it_as_read(client: Client) -> None:
    user = make_user()
    row = tell(user, "A school asks for you")
    client.sign_in(user)
    assert "1 message you have not read." in client.get("/accounts/inbox").text
    page = client.get(f"/accounts/inbox/{row.id}")
    assert page.heading == "A school asks for you"
    assert "you have not read" not in client.get("/accounts/inbox").text


def test_the_notice_of_another_is_not_there(client: Client) -> None:
    row = tell(make_user())
    client.sign_in(make_user()).get(f"/accounts/inbox/{row.id}", status=404)
    db.session.refresh(row)
    assert row.read_at is None


def test_everything_is_marked_as_read_at_once(client: Client) -> None:
    user, other = make_user(), make_user()
    tell(user), tell(user), tell(other)
    client.sign_in(user).post("/accounts/inbox/mark-read")
    assert db.session.query(Notice).filter(Notice.read_at.is_(None)).one().user_id == other.id


def test_a_long_inbox_comes_in_parts(client: Client) -> None:
    user = make_user()
    for number in range(30):
        tell(user, f"Notice {number:02}")
    client.sign_in(user)
    first = client.get("/accounts/inbox")
    assert "Notice 29" in first.text
    assert "Notice 00" not in first.text
    assert "Notice 00" in client.get(str(first.soup.select_one("a[rel=next]")["href"])).text


def test_an_empty_inbox_says_what_will_come(client: Client) -> None:
    assert "Nothing here yet" in client.sign_in(make_user()).get("/accounts/inbox").text


def test_one_click_enters_as_a_demo_person(client: Client) -> None:
    school = make_school()
    make_head(school, name="Maria Demo", email="maria@demo.ciss.invalid")
    make_coordinator(name="Ion Demo", email="ion@demo.ciss.invalid")
    make_admin(name="Real Root")
    page = client.get("/accounts/demo")
    assert "Maria Demo" in page.text
    assert school.name in page.text
    assert "Real Root" not in page.text
    maria = db.session.query(User).filter_by(name="Maria Demo").one()
    client.post("/accounts/demo", {"person": str(maria.id)})
    assert client.get("/start", status=303).location == f"/schools/{school.ref}"
    assert db.session.query(WebSession).one().stepped_up_at is not None


@pytest.mark.parametrize("person", ["real", "0", "", "x"])
def test_the_demo_door_opens_to_demo_people_only(client: Client, person: str) -> None:
    real = make_admin()
    client.post("/accounts/demo", {"person": str(real.id) if person == "real" else person}, status=422)
    assert db.session.query(WebSession).count() == 0


def test_without_the_demonstration_there_is_no_such_door(settings) -> None:
    closed = create_app(dataclasses.replace(settings, demo=False))
    with closed.app_context():
        make_head(make_school(), name="Maria Demo", email="maria@demo.ciss.invalid")
        Client(closed).get("/accounts/demo", status=404)
        Client(closed).post("/accounts/demo", {"person": "1"}, status=404)
        db.session.remove()
        db.engine.dispose()
