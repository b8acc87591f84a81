"""What a school takes away: its claims as tables, its whole case with the evidence one may open."""

import csv
import io
import json
import zipfile

from app.domain.workflow import State
from app.extensions import db
from app.files import files
from app.models import AuditEvent, Evidence, EvidenceForm
from tests.factories.cases import claim_of, make_application, make_evidence
from tests.factories.people import make_coordinator, make_head, make_member, make_school
from tests.support.client import Client


def test_claims_come_as_a_table_that_no_program_takes_for_formulas(client: Client) -> None:
    school = make_school()
    application = make_application(school)
    claim = claim_of(application, "3.1")
    claim.level, claim.responsible = 2, '=HYPERLINK("https://evil.example")'
    db.session.commit()
    response = client.sign_in(make_head(school)).get(f"/applications/{application.ref}/claims.csv").response
    rows = list(csv.DictReader(io.StringIO(response.get_data().decode("utf-8-sig"))))
    assert len(rows) == 36
    row = next(row for row in rows if row["criterion"] == "3.1")
    assert (row["level"], row["responsible"]) == ("2", '\'=HYPERLINK("https://evil.example")')


def test_claims_come_as_a_workbook_without_formulas(client: Client) -> None:
    school = make_school()
    application = make_application(school)
    claim_of(application, "3.1").how = "=1+1"
    db.session.commit()
    response = client.sign_in(make_head(school)).get(f"/applications/{application.ref}/claims.xlsx").response
    with zipfile.ZipFile(io.BytesIO(response.get_data())) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
        assert b"=1+1" in book.read("xl/sharedStrings.xml")


def _file(evidence: Evidence, content: bytes) -> None:
    version = evidence.current
    files().put("evidence/aa/one", content)
    version.form, version.storage_key = EvidenceForm.FILE, "evidence/aa/one"
    version.filename, version.text = "plan.pdf", ""
    db.session.commit()


def test_the_archive_holds_the_case_and_its_files(client: Client) -> None:
    school = make_school()
    head = make_head(school)
    application = make_application(school, State.DRAFT)
    evidence = make_evidence(claim_of(application, "3.1"), head)
    _file(evidence, b"%PDF-1.7 small")
    response = client.sign_in(head).get(f"/applications/{application.ref}/export.zip").response
    with zipfile.ZipFile(io.BytesIO(response.get_data())) as archive:
        assert archive.testzip() is None
        name = f"evidence/3.1/{evidence.ref}-1-plan.pdf"
        assert archive.read(name) == b"%PDF-1.7 small"
        case = json.loads(archive.read("case.json"))
    assert case["application"] == application.ref
    assert case["evidence"][0]["versions"][0]["file"] == name
    assert db.session.query(AuditEvent).filter_by(action="open-evidence").count() == 1


def test_the_archive_leaves_out_what_one_may_not_open(client: Client) -> None:
    school = make_school()
    application = make_application(school)
    evidence = make_evidence(
        claim_of(application, "3.1"), make_head(school), restricted=True, title="Secret title"
    )
    _file(evidence, b"secret")
    url = f"/applications/{application.ref}/export.zip"
    data = client.sign_in(make_member(school)).get(url).response.get_data()
    assert b"secret" not in data
    assert b"Secret title" not in data


def test_a_case_is_taken_away_by_its_school_and_by_nobody_else(client: Client) -> None:
    application = make_application(make_school())
    client.sign_in(make_coordinator(application.programme))
    for name in ("export.zip", "claims.csv", "claims.xlsx"):
        client.get(f"/applications/{application.ref}/{name}", status=403)
    assert "export.zip" not in client.get(f"/applications/{application.ref}").html
