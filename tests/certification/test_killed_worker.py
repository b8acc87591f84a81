"""A worker that is killed in the middle of a batch: nothing is lost, and nothing is made twice."""

import hashlib
import os
import signal
import subprocess
import sys
import time

from sqlalchemy import func, select, text

from app import jobs
from app.extensions import db
from app.files import files
from app.models import AuditEvent, BatchItem, BatchKind, Job, OutgoingMail, SupersededDocument
from tests.factories.awards import make_award
from tests.factories.batches import file_documents, make_batch

WORKER = """
from pathlib import Path
import sys
from app import create_app, jobs
from config import Settings
data = Path(sys.argv[1])
app = create_app(Settings(
    environment="test", secret_key="w" * 40, data=data, database_url=sys.argv[2],
    storage_url=f"file://{data / 'files'}", mail_url=f"file://{data / 'mail'}", jobs_url="none:",
    base_url="http://localhost", bind="127.0.0.1:0", demo=True, key_passphrase="a passphrase for tests",
))
with app.app_context():
    jobs.run_due()
"""
COUNT, DONE_BEFORE = 12, 4


def done() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count(BatchItem.done_at))) or 0


def worker(settings) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", WORKER, str(settings.data), settings.database_url]
    return subprocess.Popen(command, cwd=os.getcwd())


def test_a_killed_worker_loses_none_and_makes_none_twice(app, settings) -> None:
    awards = [file_documents(make_award(status_index=number)) for number in range(COUNT)]
    before = {award.id: award.pdf_sha256 for award in awards}
    make_batch(awards, BatchKind.REISSUE)

    first = worker(settings)
    try:
        begun = time.monotonic()
        while done() < DONE_BEFORE:
            assert first.poll() is None, "the worker ended by itself"
            assert time.monotonic() - begun < 300, "the worker does nothing"
            time.sleep(0.02)
    finally:
        first.send_signal(signal.SIGKILL)
        first.wait()
    settled = dict(db.session.execute(select(BatchItem.award_id, BatchItem.result_sha256)).all())
    kept = {award_id: sha256 for award_id, sha256 in settled.items() if sha256}
    assert DONE_BEFORE <= len(kept) < COUNT
    db.session.rollback()
    db.session.execute(text("UPDATE job SET leased_until = created_at WHERE leased_until IS NOT NULL"))
    db.session.commit()  # five minutes later

    jobs.run_due()
    db.session.expire_all()

    items = db.session.scalars(select(BatchItem)).all()
    assert all(item.done_at and not item.failed for item in items)
    assert {item.award_id: item.result_sha256 for item in items}.items() >= kept.items()
    for award in awards:
        assert award.pdf_sha256 != before[award.id]
        assert hashlib.sha256(files().get(award.pdf_key)).hexdigest() == award.pdf_sha256
    again = select(AuditEvent.subject_ref).where(AuditEvent.action == "issue-again")
    assert sorted(db.session.scalars(again)) == sorted(award.code for award in awards)
    replaced = select(SupersededDocument.sha256).where(SupersededDocument.kind == "pdf")
    assert sorted(db.session.scalars(replaced)) == sorted(before.values())
    assert len(list(files().list("certificates"))) == COUNT * (2 + 5)
    waiting = select(Job.name).where(Job.done_at.is_(None), Job.name != "deliver-mail")
    assert db.session.scalars(waiting).all() == []
    assert db.session.scalar(select(func.count(OutgoingMail.id))) == COUNT + 1
    finished = select(func.count()).where(AuditEvent.action == "finish-batch")
    assert db.session.scalar(finished) == 1
