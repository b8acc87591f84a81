"""The mails: on school mornings where the learner is, once, in their language, with a way to stop."""

from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from app import recall, work
from app.database import writing
from app.extensions import db
from app.models import FollowUp, Notice, OutgoingMail, Programme
from tests.factories.people import make_head, make_programme, make_school, make_user
from tests.support.client import Client
from tests.support.queries import count_queries
from tests.web.followups.waiting import follow_up, learner, passed
from tests.web.learning.walk import pass_module

MONDAY = datetime(2026, 11, 2, 10, tzinfo=UTC)
WEDNESDAY = datetime(2026, 11, 4, 7, tzinfo=UTC)  # ten o'clock in Minsk


def sent_at(moment: datetime) -> list[str]:
    """Let the minute pass at that moment; the subjects of what lies in the outbox then."""
    with time_machine.travel(moment, tick=False):
        work.send_follow_ups()
    return [mail.subject for mail in db.session.query(OutgoingMail).order_by(OutgoingMail.id)]


@time_machine.travel(MONDAY, tick=True)
def test_passing_a_module_brings_three_follow_ups(client: Client) -> None:
    client.sign_in(make_head(make_school()))
    pass_module(client, "m3-reporting")
    days = {row.day: row.due_on for row in db.session.query(FollowUp)}
    assert days == {2: date(2026, 11, 4), 7: date(2026, 11, 9), 30: date(2026, 12, 2)}
    assert "On 4 November 2026 three questions" in client.get("/learning/m3-reporting/done").text


def test_public_holidays_and_the_programme_s_days_off_are_kept_free(app: Flask) -> None:
    passed(learner(), at=datetime(2026, 12, 23, 10, tzinfo=UTC))  # 25 December is a holiday in Belarus
    programme = db.session.query(Programme).one()
    assert db.session.query(FollowUp).filter_by(day=2).one().due_on == date(2026, 12, 28)
    programme.days_off = ["2026-12-28", "2026-12-29"]
    user = make_head(make_school(programme))
    assert follow_up(passed(user, at=datetime(2026, 12, 23, 10, tzinfo=UTC))).due_on == date(2026, 12, 30)


def test_where_no_holidays_are_known_only_the_programme_s_own_days_are_free(app: Flask) -> None:
    ukraine = make_programme("MD", days_off=["2026-12-24"])
    ukraine.country = "UA"
    user = make_head(make_school(ukraine))
    assert follow_up(passed(user, at=datetime(2026, 12, 22, 10, tzinfo=UTC))).due_on == date(2026, 12, 25)
    alone = make_user()
    assert follow_up(passed(alone, at=datetime(2026, 12, 23, 10, tzinfo=UTC))).due_on == date(2026, 12, 25)


def test_a_mail_goes_out_at_nine_where_the_learner_is(app: Flask) -> None:
    passed(learner(timezone="Europe/Minsk"), at=MONDAY)
    assert sent_at(datetime(2026, 11, 4, 5, 59, tzinfo=UTC)) == []
    assert len(sent_at(datetime(2026, 11, 4, 6, 0, tzinfo=UTC))) == 1


def test_far_in_the_east_the_morning_comes_on_the_day_before_in_utc(app: Flask) -> None:
    passed(learner(timezone="Asia/Vladivostok"), at=MONDAY)
    assert sent_at(datetime(2026, 11, 3, 22, 59, tzinfo=UTC)) == []
    assert len(sent_at(datetime(2026, 11, 3, 23, 0, tzinfo=UTC))) == 1


def test_a_mail_is_sent_once_however_often_the_minute_comes(app: Flask) -> None:
    enrolment = passed(learner(), at=MONDAY)
    for _ in range(3):
        assert len(sent_at(WEDNESDAY)) == 1
    assert recall.send(follow_up(enrolment).id) is False
    assert db.session.query(Notice).count() == 1


