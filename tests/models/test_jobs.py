"""Work after the commit: never lost, never done for what was rolled back, tried again when it fails."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from app import clock, jobs
from app.announce import next_digest
from app.extensions import db
from app.models import Job, OutgoingMail
from tests.factories.people import make_user


def mails(app: Flask) -> list[str]:
    folder = Path(app.config["SETTINGS"].data) / "mail"
    return [path.read_text("utf-8") for path in sorted(folder.glob("*.eml"))]


def outbox(text: str = "Hello", **values: object) -> OutgoingMail:
    moment = clock.now()
    row = OutgoingMail(
        recipient="a@school.test",
        subject=text,
        body=text,
        created_at=moment,
        send_after=moment,
        attempts=0,
        failed="",
        **values,
    )
    db.session.add(row)
    return row


def test_a_mail_written_in_a_rolled_back_transaction_is_never_sent(app: Flask) -> None:
    outbox()
    jobs.enqueue("deliver-mail")
    db.session.rollback()
    assert jobs.run_due() == 0
    assert mails(app) == []


def test_a_committed_mail_is_sent_once(app: Flask) -> None:
    outbox("Добры дзень")
    jobs.enqueue("deliver-mail")
    db.session.commit()
    assert jobs.run_due() == 1
    assert jobs.run_due() == 0
    assert len(mails(app)) == 1


def test_a_job_whose_worker_died_is_taken_over_after_its_lease(app: Flask) -> None:
    outbox()
    jobs.enqueue("deliver-mail")
    db.session.commit()
    assert jobs._claim() is not None
    assert jobs.run_due() == 0
    with time_machine.travel(clock.now() + jobs.LEASE + timedelta(seconds=1), tick=True):
        assert jobs.run_due() == 1
    assert len(mails(app)) == 1


def test_a_failing_job_waits_longer_and_longer_and_keeps_its_reason(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise OSError("no space left")

    monkeypatch.setitem(jobs.WORK, "break", broken)
    jobs.enqueue("break")
    db.session.commit()
    assert jobs.run_due() == 0
    row = db.session.query(Job).one()
    assert row.failed == "OSError: no space left"
    assert row.done_at is None
    assert row.run_after > clock.now() + timedelta(seconds=30)


def test_one_mail_that_cannot_be_sent_does_not_hold_up_the_others(app: Flask) -> None:
    outbox("One\nBcc: everybody@school.test")
    outbox("Two")
    jobs.enqueue("deliver-mail")
    db.session.commit()
    jobs.run_due()
    assert len(mails(app)) == 1
    assert db.session.query(OutgoingMail).filter(OutgoingMail.sent_at.is_(None)).one().failed == "ValueError"


def test_news_that_can_wait_comes_as_one_digest_the_next_morning(app: Flask) -> None:
    user = make_user(timezone="Europe/Minsk")
    moment = clock.now()
    for text in ("First", "Second"):
        outbox(text, user_id=user.id, digest=True)
    db.session.commit()
    jobs.enqueue("deliver-mail")
    db.session.commit()
    jobs.run_due()
    assert len(mails(app)) == 1
    assert "2 pieces of news" in mails(app)[0]
    assert timedelta() < next_digest(moment, "Europe/Minsk") - moment <= timedelta(days=1)


def test_a_chore_that_fails_holds_up_no_other(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def fails() -> None:
        done.append("first")
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(jobs, "EVERY_MINUTE", [fails, lambda: done.append("second")])
    jobs.do_chores()
    assert done == ["first", "second"]
