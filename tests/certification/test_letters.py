"""Letters beside the certificate: the commitment, the decision with its reasons, the report of the whole case."""

import hashlib
from io import BytesIO

import pikepdf
import pytest

from app import jobs
from app.extensions import db
from app.files import files
from app.models import Job, Judgement, Letter, Severity
from certificates.keys import KeyStore
from certificates.seal import examine
from tests.certificates.tools import run
from tests.factories.cases import claim_of, make_evidence
from tests.factories.people import make_assessor, make_coordinator, make_head, make_school
from tests.support.client import Client
from tests.web.assessments.cases import Case, final_case, make_finding
from tests.web.assessments.voting import REASON, refuse, vote


def letters() -> dict[str, Letter]:
    db.session.expire_all()
    return {one.kind: one for one in db.session.query(Letter)}


def text_of(content: bytes, tmp_path) -> str:
    path = tmp_path / "letter.pdf"
    path.write_bytes(content)
    return " ".join(run("pdftotext", "-layout", path, "-").split())


def awarded(client: Client) -> Case:
    case = final_case("bronze", visit="")
    make_finding(case.application, case.judge, Severity.MINOR, days=30)
    claim = claim_of(case.application, "2.1")
    piece = make_evidence(claim, case.head, title="Policy signed by Hanna K.")
    judgement = db.session.query(Judgement).filter_by(claim_id=claim.id).one()
    judgement.evidence_seen = [[piece.ref, 1, piece.current.sha256]]
    db.session.commit()
    vote(client, case.judge, case, "bronze", conditions="Name a deputy.")
    jobs.run_due()
    return case


def test_a_signed_commitment_becomes_a_sealed_letter(client: Client, settings, tmp_path) -> None:
    school = make_school(name="Gymnasium No. 12")
    head = make_head(school)
    client.sign_in(head)
    url = f"/schools/{school.ref}"
    client.get(f"{url}/commitment.pdf", status=409)
    client.submit(f"{url}/commitment", {"agreed": "y"}, to=f"{url}/sign-commitment")
    jobs.run_due()

    content = client.get(f"{url}/commitment.pdf").response.get_data()
    keys = KeyStore(settings.data / "keys", settings.key_passphrase)
    assert examine(content, keys.trusted_seals()).as_issued
    assert hashlib.sha256(content).hexdigest() == letters()["commitment"].sha256
    text = text_of(content, tmp_path)
    assert "Gymnasium No. 12" in text
    assert "This letter is not a certificate." in text
    assert head.name not in text
    assert f"{url}/commitment.pdf" in client.get(f"{url}/commitment").html


def test_a_decision_writes_its_letter_and_the_report_of_the_whole_case(
    client: Client, settings, tmp_path
) -> None:
    case = awarded(client)
    client.sign_in(case.head)
    decision = text_of(client.get(f"{case.url}/decision.pdf").response.get_data(), tmp_path)
    report_bytes = client.get(f"{case.url}/report.pdf").response.get_data()
    report = text_of(report_bytes, tmp_path)

    for fact in (case.application.ref, "Bronze", REASON, "Name a deputy.", "20 working days", "guarantee"):
        assert fact in decision, fact
    for fact in ("Bronze", "The policy has no owner.", "2.1", "documents", "The minutes and the log"):
        assert fact in report, fact
    piece = claim_of(case.application, "2.1").evidence[0]
    assert piece.current.sha256[:40] in report.replace(" ", "")
    assert "Hanna" not in report + decision
    assert case.judge.name not in report + decision
    with pikepdf.open(BytesIO(report_bytes)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert len(pdf.pages) > 1
    keys = KeyStore(settings.data / "keys", settings.key_passphrase)
    assert examine(report_bytes, keys.trusted_seals()).as_issued
    page = client.get(f"/applications/{case.application.ref}")
    assert f"{case.url}/decision.pdf" in page.html
    assert f"{case.url}/report.pdf" in client.get(f"{case.url}/report").html


def test_a_refusal_carries_its_reasons_and_what_is_missing(client: Client, tmp_path) -> None:
    case = final_case(None, visit="")
    decider = case.decider()
    refuse(client, decider, case)
    jobs.run_due()
    client.sign_in(case.head)
    text = text_of(client.get(f"{case.url}/decision.pdf").response.get_data(), tmp_path)
    assert "is not awarded a certificate" in text
    assert "The routes to report do not work yet." in text
    assert "What stands before the next tier" in text


@pytest.mark.parametrize("kind", ["decision", "report"])
def test_letters_are_for_those_who_read_the_assessment(client: Client, kind: str) -> None:
    case = awarded(client)
    url = f"{case.url}/{kind}.pdf"
    assert client.sign_in(case.judge).get(url).response.status_code == 200
    client.sign_in(make_coordinator()).get(url, status=403)
    client.sign_in(make_assessor()).get(url, status=404)
    client.sign_in(make_head(make_school(name="Another"))).get(url, status=404)


def test_before_the_decision_there_is_no_letter(client: Client) -> None:
    case = final_case("bronze", visit="")
    client.sign_in(case.head).get(f"{case.url}/decision.pdf", status=409)


def test_a_letter_is_made_once_and_again_only_when_its_bytes_are_gone(client: Client) -> None:
    from app.certification.letters import order

    case = awarded(client)
    before = letters()["decision"].key
    order("decision", case.application.ref)
    order("decision", case.application.ref)
    db.session.commit()
    assert db.session.query(Job).filter(Job.name == "issue-letter", Job.done_at.is_(None)).count() == 1
    jobs.run_due()
    assert letters()["decision"].key == before

    files().delete(before)
    client.sign_in(case.head)
    assert (
        client.get(f"{case.url}/decision.pdf", status=303).response.headers["Location"]
        == f"{case.url}/report"
    )
    assert "drawn and sealed" in client.get(f"{case.url}/report").text
    jobs.run_due()
    after = letters()["decision"]
    assert after.key != before
    assert files().exists(after.key)


def test_a_stolen_seal_has_its_letters_made_again(client: Client, settings) -> None:
    from app import clock
    from app.certification.compromise import issue_again
    from app.certification.keys import known_keys

    awarded(client)
    store = known_keys()
    before = {kind: one.sha256 for kind, one in letters().items()}
    ended = store.compromise(store.active("seal").id, clock.today())
    issue_again(ended)
    db.session.commit()
    jobs.run_due()
    after = {kind: one.sha256 for kind, one in letters().items()}
    assert after.keys() == before.keys()
    assert {kind for kind in before if before[kind] != after[kind]} == {"decision", "report"}
    for kind in ("decision", "report"):
        assert examine(files().get(letters()[kind].key), known_keys().trusted_seals()).as_issued
