"""The paragraphs we offer and the cues we look for belong together, in every language."""

import pytest

from modules.load import LANGUAGES, load_template
from modules.model import Language
from modules.policy_check import PolicyReport, Verdict, check
from modules.policy_text import load_parts, load_policy

PARTS = [ref.id for ref in load_parts()]


def verdicts(report: PolicyReport) -> dict[str, Verdict]:
    return {part.id: part.verdict for part in report.parts}


def policy(language: Language, *, without: str = "", headings: bool = True) -> str:
    """A complete policy of our own paragraphs, perhaps with one left out."""
    parts = load_policy(language).parts
    return "\n\n".join(
        (f"{parts[name].name}\n" if headings else "") + parts[name].write for name in PARTS if name != without
    )


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paragraph_we_offer_is_recognised_by_itself_and_in_its_language(
    language: Language, part: str
) -> None:
    report = check(load_policy(language).parts[part].write)
    assert report.language == language
    assert verdicts(report)[part] == Verdict.THERE
    assert report.terms == ()


@pytest.mark.parametrize("headings", [True, False], ids=["with headings", "without headings"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_policy_of_all_our_paragraphs_is_complete(language: Language, headings: bool) -> None:
    report = check(policy(language, headings=headings))
    assert report.complete
    assert report.guess.confidence > 0.3
    assert all(part.quote for part in report.parts)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_leaving_out_one_paragraph_is_noticed_and_nothing_else(language: Language, part: str) -> None:
    found = verdicts(check(policy(language, without=part)))
    assert [name for name, verdict in found.items() if verdict != Verdict.THERE] == [part]


def test_our_own_template_comes_out_complete_once_it_is_filled_in() -> None:
    template = load_template("online-safety-policy", "en")
    lines = []
    for section in template.sections:
        lines += ["", section.heading, section.text, *(" · ".join(row) for row in section.rows)]
    text = "\n".join(lines)
    for old, new in (
        ("____ (outside)", "the child helpline (number on the poster, outside)"),
        ("____", "Alma Reed"),
    ):
        assert old in text
        text = text.replace(old, new)
    report = check(text)
    assert [part.id for part in report.having(Verdict.THERE)] == PARTS
    assert report.terms == ()


def test_a_policy_wrapped_by_a_pdf_is_read_like_the_same_in_one_line() -> None:
    import textwrap

    for language in LANGUAGES:
        whole = policy(language)
        wrapped = "\n".join(textwrap.fill(line, 60) for line in whole.splitlines())
        assert verdicts(check(wrapped)) == verdicts(check(whole))
