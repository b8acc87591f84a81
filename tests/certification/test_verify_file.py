"""`./ciss verify FILE` says what the public page would say."""

from app.clock import now
from app.domain.workflow import AwardState
from app.extensions import db
from app.files import files
from app.models.award import SupersededDocument
from app.verify.queries import Found
from app.verify_cli import FILES
from tests.factories.awards import certify, make_award
from tests.factories.people import make_school


def test_a_file_is_ours_unchanged_and_current_or_it_is_said_what_is_not(app, tmp_path) -> None:
    award = certify(make_award(make_school(name="Gymnasium No. 12")))
    pdf, file = files().get(award.pdf_key), tmp_path / "certificate.pdf"
    run = app.test_cli_runner().invoke

    file.write_bytes(pdf)
    valid = run(args=["ciss", "verify", str(file)])
    file.write_bytes(pdf + b"%")
    changed = run(args=["ciss", "verify", str(file)])
    file.write_bytes(b"%PDF-1.7 a bill")
    foreign = run(args=["ciss", "verify", str(file)])
    file.write_bytes(pdf)
    award.state, award.state_reason, award.state_changed_at = AwardState.WITHDRAWN, "Invented.", now()
    db.session.commit()
    withdrawn = run(args=["ciss", "verify", str(file)])

    assert (valid.exit_code, changed.exit_code, foreign.exit_code, withdrawn.exit_code) == (0, 1, 1, 1)
    assert "ours and unchanged" in valid.output
    assert "Gymnasium No. 12: The certificate is valid until" in valid.output
    assert "not as we issued it" in changed.output
    assert "not one of ours" in foreign.output
    assert "The certificate was withdrawn. Invented." in withdrawn.output


def test_every_answer_of_the_page_has_its_sentence_here() -> None:
    assert set(FILES) == set(Found)


def test_an_older_copy_is_told_to_be_ours_but_not_the_newest(app, tmp_path) -> None:
    award = certify(make_award())
    old = files().get(award.pdf_key)
    old_row = {
        "award_id": award.id,
        "kind": "pdf",
        "key": "x",
        "sha256": award.pdf_sha256,
        "replaced_at": now(),
    }
    db.session.add(SupersededDocument(**old_row))
    award.pdf_sha256 = "0" * 64
    db.session.commit()
    (tmp_path / "old.pdf").write_bytes(old)

    said = app.test_cli_runner().invoke(args=["ciss", "verify", str(tmp_path / "old.pdf")])

    assert said.exit_code == 1
    assert f"the document {award.code} was issued again" in said.output
