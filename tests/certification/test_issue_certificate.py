"""The job that makes a certificate: whole, once, and told to the school."""

import hashlib
import json
from io import BytesIO

import pikepdf

from app.extensions import db
from app.files import files
from app.models import Job, Notice, OutgoingMail
from certificates.keys import KeyStore
from certificates.seal import examine
from tests.factories.awards import audit_actions, certify, judge, make_award
from tests.factories.people import make_head, make_school


def test_a_certificate_is_kept_byte_for_byte_with_its_credential_inside(app, settings) -> None:
    award = make_award()
    judge(award, "3.1", 4, 3)
    certify(award)

    pdf, credential = files().get(award.pdf_key), files().get(award.credential_key)
    assert hashlib.sha256(pdf).hexdigest() == award.pdf_sha256
    assert hashlib.sha256(credential).hexdigest() == award.credential_sha256
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert opened.attachments["credential.json"].get_file().read_bytes() == credential
    seals = KeyStore(settings.data / "keys", settings.key_passphrase).trusted_seals()
    assert examine(pdf, seals).as_issued
    document = json.loads(credential)
    assert document["id"] == f"http://localhost/verify/{award.code}.json"
    assert document["credentialStatus"]["statusListIndex"] == str(award.status_index)
    assert "3.1: 3" in document["evidence"][0]["narrative"]


def test_with_development_keys_the_certificate_says_that_it_is_a_specimen(app) -> None:
    award = certify(make_award())

    assert "Specimen" in json.loads(files().get(award.credential_key))["name"]


def test_the_school_is_told_where_its_certificate_is(app) -> None:
    school = make_school(name="Gymnasium No. 12")
    head = make_head(school)
    award = certify(make_award(school))

    notice = db.session.query(Notice).filter_by(user_id=head.id).one()
    assert notice.url == f"/verify/{award.code}"
    assert notice.subject == "Gymnasium No. 12: the certificate is ready"
    mail = db.session.query(OutgoingMail).filter_by(recipient=head.email).one()
    assert f"http://localhost/verify/{award.code}" in mail.body


def test_a_second_run_changes_nothing_and_tells_nobody_again(app) -> None:
    school = make_school()
    head = make_head(school)
    award = certify(make_award(school))
    before = (award.pdf_key, award.pdf_sha256, award.credential_sha256, award.status_index, award.version)

    certify(award)

    after = (award.pdf_key, award.pdf_sha256, award.credential_sha256, award.status_index, award.version)
    assert after == before
    assert audit_actions(award.code) == ["issue-certificate"]
    assert db.session.query(Notice).filter_by(user_id=head.id).count() == 1


def test_two_workers_who_drew_the_same_certificate_keep_one(app) -> None:
    from app.certification import issuing

    award = make_award()
    order = issuing._order(award.id)
    db.session.rollback()
    made = issuing.make(order)
    issuing._keep(order, made)
    db.session.commit()
    kept = award.pdf_key

    issuing._keep(order, made)
    db.session.commit()

    assert award.pdf_key == kept
    assert len(list(files().list("certificates"))) == 5


def test_the_other_forms_lie_beside_the_credential(app) -> None:
    award = certify(make_award())

    assert files().get(f"{award.credential_key}.jwt").count(b".") == 2
    assert files().get(f"{award.credential_key}.png").startswith(b"\x89PNG")
    assert files().get(f"{award.credential_key}.svg").startswith(b"<svg")


def test_facts_that_cannot_be_drawn_leave_the_award_unprepared_and_the_job_waiting(app) -> None:
    award = certify(make_award(snapshot={"school": "School 😀"}))

    assert award.prepared_at is None
    assert award.pdf_key is None
    job = db.session.query(Job).filter_by(name="issue-certificate").one()
    assert job.done_at is None
    assert "FactsError" in job.failed


def test_a_certificate_that_was_given_up_is_tried_again_after_some_hours(app) -> None:
    from datetime import timedelta

    from app import jobs
    from app.certification.issuing import PATIENCE, never_give_up
    from app.clock import now

    award = make_award()
    jobs.enqueue("issue-certificate", award_id=award.id)
    job = db.session.query(Job).one()
    job.attempts, job.run_after = jobs.MOST_ATTEMPTS, now() - PATIENCE + timedelta(minutes=5)
    db.session.commit()
    never_give_up()
    assert jobs.run_due() == 0

    job.run_after = now() - PATIENCE - timedelta(minutes=5)
    db.session.commit()
    never_give_up()
    jobs.run_due()
    db.session.expire_all()

    assert award.prepared_at is not None
