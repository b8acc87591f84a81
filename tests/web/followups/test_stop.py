"""Stopping: by the page of the link, by a mail program's button, in the account; at once, and never by looking."""

from datetime import timedelta

from app import clock, recall, work
from app.extensions import db
from app.models import AuditEvent, OutgoingMail, User
from tests.support.client import Client
from tests.web.followups.waiting import follow_up, learner, passed, today, waiting

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def stopped() -> bool:
    db.session.expire_all()
    return db.session.query(User).one().follow_ups_stopped_at is not None


def test_the_page_of_the_link_stops_with_one_button(client: Client) -> None:
    here = f"{waiting()}/stop"
    client.submit(here, {})
    assert stopped()
    assert client.get(here).heading == "No more questions will come"
    assert db.session.query(AuditEvent).one().action == "stop-follow-ups"


def test_a_mail_program_stops_with_one_click_and_without_tokens(client: Client) -> None:
    here = f"{waiting()}/stop"
    assert client.browser.post(here, data=ONE_CLICK).status_code == 204
    assert client.browser.post(here, data=ONE_CLICK).status_code == 204
    assert stopped()
    assert db.session.query(AuditEvent).count() == 1


def test_nothing_else_works_without_tokens(client: Client) -> None:
    here = waiting(7)
    assert client.browser.post(here, data=ONE_CLICK).status_code == 400
    assert client.browser.post(f"{here}/plan", data={"state": "done"}).status_code == 400
    assert client.browser.post("/followups/garbled/stop", data=ONE_CLICK).status_code == 404


def test_a_mail_not_yet_delivered_is_taken_back(client: Client) -> None:
    user = learner()
    number = follow_up(passed(user, at=clock.now() - timedelta(days=2)), due=today()).id
    recall.send(number)
    db.session.commit()
    assert db.session.query(OutgoingMail).count() == 1
    client.browser.post(f"{recall.address(number)}/stop", data=ONE_CLICK)
    work.deliver_mail()
    assert db.session.query(OutgoingMail).count() == 0


def test_the_account_stops_and_starts_them_again(client: Client) -> None:
    user = learner()
    client.sign_in(user)
    profile = "/accounts/profile"
    client.submit(profile, {}, to="/accounts/follow-ups")
    assert stopped()
    assert "You stopped them" in client.get(profile).text
    client.submit(profile, {}, to="/accounts/follow-ups")
    assert not stopped()
    assert [one.action for one in db.session.query(AuditEvent)] == ["stop-follow-ups", "start-follow-ups"]


def test_who_stopped_them_reads_of_none_to_come(client: Client) -> None:
    user = learner()
    passed(user)
    client.sign_in(user)
    assert "come to you by mail" in client.get("/learning").text
    assert "come to you by mail" in client.get("/learning/m3-reporting/done").text
    recall.stop(user, by="account")
    db.session.commit()
    assert "come to you by mail" not in client.get("/learning").text
    assert "come to you by mail" not in client.get("/learning/m3-reporting/done").text
