"""A translation says what it is: a draft, read by somebody, or older than its English."""

import shutil
from pathlib import Path

import pytest

from modules import load
from modules.check import notes, problems
from modules.load import load_text
from modules.translation import over, stale, write_down

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
