"""A new version of the standard: the earlier one stays as it was, and the checker asks for what it needs."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.levels import NOT_APPLICABLE, Profile
from app.domain.tiers import standing
from modules import load, published
from modules.check import problems
from modules.load import curriculum, load_earlier, load_scheme
from modules.published import PROMISES, PUBLISHED, Promise
from modules.source import ContentError
from tests.modules.spoilt import said
from tests.support import versions
from tests.support.versions import NEW, add_criterion, change, copied, replace_scheme

CRITERIA = tuple(PROMISES)
PROFILES = st.dictionaries(
    st.sampled_from(CRITERIA), st.one_of(st.integers(0, 4), st.none(), st.just(NOT_APPLICABLE))
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return copied(tmp_path)


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Iterator[load.Curriculum]:
    """The content of 1.1, in which 1.0 is an earlier version."""
    root = copied(tmp_path_factory.mktemp("after"))
    versions.write_next_version(root)
    with versions.published(root):
        yield curriculum()


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
    replace_scheme(copy)
    assert any("criteria must be, in this order" in one and "3.9" in one for one in words(copy))

    english = (copy / "m3-reporting" / "en" / "criteria.yaml").read_text("utf-8")
    add_criterion(copy, NEW.replace(', since: "1.1"', ""))
    assert any("3.9: since must be “1.1”" in one for one in words(copy))

    change(copy / "m3-reporting" / "module.yaml", NEW.replace(', since: "1.1"', ""), NEW)
    told = copy / "m3-reporting" / "en" / "criteria.yaml"
    whole = told.read_text("utf-8")
    told.write_text(english, "utf-8")
    assert any("criterion “3.9” has no text" in one for one in words(copy))

    told.write_text(whole, "utf-8")
    assert words(copy) == []
    assert "3.9" in [one.id for one in curriculum(copy).scheme.criteria]


def test_a_replaced_version_without_its_file_is_named_and_no_content_is_read(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(published.PUBLISHED, "1.1", dict(PROMISES))
    replace_scheme(copy)
    assert words(copy) == []
    (copy / "earlier" / "1.0.yaml").unlink()
    assert words(copy) == ["earlier/1.0.yaml:1: version 1.0 was replaced by 1.1: keep its scheme.yaml here"]
    with pytest.raises(ContentError, match=re.escape("1.0.yaml:1: this file is missing")):
        curriculum(copy)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('version: "1.0"', 'version: "1.2"', "earlier/1.0.yaml:3: version is 1.2, but the file is 1.0.yaml"),
        ("maximum: 4", "maximum: high", "earlier/1.0.yaml:6: levels.maximum: Input should be a valid integer"),
        ("m5-education]", "m6-parents]", "earlier/1.0.yaml:4: module m6-parents is gone, but version 1.0 needs it"),
    ],
)  # fmt: skip
def test_a_wrong_file_of_an_earlier_version_is_named_with_its_line(
    copy: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, complaint: str
) -> None:
    monkeypatch.setitem(published.PUBLISHED, "1.1", dict(PROMISES))
    replace_scheme(copy)
    change(copy / "earlier" / "1.0.yaml", old, new)
    (found,) = words(copy)
    assert found.startswith(complaint)


def test_a_criterion_that_an_earlier_version_still_needs_may_not_go(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(published.PUBLISHED, "1.0", {**PROMISES, "3.9": Promise("none")})
    monkeypatch.setitem(published.PUBLISHED, "1.1", dict(PROMISES))
    replace_scheme(copy)
    assert words(copy) == ["earlier/1.0.yaml:4: 3.9 is gone, but version 1.0 needs its words"]


def test_a_file_beside_them_that_is_no_earlier_version_is_refused(copy: Path) -> None:
    (copy / "earlier").mkdir()
    (copy / "earlier" / "1.0.yaml").write_text((copy / "scheme.yaml").read_text("utf-8"), "utf-8")
    (found,) = words(copy)
    assert found.startswith("earlier/1.0.yaml:3: 1.0 is no earlier version")


def test_an_earlier_version_keeps_its_criteria_gates_thresholds_and_levels(after: load.Curriculum) -> None:
    before = load_scheme(load.ROOT)
    assert (after.scheme.version, len(after.scheme.criteria)) == ("1.1", len(before.criteria) + 1)
    assert after.scheme_of("1.0") == before
    assert after.criterion("3.5").criterion.gate == "gate"
    assert after.criterion("3.5", scheme=after.scheme_of("1.0")).criterion.gate == "none"
    with pytest.raises(KeyError):
        after.criterion("3.9", scheme=after.scheme_of("1.0"))


@given(PROFILES)
@settings(max_examples=60, deadline=None)
def test_whatever_a_school_reached_it_reaches_after_a_newer_version_too(
    after: load.Curriculum, profile: Profile
) -> None:
    now = standing(profile, after.scheme_of("1.0"))
    assert now == standing(profile, load_scheme(load.ROOT))
    assert now == standing({**profile, "3.9": 0}, after.scheme_of("1.0"))


@pytest.mark.parametrize("version", PUBLISHED)
def test_every_published_version_is_at_hand_and_the_present_one_is_the_scheme_itself(version: str) -> None:
    found = curriculum().scheme_of(version)
    assert (found is curriculum().scheme) == (version == curriculum().scheme.version)
    assert {
        one.id: Promise(one.gate, one.not_applicable, one.automatic) for one in found.criteria
    } == PUBLISHED[version]
    assert curriculum().scheme_of(version) is found


def test_the_present_version_is_the_last_one_published_and_no_criterion_was_ever_taken_away() -> None:
    versions = list(PUBLISHED)
    assert curriculum().scheme.version == versions[-1]
    for earlier, later in pairwise(versions):
        assert PUBLISHED[earlier].keys() <= PUBLISHED[later].keys()


def test_an_unknown_version_of_the_standard_is_an_error() -> None:
    for ask in (curriculum().scheme_of, load_earlier):
        with pytest.raises(KeyError):
            ask("0.9")
