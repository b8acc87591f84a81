"""A translation says what it is: a draft, read by somebody, or older than its English."""

import shutil
from pathlib import Path

import pytest

from modules import load
from modules.check import notes, problems
from modules.load import load_template, load_text
from modules.translation import over, stale, write_down, write_down_tool

MODULE = "m3-reporting"


@pytest.fixture
def translated(content: Path) -> Path:
    """Module 3 with a Ukrainian translation of today's English (the words themselves do not matter here)."""
    shutil.copytree(content / MODULE / "en", content / MODULE / "uk")
    write_down(content / MODULE, "uk")
    return content


def edit(root: Path, old: str, new: str, language: str = "en") -> None:
    path = root / MODULE / language / "text.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    load.load_module.cache_clear()
    load._text.cache_clear()


def test_a_new_translation_is_a_draft_until_a_native_speaker_has_read_it(translated: Path) -> None:
    text = load_text(MODULE, "uk", translated)
    assert (text.draft, text.stale) == (True, ())
    write_down(translated / MODULE, "uk", "Olena Koval")
    load._text.cache_clear()
    assert not load_text(MODULE, "uk", translated).draft
    assert problems(translated, MODULE) == []


def test_a_changed_english_text_makes_its_translation_older_and_no_more(translated: Path) -> None:
    edit(translated, "title: Reporting, response and care", "title: Reporting and care")
    text = load_text(MODULE, "uk", translated)
    assert text.stale == ("text.yaml",)
    assert text.title == "Reporting, response and care"
    assert list(notes(translated)) == [
        f"{MODULE}/uk/text.yaml: the English has changed since it was translated"
    ]
    assert problems(translated, MODULE) == []


def test_line_ends_do_not_make_a_translation_older(translated: Path) -> None:
    path = translated / MODULE / "en/lessons/tool.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert stale(translated / MODULE, "uk") == ()


def test_what_a_translation_lacks_is_shown_in_english_and_named_by_the_checker(translated: Path) -> None:
    text = load_text(MODULE, "uk", translated, filled=False)
    first = next(iter(text.objectives))
    words = text.objectives[first]
    edit(translated, f"{first}:", "m3-o99:", "uk")
    assert load_text(MODULE, "uk", translated).objectives[first] == words
    told = [problem.message for problem in problems(translated, MODULE)]
    assert any(first in message for message in told)


def test_the_english_fills_gaps_and_never_covers_a_word() -> None:
    english = {"a": {"text": "Yes", "why": "Because"}, "b": "Later", "c": ["x"]}
    assert over(english, {"a": {"text": "Так", "why": ""}, "c": ["икс"]}) == {
        "a": {"text": "Так", "why": "Because"},
        "b": "Later",
        "c": ["икс"],
    }


def tool(root: Path, change: tuple[str, str] = ("", "")) -> Path:
    """A “translation” of a tool: the English with one place changed, of today's English."""
    english = root / "templates/phone-rules.en.yaml"
    path = root / "templates/phone-rules.uk.yaml"
    path.write_text(english.read_text("utf-8").replace(*change, 1), encoding="utf-8")
    write_down_tool(path)
    return path


def test_a_translated_tool_is_a_draft_with_the_parts_of_the_english(content: Path) -> None:
    tool(content, ("title: Rules for phones", "title: Правила для телефонів"))
    template = load_template("phone-rules", "uk", content)
    assert (template.draft, template.stale, template.fallback) == (True, False, False)
    assert problems(content) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("id: rule-broken", "id: broken"), "its parts are not those of the English text"),
        (("kept by ____ in ____", "kept by ____"), "its table or its blanks are not those"),
        (('["In lessons", ""', '["In lessons", "No"'), "its table or its blanks are not those"),
    ],
)
def test_a_translated_tool_keeps_parts_tables_and_blanks(
    content: Path, change: tuple[str, str], told: str
) -> None:
    path = tool(content, change)
    [problem] = problems(content)
    assert problem.path == str(path.relative_to(content))
    assert told in problem.message


def test_a_tool_whose_english_has_changed_is_older_and_stays_on_show(content: Path) -> None:
    tool(content)
    english = content / "templates/phone-rules.en.yaml"
    english.write_text(english.read_text("utf-8").replace("id: rule-broken", "id: broken"), encoding="utf-8")
    load.load_template.cache_clear()
    assert load_template("phone-rules", "uk", content).stale
    assert problems(content) == []
