"""Many certificates as a job: issued again or packed, each once, and nothing of what was handed out is forgotten."""

import csv
import hashlib
import io
import json
import shutil
import subprocess
from datetime import timedelta
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from app import jobs
from app.certification import again, batches
from app.certification.compromise import issue_again
from app.certification.keys import signing_keys
from app.clock import at, now, today
from app.domain.workflow import AwardState
from app.extensions import db
from app.files import files
from app.models import Award, Batch, BatchItem, BatchKind, Job, Notice, SupersededDocument
from app.verify.queries.file import Found, examine
from tests.factories.awards import audit_actions, certify, make_award
from tests.factories.batches import file_documents, make_batch
from tests.factories.people import make_coordinator, make_head, make_school


def work(batch: Batch) -> Batch:
    """Let the worker run until nothing waits."""
    jobs.run_due()
    db.session.expire_all()
    return batch


def reissued(*awards: Award) -> Batch:
    return work(make_batch(awards, BatchKind.REISSUE))


def packed(batch: Batch) -> ZipFile:
    assert batch.storage_key
    return ZipFile(io.BytesIO(files().get(batch.storage_key)))


def test_issuing_again_keeps_code_facts_and_place_in_the_status_list(app) -> None:
    award = certify(make_award())
    before = (award.code, award.status_index, award.snapshot, award.pdf_sha256, award.credential_sha256)

    batch = reissued(award)

    assert (award.code, award.status_index, award.snapshot) == before[:3]
    assert award.pdf_sha256 != before[3]
    pdf, credential = files().get(award.pdf_key), files().get(award.credential_key)
    assert hashlib.sha256(pdf).hexdigest() == award.pdf_sha256 == batch.items[0].result_sha256
    assert json.loads(credential)["credentialStatus"]["statusListIndex"] == str(before[1])
    assert audit_actions(award.code) == ["issue-certificate", "issue-again"]
    assert batch.finished_at is not None


def test_a_copy_from_before_is_ours_and_unchanged_but_not_the_newest(app) -> None:
    award = certify(make_award())
    ends = ("", ".jwt", ".png", ".svg")
    old = [files().get(award.pdf_key), *(files().get(award.credential_key + end) for end in ends)]

    for kind in ("seal", "credential", "jwt"):
        signing_keys().create(kind, today(), development=True)
    reissued(award)

    assert [examine(data).found for data in old] == [Found.REPLACED] * 5
    assert {examine(data).code for data in old} == {award.code}
    assert examine(files().get(award.pdf_key)).found is Found.CERTIFICATE
    assert examine(old[0] + b" ").found is Found.CHANGED


def test_a_copy_sealed_with_a_stolen_key_is_remembered_too(app, settings) -> None:
    award = certify(make_award())
    old = files().get(award.pdf_key)
    keys = signing_keys()
    stolen = keys.active("seal")
    keys.create("seal", today(), development=True)
    issue_again(keys.compromise(stolen.id, today()))
    db.session.commit()
    jobs.run_due()

    assert examine(old).found is Found.REPLACED
    assert examine(files().get(award.pdf_key)).found is Found.CERTIFICATE


def test_the_school_hears_why_and_the_one_who_asked_hears_that_it_is_done(app) -> None:
    school, coordinator = make_school(), make_coordinator()
    head = make_head(school)
    award = certify(make_award(school))

    work(make_batch([award], BatchKind.REISSUE, coordinator))

    told = db.session.scalars(select(Notice).where(Notice.user_id == head.id).order_by(Notice.id)).all()
    assert told[-1].subject == f"{school.name}: the certificate was issued again"
    assert "Why: New fonts." in told[-1].body
    done = db.session.scalars(select(Notice).where(Notice.user_id == coordinator.id)).one()
    assert done.subject == "The certificates are issued again"
    assert "1 certificate is done." in done.body


def test_what_has_ended_is_not_issued_again_and_the_others_are(app) -> None:
    gone, held = file_documents(make_award()), certify(make_award())
    gone.state, gone.state_changed_at = AwardState.WITHDRAWN, now()
    db.session.commit()

    batch = reissued(gone, held)

    assert {item.award_id: item.failed for item in batch.items} == {gone.id: "not-held", held.id: ""}
    assert batch.finished_at is not None
    assert audit_actions(gone.code) == []


