"""What an author of a tool is told: ids that clash, blanks that nobody can fill in."""

from pathlib import Path

import pytest

from modules.blanks import names, shown
from modules.check import problems
from modules.load import fed_by, load_scheme, load_template, load_templates, template_languages
from tests.modules.spoilt import said

LOG = "templates/incident-log.en.yaml"
WRONG = (
    ("  - id: steps", "  - id: report", "section id “report” is already used"),
    (
        "Closed on ____{hand}",
        "Closed on ____{nobody}",
        "nobody knows what to put into a blank called “nobody”",
    ),
)


@pytest.mark.parametrize(("old", "new", "words"), WRONG)
def test_a_tool_with_a_mistake_is_refused(content: Path, old: str, new: str, words: str) -> None:
    path = content / LOG
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert [hit.path for hit in said(problems(content), words)] == [LOG]


def test_people_never_read_the_name_of_a_blank() -> None:
    assert shown("Head ____{head}, ____ (____{hand})") == "Head ____, ____ (____)"
    assert names("Head ____{head}, ____ (____{hand})") == ("head", "", "hand")


def test_every_criterion_has_a_tool_and_every_tool_feeds_one() -> None:
    fed = [criterion.id for found in fed_by().values() for criterion in found]
    assert sorted(fed) == sorted(criterion.id for criterion in load_scheme().criteria)
    assert [tool for tool, found in fed_by().items() if not found] == []


@pytest.mark.parametrize(
    "tool", ["incident-log", "support-plan", "image-consent", "acceptable-use", "pupil-survey"]
)
def test_tools_that_speak_of_a_child_have_parts_for_paper_only(tool: str) -> None:
    assert load_template(tool).careful


def test_every_tool_is_written_in_english() -> None:
    assert {template_languages(ref.id)[0] for ref in load_templates()} == {"en"}
