"""A copy of one finished module that a test may spoil, and check."""

import shutil
from pathlib import Path

import pytest

from modules.check import problems
from modules.load import LANGUAGES, ROOT
from modules.problem import Problem
from tests.modules.spoilt import Spoil


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The scheme with module 3 alone, in English, complete and in order."""
    for name in ("m3-reporting", "templates"):
        left_out = shutil.ignore_patterns("__pycache__", *LANGUAGES[1:])
        shutil.copytree(ROOT / name, tmp_path / name, ignore=left_out)
    for name in ("scheme.yaml", "retired.yaml", "templates.yaml"):
        shutil.copy(ROOT / name, tmp_path / name)
    scheme = tmp_path / "scheme.yaml"
    listed = "modules: [m1-rights, m2-policy, m3-reporting, m4-environment, m5-education]"
    text = scheme.read_text(encoding="utf-8")
    assert listed in text
    scheme.write_text(text.replace(listed, "modules: [m3-reporting]"), encoding="utf-8")
    return tmp_path


@pytest.fixture
def spoil(content: Path) -> Spoil:
    """spoil(file, old, new): change one place in a file of module 3, and check it."""

    def change(file: str, old: str, new: str) -> list[Problem]:
        path = content / "m3-reporting" / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}: the test looks for what is no longer there"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return problems(content, "m3-reporting")

    return change
