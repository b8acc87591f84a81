"""Evidence: files, links and words, their versions, their hashes, and what is refused."""

import hashlib
import io
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from PIL import Image

from app.clock import now, today
from app.domain.workflow import State
from app.extensions import db
from app.files import Sweep, files
from app.jobs import run_due
from app.models import AuditEvent, Claim, Evidence, EvidenceState, EvidenceVersion
from tests.factories.cases import claim_of, make_application, make_evidence
from tests.factories.people import make_head, make_member, make_school
from tests.support.client import Client


def picture() -> bytes:
    """A small JPEG that says where it was taken."""
    data, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = "classroom 5B"
    Image.new("RGB", (40, 30), "teal").save(data, "JPEG", exif=exif)
    return data.getvalue()


def form(**changes: Any) -> dict[str, Any]:
    """A form for words, filled in."""
    return {
        "form": "text",
        "text": "Minutes of the meeting of 3 September.",
        "title": "Minutes",
        "kind": "examine",
        "dated_on": today().isoformat(),
        "language": "en",
        "redacted": "y",
        **changes,
    }


@pytest.fixture
def claim(client: Client) -> Claim:
    """Criterion 3.1 of a draft, the head signed in."""
    school = make_school()
    client.sign_in(make_head(school))
    return claim_of(make_application(school), "3.1")


def url(claim: Claim) -> str:
    return f"/applications/{claim.application.ref}/claims/{claim.criterion}/add-evidence"


def test_the_page_says_what_must_never_be_uploaded(client: Client, claim: Claim) -> None:
    page = client.get(url(claim))
    assert "Never any sexual imagery of a child" in page.text
    assert "No names and no faces of children." in page.text
    assert "Incident logs only as a blank form" in page.text


def test_words_are_kept_with_their_hash(client: Client, claim: Claim) -> None:
    client.submit(url(claim), form())
    version = db.session.query(EvidenceVersion).one()
    assert version.sha256 == hashlib.sha256(version.text.encode()).hexdigest()
    page = client.get(f"/applications/{claim.application.ref}/claims/3.1")
    assert version.sha256 in page.text
    event = db.session.query(AuditEvent).filter_by(action="add-evidence").one()
    assert event.details["sha256"] == version.sha256
    assert "Minutes" not in str(event.details)


def test_a_photo_is_stored_without_its_hidden_data(client: Client, claim: Claim) -> None:
    photo = (io.BytesIO(picture()), "poster.jpg")
    client.submit(url(claim), form(form="file", document=photo, kind="observe"))
    version = db.session.query(EvidenceVersion).one()
    stored = files().get(version.storage_key or "")
    assert b"classroom 5B" not in stored
    assert (version.sha256, version.size) == (hashlib.sha256(stored).hexdigest(), len(stored))
    assert version.filename == "poster.jpg"


def test_a_program_named_pdf_is_refused_and_all_words_stay(client: Client, claim: Claim) -> None:
    program = (io.BytesIO(b"MZ\x90\x00" + b"\x00" * 400), "policy.pdf")
    page = client.submit(url(claim), form(form="file", document=program, title="Our policy"), status=422)
    assert page.form("/add-evidence")["title"] == "Our policy"
    assert "Only the file has to be chosen again" in page.text
    assert page.soup.select_one("#document-error")
    assert db.session.query(Evidence).count() == 0
    assert list(files().list("evidence")) == []


def test_a_good_file_beside_a_missing_title_leaves_nothing_behind(client: Client, claim: Claim) -> None:
    photo = (io.BytesIO(picture()), "poster.jpg")
    client.submit(url(claim), form(form="file", document=photo, title=""), status=422)
    assert list(files().list("evidence")) == []


def test_without_the_declaration_nothing_is_kept(client: Client, claim: Claim) -> None:
    values = form()
    del values["redacted"]
    page = client.submit(url(claim), values, status=422)
    assert "Look at it first, then tick the box." in page.text
    assert db.session.query(Evidence).count() == 0


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("javascript:alert(1)", "Only addresses that begin with https:// or http:// can be added."),
        ("http://localhost/admin", "This address only works inside your own network."),
        ("https://a:b@school.example/", "This address contains a user name or password."),
        ("", "This does not look like a web address."),
    ],
)
def test_addresses_that_others_cannot_open_are_refused(
    client: Client, claim: Claim, address: str, sentence: str
) -> None:
    assert sentence in client.submit(url(claim), form(form="link", url=address), status=422).text


def test_a_link_is_left_through_the_logged_door(client: Client, claim: Claim) -> None:
    client.submit(url(claim), form(form="link", url="https://School.example/rules"))
    version = db.session.query(EvidenceVersion).one()
    assert version.url == "https://school.example/rules"
    page = client.get(f"/applications/evidence/{version.evidence.ref}/file/1", status=303)
    assert page.location == "https://school.example/rules"
    assert page.response.headers["Referrer-Policy"] == "no-referrer"


