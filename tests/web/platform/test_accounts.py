"""Finding, closing and opening accounts; the log."""

from app import audit
from app.clock import now
from app.extensions import db
from app.models import AuditEvent, User
from tests.factories.doors import PASSWORD, give_app, give_password
from tests.factories.people import make_admin, make_programme, make_school, make_user
from tests.support.client import Client


def test_people_are_found_by_name_and_address(client: Client) -> None:
    make_user(name="Алена Ковалёва", email="alena@school.test")
    make_user(name="Ion Rusu", email="ion@scoala.test")
    client.sign_in(make_admin(name="Root"))
    assert "Ion Rusu" not in client.get("/platform/accounts?q=алена").text
    assert "Алена" in client.get("/platform/accounts?q=алена").text
    assert "Ion Rusu" in client.get("/platform/accounts?q=SCOALA").text


def test_wildcards_are_letters_like_others(client: Client) -> None:
    make_user(name="Ion Rusu")
    page = client.sign_in(make_admin()).get("/platform/accounts?q=%25_%25")
    assert "Nobody found" in page.text


def test_long_lists_come_in_parts(client: Client) -> None:
    for number in range(60):
        db.session.add(User(name=f"Person {number:03}", email=f"p{number}@x.test", created_at=now()))
    db.session.commit()
    client.sign_in(make_admin())
    first = client.get("/platform/accounts")
    following = client.get(str(first.soup.select_one("a[rel=next]")["href"]))
    assert "Person 059" in first.text
    assert "Person 000" in following.text
    assert "Person 000" not in first.text


def test_a_closed_account_is_out_at_once_and_comes_back(client: Client, app) -> None:
    user = give_password(make_user(email="olena@school.test"))
    theirs = Client(app).sign_in(user)
    client.sign_in(make_admin())
    client.post(f"/platform/accounts/{user.id}/disable-account")
    theirs.get("/accounts/profile", status=303)
    Client(app).submit("/accounts/sign-in", {"email": "olena@school.test", "password": PASSWORD}, status=422)
    assert "This account is closed" in client.get(f"/platform/accounts/{user.id}").text
    client.post(f"/platform/accounts/{user.id}/disable-account", status=409)
    client.post(f"/platform/accounts/{user.id}/enable-account")
    Client(app).submit("/accounts/sign-in", {"email": "olena@school.test", "password": PASSWORD})
    actions = [row.action for row in db.session.query(AuditEvent).order_by(AuditEvent.id)]
    assert actions == ["disable-account", "enable-account", "sign-in"]


def test_nobody_closes_their_own_account(client: Client) -> None:
    admin = make_admin()
    client.sign_in(admin).post(f"/platform/accounts/{admin.id}/disable-account", status=403)


def test_a_lost_second_factor_is_removed_and_the_person_told(client: Client) -> None:
    user = give_app(make_user(email="olena@school.test"))
    client.sign_in(make_admin()).post(f"/platform/accounts/{user.id}/remove-two-step")
    db.session.refresh(user)
    assert user.totp_confirmed_at is None
    assert user.totp_secret is None
    client.post(f"/platform/accounts/{user.id}/remove-two-step", status=409)


def test_an_unknown_account_is_not_there(client: Client) -> None:
    client.sign_in(make_admin()).get("/platform/accounts/4711", status=404)


def write_events(count: int = 1, action: str = "export-list") -> None:
    programme = make_programme()
    for _ in range(count):
        audit.record(action, programme, personal={"email": "secret@person.test"}, rows=3)
    db.session.commit()


def test_the_log_shows_events_without_their_personal_part(client: Client) -> None:
    write_events()
    client.sign_in(make_admin())
    page = client.get("/platform/log")
    assert "export-list" in page.text
    assert "rows: 3" in page.text
    assert "secret@person.test" not in page.html


def test_the_log_comes_in_parts_and_can_be_narrowed(client: Client) -> None:
    write_events(60)
    audit.record("add-school", make_school())
    db.session.commit()
    client.sign_in(make_admin())
    first = client.get("/platform/log")
    assert len(first.soup.select("tbody tr")) == 50
    assert len(client.get(str(first.soup.select_one("a[rel=next]")["href"])).soup.select("tbody tr")) == 11
    assert len(client.get("/platform/log?action=add-school").soup.select("tbody tr")) == 1
    assert "No such event" in client.get("/platform/log?q=%25").text
    client.get("/platform/log?after=nonsense", status=400)


def test_the_log_is_a_file_too(client: Client) -> None:
    write_events()
    answer = client.sign_in(make_admin()).get("/platform/log.csv").response
    text = answer.get_data(as_text=True)
    assert text.splitlines()[1].startswith("1,")
    assert "secret@person.test" not in text
