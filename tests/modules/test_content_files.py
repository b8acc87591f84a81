"""Pictures, tools, and ids that never come back."""

from pathlib import Path

import pytest

from modules.check import problems
from tests.modules.spoilt import Spoil, said

PICTURE = "media/routes.svg"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("</svg>", f"<!--{'x' * 30_000}--></svg>", "at most 30000"),
        ('<title id="t">Three routes from a pupil to help</title>', "", "has no <title>"),
        ("</svg>", '<image href="https://example.org/x.png"/></svg>', "anything outside itself"),
        ("</svg>", "<style>rect{fill:url(//example.org/a)}</style></svg>", "anything outside itself"),
        ("</svg>", "<script>alert(1)</script></svg>", "must not carry scripts"),
        ("</svg>", "", "not well-formed"),
        ("<svg ", '<!DOCTYPE svg [<!ENTITY a "b">]><svg ', "anything outside itself"),
    ],
)
def test_a_picture_is_small_titled_and_asks_nothing_of_the_outside(
    spoil: Spoil, old: str, new: str, words: str
) -> None:
    hits = said(spoil(PICTURE, old, new), words)
    assert [hit.path for hit in hits] == [f"m3-reporting/{PICTURE}"]


def test_a_missing_picture_is_named_where_it_is_asked_for(content: Path) -> None:
    (content / "m3-reporting" / PICTURE).unlink()
    assert [hit.path for hit in said(problems(content, "m3-reporting"), "is missing")] == [
        "m3-reporting/module.yaml"
    ]


def test_a_lesson_that_no_screen_shows_is_named(content: Path) -> None:
    (content / "m3-reporting/en/lessons/old.md").write_text("Old words.", encoding="utf-8")
    found = said(problems(content, "m3-reporting"), "no screen shows this lesson")
    assert [hit.path for hit in found] == ["m3-reporting/en/lessons/old.md"]


def test_a_module_that_is_not_there_is_a_clear_error(content: Path) -> None:
    (content / "m3-reporting/module.yaml").unlink()
    assert [str(hit) for hit in problems(content, "m3-reporting")] == [
        "m3-reporting/module.yaml:1: this file is missing"
    ]


@pytest.mark.parametrize("retired", ["m3-c05", "m3-o2", "3.4", "m3-s1"])
def test_a_retired_id_never_comes_back(content: Path, retired: str) -> None:
    entry = f'retired: {{"{retired}": {{module: m3-reporting, removed: "1.1", because: "test"}}}}\n'
    (content / "retired.yaml").write_text(entry, encoding="utf-8")
    assert len(said(problems(content, "m3-reporting"), f"“{retired}” is retired")) == 1


def test_an_id_stands_once(spoil: Spoil) -> None:
    found = spoil("module.yaml", "id: m3-c02,", "id: m3-c01,")
    assert said(found, "“m3-c01” is already used")


def test_an_id_begins_with_its_module(spoil: Spoil) -> None:
    found = spoil("module.yaml", "id: m3-c03,", "id: m4-c03,")
    assert said(found, "“m4-c03” must begin with m3-")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("id: incident-log", "id: other", "id is “other”, but the file is “incident-log”"),
        ("heading:", "headline:", "heading: this entry is missing"),
        ("purpose:", "purpose: x\naim:", "aim: no such entry is known here"),
        ("purpose: ", "purpose: <b>Bold</b> ", "raw HTML is off"),
    ],
)
def test_a_spoilt_tool_is_named(content: Path, old: str, new: str, words: str) -> None:
    path = content / "templates/incident-log.en.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert [hit.path for hit in said(problems(content), words)] == ["templates/incident-log.en.yaml"]


def test_a_tool_without_words_and_words_without_a_tool_are_named(content: Path) -> None:
    (content / "templates/incident-log.en.yaml").rename(content / "templates/stray.en.yaml")
    found = {hit.path: hit.message for hit in problems(content)}
    assert found == {
        "templates/incident-log.en.yaml": "this file is missing",
        "templates/stray.en.yaml": "templates.yaml does not list this tool",
    }