def test_a_worker_that_dies_before_the_commit_sends_it_again_and_only_once(app: Flask) -> None:
    enrolment = passed(learner(), at=MONDAY)
    with time_machine.travel(WEDNESDAY, tick=False), writing():
        assert recall.send(follow_up(enrolment).id)
        db.session.rollback()
    assert db.session.query(OutgoingMail).count() == 0
    assert len(sent_at(WEDNESDAY)) == 1


def test_one_that_fails_holds_up_no_other(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = passed(learner(), at=MONDAY)
    broken.module = "m9-unknown"
    passed(learner(), at=MONDAY)
    db.session.commit()
    assert len(sent_at(WEDNESDAY)) == 1


def test_a_late_one_is_sent_unless_the_next_is_due(app: Flask) -> None:
    enrolment = passed(learner(), at=MONDAY)
    assert len(sent_at(datetime(2026, 11, 6, 7, tzinfo=UTC))) == 1  # two days late
    other = passed(learner(), at=MONDAY)
    sent_at(datetime(2026, 11, 9, 7, tzinfo=UTC))  # day 7 of both
    days = {(row.enrolment_id, row.day) for row in db.session.query(FollowUp) if row.sent_at}
    assert days == {(enrolment.id, 2), (enrolment.id, 7), (other.id, 7)}


def test_day_thirty_comes_even_when_the_server_slept_for_two_weeks(app: Flask) -> None:
    passed(learner(), at=MONDAY)
    assert len(sent_at(datetime(2026, 12, 16, 7, tzinfo=UTC))) == 1
    assert len(sent_at(datetime(2027, 3, 16, 7, tzinfo=UTC))) == 1


@pytest.mark.parametrize("what", ["follow_ups_stopped_at", "disabled_at", "erased_at", "email", "answered"])
def test_nobody_is_written_to_who_cannot_or_will_not_read(app: Flask, what: str) -> None:
    user = learner()
    row = follow_up(passed(user, at=MONDAY))
    if what == "answered":
        row.finished_at = MONDAY
    else:
        setattr(user, what, None if what == "email" else MONDAY)
    db.session.commit()
    assert sent_at(WEDNESDAY) == []


@pytest.mark.parametrize(
    ("language", "word"), [("en", "4 November"), ("ru", "ноября"), ("ro", "noiembrie"), ("uk", "листопада")]
)
def test_the_mail_speaks_the_learner_s_language(app: Flask, language: str, word: str) -> None:
    enrolment = passed(learner(language=language), at=datetime(2026, 11, 4, 10, tzinfo=UTC))
    assert len(sent_at(datetime(2026, 11, 6, 7, tzinfo=UTC))) == 1
    body = db.session.query(OutgoingMail).one().body
    assert word in body
    assert f"http://localhost{recall.address(follow_up(enrolment).id)}\n" in body


def test_the_mail_has_the_one_click_way_to_stop_in_its_head(app: Flask) -> None:
    enrolment = passed(learner(), at=MONDAY)
    sent_at(WEDNESDAY)
    with time_machine.travel(WEDNESDAY, tick=False):
        work.deliver_mail()
    file = next((Path(app.config["SETTINGS"].data) / "mail").glob("*.eml"))
    stop = f"http://localhost{recall.address(follow_up(enrolment).id)}/stop"
    assert f"List-Unsubscribe: <{stop}>\n".encode() in file.read_bytes()
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stop in mail.get_content()


def test_the_plan_is_spoken_of_from_day_7_on(app: Flask) -> None:
    passed(learner(), at=MONDAY)
    sent_at(WEDNESDAY)
    sent_at(WEDNESDAY + timedelta(days=5))
    bodies = [mail.body for mail in db.session.query(OutgoingMail).order_by(OutgoingMail.id)]
    assert ["how your plan is going" in body for body in bodies] == [False, True]


def test_a_quiet_minute_costs_one_query(app: Flask) -> None:
    for _ in range(3):
        passed(learner(), at=MONDAY)
    with time_machine.travel(MONDAY + timedelta(hours=1), tick=False), count_queries() as count:
        recall.due()
    assert count.total == 1
    with time_machine.travel(WEDNESDAY, tick=False), count_queries() as count:
        assert len(recall.due()) == 3
    assert count.total == 2
