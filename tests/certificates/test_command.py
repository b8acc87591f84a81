"""The command that makes a certificate from plain facts."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from certificates.__main__ import main
from certificates.carrier import credential_in
from certificates.seal import examine


@pytest.fixture
def facts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A file with the example that the command itself prints."""
    assert main(["--example"]) == 0
    path = tmp_path / "facts.json"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    return path


def test_the_example_makes_a_specimen(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = facts.parent / "out.pdf"
    assert main([str(facts), str(out)]) == 0
    assert out.read_bytes().startswith(b"%PDF-1.7")
    assert "specimen, not sealed" in capsys.readouterr().out


def test_it_can_be_sealed_with_its_credential(facts: Path) -> None:
    out, made = facts.parent / "out.pdf", facts.parent / "credential.json"
    assert main([str(facts), str(out), "--sign", "--credential", str(made)]) == 0
    report = examine(out.read_bytes(), ())
    assert report.intact
    assert report.whole
    assert credential_in(out.read_bytes()) == made.read_bytes()
    assert "Specimen" in json.loads(made.read_bytes())["name"]


def test_keys_can_be_kept(facts: Path) -> None:
    folder = facts.parent / "keys"
    for name in ("one.pdf", "two.pdf"):
        assert main([str(facts), str(facts.parent / name), "--sign", "--keys", str(folder)]) == 0
    assert len(list(folder.glob("seal-*.key"))) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "not valid JSON at line 1"),
        ('{"tier": "gold"}', "school: is missing"),
        ("[]", "must be a JSON object"),
        (
            '{"school": "S😀", "tier": "gold", "issued_on": "2026-01-01", "expires_on": "2027-01-01"}',
            "U+1F600",
        ),
    ],
)
def test_wrong_facts_give_a_sentence_and_no_file(
    text: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "facts.json", tmp_path / "out.pdf"
    path.write_text(text, encoding="utf-8")
    assert main([str(path), str(out)]) == 2
    said = capsys.readouterr().err
    assert said.startswith("No certificate was made. ")
    assert words in said
    assert not out.exists()


def test_a_missing_file_gives_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.json"), str(tmp_path / "out.pdf")]) == 2
    assert "none.json" in capsys.readouterr().err


def test_the_package_needs_nothing_of_the_application() -> None:
    code = (
        "import sys, certificates.issue, certificates.letters, certificates.__main__;"
        "print(sorted(name for name in sys.modules if name.split('.')[0] in ('app', 'flask', 'weasyprint', 'pyhanko')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