def test_an_item_that_two_workers_drew_is_settled_once(app) -> None:
    award = certify(make_award())
    batch = make_batch([award], BatchKind.REISSUE)
    slow = batches._prepare(BatchKind.REISSUE, batch.ref, award.id)
    work(batch)
    sha256 = award.pdf_sha256

    batches._settle(batch.id, award.id, slow)
    db.session.commit()

    assert award.pdf_sha256 == sha256
    assert audit_actions(award.code).count("issue-again") == 1


def test_a_document_that_was_replaced_meanwhile_is_not_put_back(app) -> None:
    award = certify(make_award())
    slow = again.remake(award.id, "bt-slow")
    batch = reissued(award)

    with pytest.raises(again.OvertakenError):
        again.replace(slow, batch)
    db.session.rollback()

    assert not list(files().list(again.place("bt-slow", award.code)))
    assert db.session.query(SupersededDocument).filter_by(kind="pdf").count() == 1


def test_a_download_holds_every_document_and_an_index_with_hashes(app, tmp_path) -> None:
    awards = [file_documents(make_award(make_school(region="Brest region"))) for _ in range(3)]

    batch = work(make_batch(awards))

    with packed(batch) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        index = list(csv.DictReader(io.StringIO(archive.read("index.csv").decode("utf-8-sig"))))
        for line in index:
            assert hashlib.sha256(archive.read(line["certificate"])).hexdigest() == line["certificate_sha256"]
            assert hashlib.sha256(archive.read(line["credential"])).hexdigest() == line["credential_sha256"]
    assert [line["code"] for line in index] == sorted(award.code for award in awards)
    assert len(names) == 7
    assert batch.sha256 == hashlib.sha256(files().get(batch.storage_key)).hexdigest()
    file = tmp_path / "all.zip"
    file.write_bytes(files().get(batch.storage_key))
    if tool := shutil.which("unzip"):
        assert b"No errors detected" in subprocess.run([tool, "-t", file], capture_output=True).stdout


def test_the_same_certificates_make_the_same_archive(app) -> None:
    awards = [file_documents(make_award()), file_documents(make_award())]

    one, other = work(make_batch(awards)), work(make_batch(awards[::-1]))

    assert one.sha256 == other.sha256
    assert one.storage_key != other.storage_key


def test_a_damaged_or_lost_document_is_named_and_the_rest_is_packed(app) -> None:
    lost, damaged, good = (file_documents(make_award()) for _ in range(3))
    files().delete(lost.pdf_key)
    files().put(damaged.credential_key, b"{}")

    batch = work(make_batch([lost, damaged, good]))

    failed = {item.award_id: item.failed for item in batch.items}
    assert failed == {lost.id: "damaged", damaged.id: "damaged", good.id: ""}
    with packed(batch) as archive:
        assert archive.namelist() == [
            f"certificates/{good.code}.pdf",
            f"credentials/{good.code}.json",
            "index.csv",
        ]


def test_a_download_is_removed_after_seven_days_and_no_sooner(app) -> None:
    batch = work(make_batch([file_documents(make_award())]))
    key = batch.storage_key
    with at(now() + timedelta(days=6, hours=23)):
        batches.remove_expired()
    assert files().exists(key)

    with at(now() + timedelta(days=7, minutes=1)):
        batches.remove_expired()
    db.session.expire_all()

    assert not files().exists(key)
    assert batch.storage_key is None
    assert batch.sha256


def test_other_jobs_go_before_the_items_of_a_batch(app) -> None:
    batch = make_batch([file_documents(make_award())])
    jobs.enqueue("deliver-mail")
    db.session.commit()

    assert jobs.run_due(most=1) == 1

    done = db.session.scalars(select(Job).where(Job.done_at.is_not(None)).order_by(Job.id.desc())).first()
    assert done.name == "deliver-mail"
    assert db.session.scalars(select(BatchItem).where(BatchItem.batch_id == batch.id)).one().done_at is None
