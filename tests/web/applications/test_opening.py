"""Who opens evidence, how it is served, and the emergency door."""

import pytest

from app.clock import now
from app.domain.facts import Function
from app.domain.workflow import State
from app.extensions import db
from app.models import AuditEvent, AuditPayload, BreakGlass, Evidence, OutgoingMail
from tests.factories.cases import assign, claim_of, make_application, make_evidence
from tests.factories.people import (
    make_admin,
    make_assessor,
    make_coordinator,
    make_expert,
    make_head,
    make_member,
    make_programme,
    make_school,
)
from tests.support.client import Client

REASON = "The prosecutor asks for this document by letter 12/7."


@pytest.fixture
def evidence() -> Evidence:
    """A piece of evidence in words, in a draft."""
    school = make_school()
    return make_evidence(claim_of(make_application(school), "3.1"), make_head(school), title="Secret title")


def door(evidence: Evidence) -> str:
    return f"/applications/evidence/{evidence.ref}/file/1"


def test_each_opening_is_noted_with_its_version(client: Client, evidence: Evidence) -> None:
    member = make_member(evidence.claim.application.school, name="Anna Novik")
    response = client.sign_in(member).get(door(evidence)).response
    assert response.get_data(as_text=True) == "Minutes of the meeting."
    event = db.session.query(AuditEvent).filter_by(action="open-evidence").one()
    assert (event.actor_id, event.details["version"]) == (member.id, 1)
    assert "Anna Novik" in client.get(f"/applications/evidence/{evidence.ref}").text


def test_evidence_is_served_locked_up(client: Client, evidence: Evidence) -> None:
    headers = (
        client.sign_in(make_member(evidence.claim.application.school)).get(door(evidence)).response.headers
    )
    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


def test_restricted_evidence_is_for_named_readers(client: Client, evidence: Evidence) -> None:
    school = evidence.claim.application.school
    reader, other = make_member(school), make_member(school)
    evidence.restricted, evidence.reader_ids = True, [reader.id]
    db.session.commit()
    client.sign_in(other).get(door(evidence), status=403)
    page = client.get(f"/applications/{evidence.claim.application.ref}/claims/3.1")
    assert "Secret title" not in page.text
    assert "Restricted evidence" in page.text
    client.sign_in(reader).get(door(evidence))


def test_an_expert_reads_before_and_an_assessor_after_submission(client: Client, evidence: Evidence) -> None:
    application = evidence.claim.application
    expert, assessor = make_expert(), make_assessor()
    assign(application, expert, Function.EXPERT)
    assign(application, assessor, Function.ASSESSOR)
    client.sign_in(expert).get(door(evidence))
    client.sign_in(assessor).get(door(evidence), status=403)
    head_id = evidence.redaction_declared_by_id
    application.submitted_by_id, application.submitted_at = head_id, now()
    application.state = State.WITH_ASSESSOR
    db.session.commit()
    client.get(door(evidence))
    client.sign_in(expert).get(door(evidence), status=403)


def test_strangers_find_no_evidence(client: Client, evidence: Evidence) -> None:
    client.sign_in(make_head(make_school())).get(door(evidence), status=404)
    client.get(f"/applications/evidence/{evidence.ref}/break-glass", status=404)
    client.sign_in(make_coordinator(make_programme("MD"))).get(door(evidence), status=404)
    client.get("/applications/evidence/ev-unknown/file/1", status=404)
    client.sign_out().get(door(evidence), status=303)


def test_the_emergency_door_opens_for_an_hour_and_tells_the_school(
    client: Client, evidence: Evidence
) -> None:
    coordinator = make_coordinator(evidence.claim.application.programme)
    client.sign_in(coordinator).get(door(evidence), status=403)
    claim = client.get(f"/applications/{evidence.claim.application.ref}/claims/3.1")
    assert claim.soup.select_one(f'a[href="/applications/evidence/{evidence.ref}/break-glass"]')
    client.submit(f"/applications/evidence/{evidence.ref}/break-glass", {"reason": REASON})
    client.get(door(evidence))
    glass = db.session.query(BreakGlass).one()
    assert (glass.expires_at - glass.opened_at).total_seconds() == 3600
    mail = db.session.query(OutgoingMail).one()
    assert REASON in mail.body
    assert "Secret title" not in mail.body + mail.subject
    event = db.session.query(AuditEvent).filter_by(action="break-glass").one()
    assert REASON not in str(event.details)
    assert db.session.get_one(AuditPayload, event.id).personal["reason"] == REASON
    glass.expires_at = now()
    db.session.commit()
    client.get(door(evidence), status=403)


def test_the_emergency_door_asks_for_a_real_reason(client: Client, evidence: Evidence) -> None:
    client.sign_in(make_admin())
    address = f"/applications/evidence/{evidence.ref}/break-glass"
    assert "at least 20 characters" in client.submit(address, {"reason": "curious"}, status=422).text
    client.get(door(evidence), status=403)
    assert db.session.query(BreakGlass).count() == 0


def test_a_pdf_is_shown_and_an_office_file_only_downloaded(client: Client, evidence: Evidence) -> None:
    version = evidence.current
    client.sign_in(make_member(evidence.claim.application.school))
    for media_type, filename, disposition, sandboxed in (
        ("application/pdf", "Политика.pdf", "inline", False),
        ("application/vnd.oasis.opendocument.text", "policy.odt", "attachment", True),
    ):
        version.media_type, version.filename = media_type, filename
        db.session.commit()
        headers = client.get(door(evidence)).response.headers
        assert headers["Content-Disposition"].startswith(disposition)
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; frame-ancestors 'self'")
        assert ("sandbox" in headers["Content-Security-Policy"]) is sandboxed
