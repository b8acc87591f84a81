"""Letters: the commitment that is no certificate, the decision with its reasons, the report of the whole case."""

from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from bs4 import BeautifulSoup

from certificates.facts import LANGUAGES, FactsError, ModuleLevel
from certificates.keys import KeyStore
from certificates.letters import (
    CommitmentFacts,
    Condition,
    CriterionResult,
    DecisionFacts,
    EvidenceSeen,
    Finding,
    LetterFacts,
    ReportFacts,
    letter_html,
    letter_pdf,
)
from certificates.seal import examine, seal
from certificates.texts import words
from tests.certificates.conftest import MOMENT

HEAD: dict[str, Any] = {
    "school": "Gymnasium No. 12",
    "dated": date(2026, 11, 21),
    "locality": "Polatsk",
    "country": "BY",
    "reference": "BY-2026-014",
}
HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def commitment(**changes: Any) -> CommitmentFacts:
    return CommitmentFacts(**HEAD | {"signatory": "Hanna Kavalchuk"} | changes)


def decision(**changes: Any) -> DecisionFacts:
    return DecisionFacts(
        **HEAD
        | {
            "outcome": "conditions",
            "tier": "silver",
            "issued_on": date(2026, 11, 21),
            "expires_on": date(2028, 11, 20),
            "reasons": ("All gates are at level 3.",),
            "missing": ("4.2 is 2, needs 3",),
            "conditions": (Condition("Adopt the notice.", date(2027, 2, 1)),),
            "appeal_until": date(2026, 12, 18),
        }
        | changes
    )


def report(count: int = 36, **changes: Any) -> ReportFacts:
    criteria = tuple(
        CriterionResult(
            f"{n % 5 + 1}.{n}", f"does thing {n}", ("", "gate", "critical")[n % 3], 3, 4, 4, f"Seen {n}."
        )
        for n in range(count)
    )
    return ReportFacts(
        **HEAD
        | {
            "assessed_on": date(2026, 10, 12),
            "methods": ("document", "interview"),
            "ceiling": "gold",
            "tier": "silver",
            "module_levels": tuple(ModuleLevel(n, "", 3) for n in range(1, 6)),
            "criteria": criteria,
            "findings": (Finding("4.2", "minor", "The notice is missing.", date(2027, 2, 1)),),
            "evidence": (EvidenceSeen("2.1", "Policy, version 3", HASH),),
        }
        | changes
    )


LETTERS: dict[str, LetterFacts] = {"commitment": commitment(), "decision": decision(), "report": report()}


def shown(kind: str, facts: LetterFacts) -> str:
    text = BeautifulSoup(letter_html(kind, facts), "html.parser").get_text(" ")
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", LETTERS)
def test_every_letter_exists_in_every_language(kind: str, language: str) -> None:
    from dataclasses import replace

    facts = replace(LETTERS[kind], language=language)
    text = shown(kind, facts)
    assert words(language, "letters")[kind]["title"] in text
    assert "Gymnasium No. 12" in text
    assert "BY-2026-014" in text
    with pikepdf.open(BytesIO(letter_pdf(kind, facts))) as pdf:
        assert str(pdf.Root.Lang) == language
        assert pdf.Root.MarkInfo.Marked


def test_a_commitment_is_no_certificate_and_says_so() -> None:
    text = shown("commitment", commitment())
    assert "This letter is not a certificate." in text
    assert "Hanna Kavalchuk" in text


def test_a_decision_gives_tier_conditions_reasons_and_the_way_to_appeal() -> None:
    text = shown("decision", decision())
    for fact in (
        "Silver (In practice)",
        "20 November 2028",
        "All gates are at level 3.",
        "Adopt the notice.",
        "1 February 2027",
        "4.2 is 2, needs 3",
        "18 December 2026",
        "a second, uninvolved assessor",
        "not a guarantee that no child will be harmed",
    ):
        assert fact in text


def test_a_refusal_promises_nothing() -> None:
    text = shown("decision", decision(outcome="declined", tier="", conditions=()))
    assert "is not awarded a certificate" in text
    assert "valid from" not in text


def test_a_report_tells_the_whole_case() -> None:
    text = shown("report", report())
    for fact in (
        "1.0 does thing 0",
        "1.35 does thing 35",
        "Seen 17.",
        "critical gate",
        "The notice is missing.",
        HASH,
        "12 October 2026",
        "document, interview",
        "Gold",
        "Silver",
    ):
        assert fact in text


def test_a_report_without_findings_says_so() -> None:
    assert "There are no findings." in shown("report", report(findings=()))


def test_a_long_report_runs_over_pages_and_numbers_them() -> None:
    with pikepdf.open(BytesIO(letter_pdf("report", report()))) as pdf:
        assert len(pdf.pages) > 1


def test_a_sign_that_no_font_has_is_written_as_its_code() -> None:
    text = shown("decision", decision(reasons=("Well done 😀 <b>",)))
    assert "Well done [U+1F600] <b>" in text


def test_the_schools_name_is_refused_instead() -> None:
    with pytest.raises(FactsError, match="school"):
        letter_html("commitment", commitment(school="School 😀"))


def test_a_letter_of_another_kind_is_refused() -> None:
    with pytest.raises(FactsError, match="kind"):
        letter_html("decision", commitment())


@pytest.mark.parametrize("changes", [{"outcome": "perhaps"}, {"tier": ""}, {"expires_on": None}])
def test_a_decision_that_contradicts_itself_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(FactsError):
        letter_html("decision", decision(**changes))


@pytest.mark.parametrize("kind", LETTERS)
def test_the_same_facts_give_the_same_letter(kind: str) -> None:
    assert letter_pdf(kind, LETTERS[kind]) == letter_pdf(kind, LETTERS[kind])


def test_a_letter_can_be_sealed(keys: KeyStore) -> None:
    sealed = seal(letter_pdf("decision", decision(), sealable=True), keys.load("seal"), MOMENT)
    assert examine(sealed, keys.trusted_seals()).as_issued
