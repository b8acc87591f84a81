"""An author who spoils the files of the policy checker is told the file and the line."""

import shutil
from pathlib import Path

import pytest

from modules.check_policy import policy
from modules.load import LANGUAGES, ROOT

SPOILT = [
    ("policy/ru.yaml", "  review:\n", "  revision:\n", "part “review” has no text"),
    ("policy/ru.yaml", "    name: Утверждение\n", '    name: ""\n', "approval: name is empty"),
    (
        "policy/uk.yaml",
        '    topic: ["фільтр*"',
        '    topic: ["фільтр*", "ф*"',
        "a stem has at least 2 letters",
    ),
    ("policy/uk.yaml", '    topic: ["фільтр*"', '    topic: ["фільтр(а|и)"', "is no word"),
    ("policy/ro.yaml", '    topic: ["filtr*"', '    topic: ["… filtr*"', "begins and ends with a word"),
    (
        "policy/be.yaml",
        '    details: ["палітык*|палітыц*", "палажэнн*"]',
        "    details: []",
        "at least 1 item",
    ),
    (
        "policy/en.yaml",
        "why: Who fears blame does not tell.",
        'why: ""',
        "a term needs the words to use instead",
    ),
    (
        "policy/en.yaml",
        "why: A text that nobody approved binds nobody.",
        "why: TODO.",
        "“TODO” is never used",
    ),
    (
        "policy_parts.yaml",
        '{id: review, criterion: "2.1"}',
        '{id: review, criterion: "9.9"}',
        "no screen teaches",
    ),
    ("policy_parts.yaml", "{id: review,", "{id: approval,", "part “approval” stands twice"),
]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The structure of all modules, and everything of the policy checker."""
    shutil.copytree(ROOT / "policy", tmp_path / "policy", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("scheme.yaml", "policy_parts.yaml"):
        shutil.copy(ROOT / name, tmp_path / name)
    for path in ROOT.glob("m*/*.yaml"):
        (tmp_path / path.parent.name).mkdir(exist_ok=True)
        shutil.copy(path, tmp_path / path.parent.name / path.name)
    return tmp_path


def test_the_files_of_the_policy_checker_are_in_order(copied: Path) -> None:
    assert list(policy(copied)) == []


@pytest.mark.parametrize(("file", "old", "new", "words"), SPOILT)
def test_a_spoilt_file_is_named_with_its_line(
    copied: Path, file: str, old: str, new: str, words: str
) -> None:
    path = copied / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    told = [problem for problem in policy(copied) if words in problem.message]
    assert told
    assert told[0].path == file
    if new.strip():
        line = text[: text.index(old)].count("\n") + 1
        assert 1 <= told[0].line <= line + 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_language_is_told(copied: Path, language: str) -> None:
    (copied / "policy" / f"{language}.yaml").unlink()
    assert [str(problem) for problem in policy(copied)] == [f"policy/{language}.yaml:1: this file is missing"]
