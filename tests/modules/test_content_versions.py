"""A new version of the standard: the earlier one stays as it was, and the checker asks for what it needs."""

import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from modules import load, published
from modules.check import problems
from modules.load import ROOT, curriculum
from modules.published import PROMISES, PUBLISHED, Promise
from tests.modules.spoilt import said

LAST = '  - {id: "3.8", template: drill-record, screen: learn-a}\n'
NEW = '  - {id: "3.9", template: drill-record, screen: learn-b, since: "1.1"}\n'


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The modules, to write in."""
    kept = shutil.ignore_patterns("__pycache__", "*.py", "exchange", "policy", "ru", "uk", "ro", "be")
    shutil.copytree(ROOT, tmp_path / "modules", ignore=kept)
    return tmp_path / "modules"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def words(root: Path) -> list[str]:
    """What the checker says of module 3 as it is on disk now."""
    for kept in (load.load_module, load._text, load.curriculum):
        kept.cache_clear()
    return [str(one) for one in problems(root, "m3-reporting")]


def test_a_version_that_promises_nothing_is_named_with_its_line(copy: Path) -> None:
    change(copy / "scheme.yaml", 'version: "1.0"', 'version: "1.1"')
    (found,) = said(problems(copy, "m3-reporting"), "is not in published.py")
    assert (found.path, found.line) == ("scheme.yaml", 3)


def test_a_new_criterion_needs_its_place_its_words_and_the_version_it_came_with(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(published.PUBLISHED, "1.1", {**PROMISES, "3.9": Promise("none")})
    change(copy / "scheme.yaml", 'version: "1.0"', 'version: "1.1"')
    assert any("criteria must be, in this order" in one and "3.9" in one for one in words(copy))

    module = copy / "m3-reporting" / "module.yaml"
    change(module, LAST, LAST + NEW.replace(', since: "1.1"', ""))
    assert any("3.9: since must be “1.1”" in one for one in words(copy))

    change(module, NEW.replace(', since: "1.1"', ""), NEW)
    assert any("criterion “3.9” has no text" in one for one in words(copy))

    told = copy / "m3-reporting" / "en" / "criteria.yaml"
    last = told.read_text("utf-8").split('"3.8":\n')[1]
    told.write_text(told.read_text("utf-8") + '"3.9":\n' + last, "utf-8")
    assert words(copy) == []

    with_it = curriculum(copy)
    assert "3.9" in [one.id for one in with_it.scheme.criteria]
    assert [one.id for one in with_it.scheme_of("1.0").criteria] == [
        one.id for one in curriculum().scheme.criteria
    ]
    assert with_it.scheme_of("1.0").version == "1.0"
    assert with_it.scheme_of("1.0").tiers == with_it.scheme.tiers


def test_the_present_version_is_the_last_one_published_and_no_criterion_was_ever_taken_away() -> None:
    versions = list(PUBLISHED)
    assert curriculum().scheme.version == versions[-1]
    for earlier, later in pairwise(versions):
        assert PUBLISHED[earlier].items() <= PUBLISHED[later].items()


def test_an_unknown_version_of_the_standard_is_an_error() -> None:
    with pytest.raises(KeyError):
        curriculum().scheme_of("0.9")
