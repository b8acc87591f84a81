"""A certificate’s facts are checked before anything is drawn, and every refusal names the field."""

from typing import Any

import pytest

from certificates.facts import (
    CertificateFacts,
    FactsError,
    ModuleLevel,
    from_json,
    missing_glyphs,
    read_facts,
)
from tests.certificates.conftest import PLAIN, make_facts


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"school": ""}, "school", "missing"),
        ({"school": "S" * 121}, "school", "121 characters"),
        ({"school": "Sunny 😀 School"}, "school", "U+1F600"),
        ({"school": "学校"}, "school", "U+5B66"),
        ({"school": "a\u202eb"}, "school", "U+202E"),
        ({"school": 7}, "school", "must be text"),
        ({"locality": "x" * 81}, "locality", "room for 80"),
        ({"tier": "platinum"}, "tier", "bronze, silver, gold"),
        ({"language": "fr"}, "language", "en, ru, uk, be, ro"),
        ({"second_language": "fr"}, "second_language", "en, ru"),
        ({"issued_on": "21.11.2026"}, "issued_on", "not a date"),
        ({"issued_on": None}, "issued_on", "missing"),
        ({"expires_on": "2026-11-21"}, "expires_on", "dates must run"),
        ({"assessed_on": "2026-12-01"}, "expires_on", "dates must run"),
        ({"verify_url": "javascript:alert(1)"}, "verify_url", "https://"),
        ({"verify_url": ""}, "verify_url", "missing"),
        ({"code": ""}, "code", "missing"),
        ({"module_levels": [5]}, "module_levels", "level 5"),
        ({"module_levels": "all"}, "module_levels", "list"),
        ({"module_levels": [[1, "x"]]}, "module_levels", "entry 1"),
        ({"module_levels": [[1, "Title 😀", 3]]}, "module_levels[1].title", "U+1F600"),
        ({"module_levels": [True]}, "module_levels", "whole numbers"),
        ({"module_levels": [1, 1, 1, 1, 1, 1]}, "module_levels", "five"),
        ({"specimen": "yes"}, "specimen", "true or false"),
        ({"colour": "red"}, "colour", "not a fact"),
    ],
)
def test_a_wrong_fact_is_refused_by_its_name(changes: dict[str, Any], field: str, words: str) -> None:
    with pytest.raises(FactsError) as error:
        make_facts(**changes)
    assert error.value.field == field
    assert str(error.value).startswith(f"{field}: ")
    assert words in str(error.value)


def test_spaces_and_accents_are_normalised() -> None:
    facts = make_facts(school="  S\u030ccoala \n nr.  1 ")
    assert facts.school == "Š" + "coala nr. 1"


def test_a_specimen_needs_little() -> None:
    facts = from_json(
        {
            "school_name": "Школа № 1",
            "tier": "bronze",
            "issued_on": "2026-11-21",
            "valid_until": "2028-05-20",
        }
    )
    assert facts.specimen
    assert facts.assessed_on == facts.issued_on
    assert facts.code in facts.verify_url


def test_without_the_word_specimen_facts_make_a_specimen() -> None:
    assert from_json({name: value for name, value in PLAIN.items() if name != "specimen"}).specimen


@pytest.mark.parametrize(
    "form",
    [
        [2, 3, 4],
        [[1, "", 2], [2, "", 3], [3, "", 4]],
        [{"level": 2}, {"level": 3}, {"number": 3, "level": 4}],
    ],
)
def test_module_levels_may_be_written_in_three_ways(form: list[Any]) -> None:
    assert make_facts(module_levels=form).module_levels == (
        ModuleLevel(1, "", 2),
        ModuleLevel(2, "", 3),
        ModuleLevel(3, "", 4),
    )


def test_a_broken_file_tells_the_line() -> None:
    with pytest.raises(FactsError, match="line 2, column"):
        read_facts('{"school": "A",\n oops}')


def test_a_file_that_is_no_object_is_refused() -> None:
    with pytest.raises(FactsError, match="JSON object"):
        read_facts("[1]")


def test_the_five_languages_can_be_drawn() -> None:
    assert missing_glyphs("ЎўІіЇїЄєҐґЁёЭэЪъ ȘșȚțĂăÂâÎî № «»“”„’–—… ÄÖÜß ŁłŻż ŠšČč") == set()


def test_what_cannot_be_drawn_is_named() -> None:
    assert missing_glyphs("Școala 😀 学 \x07") == {"😀", "学", "\x07"}


def test_facts_cannot_be_changed_after_they_were_checked() -> None:
    with pytest.raises(AttributeError):
        make_facts().school = "Another"  # type: ignore[misc]
    assert isinstance(make_facts(), CertificateFacts)