def test_a_day_that_has_not_come_is_refused(client: Client, claim: Claim) -> None:
    page = client.submit(url(claim), form(dated_on="2999-01-01"), status=422)
    assert "This day has not come yet." in page.text


def test_a_double_click_keeps_one_piece_and_one_file(client: Client, claim: Claim) -> None:
    keys = client.get(url(claim)).form("/add-evidence")
    for _ in range(2):
        photo = (io.BytesIO(picture()), "poster.jpg")
        client.post(url(claim), {**keys, **form(form="file", document=photo)}, fresh=False)
    assert db.session.query(Evidence).count() == 1
    assert len(list(files().list("evidence"))) == 1


def test_a_newer_version_keeps_the_earlier_one(client: Client, claim: Claim) -> None:
    client.submit(url(claim), form())
    evidence = db.session.query(Evidence).one()
    home = f"/applications/evidence/{evidence.ref}"
    client.submit(f"{home}/versions", form(text="Minutes, corrected."))
    states = [(one.number, one.state) for one in evidence.versions]
    assert states == [(1, EvidenceState.SUPERSEDED), (2, EvidenceState.AVAILABLE)]
    assert "Superseded" in client.get(home).text


def test_what_was_submitted_is_never_touched(client: Client) -> None:
    school = make_school()
    head = make_head(school)
    evidence = make_evidence(claim_of(make_application(school, State.RETURNED), "3.1"), head)
    evidence.current.frozen_at = now()
    db.session.commit()
    home = f"/applications/evidence/{evidence.ref}"
    client.sign_in(head).submit(f"{home}/versions", form(text="Better."))
    client.post(f"{home}/remove-evidence")
    frozen = db.session.query(EvidenceVersion).filter_by(number=1).one()
    assert (frozen.state, frozen.text) == (EvidenceState.AVAILABLE, "Minutes of the meeting.")


def test_after_submission_nothing_is_added_or_withdrawn(client: Client) -> None:
    school = make_school()
    head = make_head(school)
    claim = claim_of(make_application(school, State.WITH_ASSESSOR), "3.1")
    evidence = make_evidence(claim, head)
    client.sign_in(head).post(url(claim), form(), status=409)
    client.post(f"/applications/evidence/{evidence.ref}/remove-evidence", status=409)
    assert db.session.query(Evidence).one().withdrawn_at is None


def test_withdrawn_evidence_is_forgotten_but_its_hash_stays(client: Client, claim: Claim) -> None:
    photo = (io.BytesIO(picture()), "poster.jpg")
    client.submit(url(claim), form(form="file", document=photo))
    evidence = db.session.query(Evidence).one()
    client.post(f"/applications/evidence/{evidence.ref}/remove-evidence")
    with time_machine.travel(now() + timedelta(days=29)):
        run_due()
    assert db.session.query(EvidenceVersion).one().state is EvidenceState.WITHDRAWN
    with time_machine.travel(now() + timedelta(days=31)):
        run_due()
    sweep = Sweep()
    assert (sweep.orphans(), sweep.orphans()) == (0, 1)
    version = db.session.query(EvidenceVersion).one()
    assert (version.state, version.storage_key, len(version.sha256)) == (EvidenceState.PURGED, None, 64)
    assert list(files().list("evidence")) == []
    client.get(f"/applications/evidence/{evidence.ref}/file/1", status=409)


def test_the_sweep_takes_files_without_a_row_at_the_second_sight(app: Flask, claim: Claim) -> None:
    files().put("evidence/ab/left-by-a-crash", b"x")
    sweep = Sweep()
    assert sweep.orphans() == 0
    assert sweep.orphans() == 1
    assert list(files().list("evidence")) == []


def test_a_member_adds_only_to_their_own_criteria(client: Client, claim: Claim) -> None:
    member = make_member(claim.application.school)
    claim.owner_id = member.id
    db.session.commit()
    other = url(claim_of(claim.application, "3.2"))
    client.sign_in(member).post(other, form(), status=403)
    client.submit(url(claim), form())
    assert db.session.query(Evidence).one().claim_id == claim.id


def test_restricted_evidence_names_its_readers(client: Client, claim: Claim) -> None:
    member = make_member(claim.application.school, name="Anna Novik")
    client.submit(url(claim), form(restricted="y", readers=str(member.id)))
    evidence = db.session.query(Evidence).one()
    assert (evidence.restricted, evidence.reader_ids) == (True, [member.id])
    assert "leads, and: Anna Novik" in client.get(f"/applications/evidence/{evidence.ref}").text


def test_a_reader_from_elsewhere_is_refused(client: Client, claim: Claim) -> None:
    stranger = make_member(make_school())
    client.submit(url(claim), form(restricted="y", readers=str(stranger.id)), status=422)
    assert db.session.query(Evidence).count() == 0
