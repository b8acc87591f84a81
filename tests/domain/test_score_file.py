"""The score handle: every shape of file it reads, the answer it gives, and the words for what it cannot read."""

import json
from typing import Any

import pytest

from app.domain.score_file import ScoreFileError, read, score, score_text
from tests.domain.by_hand import IDS, SCHEME

MARK = {"d": 4, "p": 4}


def marks(changed: dict[str, Any] | None = None, at: int = 4) -> dict[str, Any]:
    return {**{one: {"d": at, "p": at} for one in IDS}, **(changed or {})}


def test_one_school_is_explained_whole() -> None:
    answer = score(marks({"3.1": {"d": 0, "p": 0}}), SCHEME)
    assert {key: answer[key] for key in answer if key != "levels"} == {
        "tier": None,
        "module_levels": {"1": 4, "2": 4, "3": 0, "4": 4, "5": 4},
        "blank": [],
        "next": "bronze",
        "blockers": ["3.1 is 0, needs 3"],
        "path": [
            {"criterion": "3.1", "from": 0, "to": 1},
            {"criterion": "3.1", "from": 1, "to": 2},
            {"criterion": "3.1", "from": 2, "to": 3},
        ],
    }
    assert answer["levels"] == {**dict.fromkeys(IDS, 4), "3.1": 0}


def test_gold_leads_nowhere_further() -> None:
    answer = score(marks(), SCHEME)
    assert (answer["tier"], answer["next"], answer["blockers"], answer["path"]) == ("gold", None, [], [])


@pytest.mark.parametrize(
    ("mark", "level"),
    [
        ({"d": 4, "p": 0}, 0),
        ({"d": 0, "p": 3}, 1),
        ({"d": 2, "p": 3}, 3),
        ({"d": 3, "p": 4}, 4),
        ({"d": 4, "p": 4, "expired": True}, 3),
        ({"d": 4, "p": 4, "expired": False}, 4),
        ({"d": 4, "p": 4, "five_tests": False}, 3),
        ({"d": 4, "p": 4, "five_tests": True}, 4),
        ({"d": 4, "p": 4, "five_tests": None}, 4),
        ({"d": 4, "p": 4, "five_tests": {"owner_and_deputy": True, "held_twelve_months": False}}, 3),
        ({"na": True}, "na"),
        ({"na": False, "d": 2, "p": 2}, 2),
        ({"d": None, "p": None}, None),
        ({}, None),
        (None, None),
    ],
)
def test_marks_become_levels(mark: Any, level: int | str | None) -> None:
    levels = score(marks({"4.7": mark}), SCHEME)["levels"]
    assert isinstance(levels, dict)
    assert levels["4.7"] == level


def test_missing_criteria_are_blanks_and_named() -> None:
    answer = score({"1.1": MARK}, SCHEME)
    assert answer["tier"] is None
    assert answer["blank"] == [one for one in IDS if one != "1.1"]
    assert "3.1 has no level yet, needs 3" in str(answer["blockers"])
    assert score({}, SCHEME)["next"] == "bronze"


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"1.1": {"d": 7, "p": 3}}, "1.1: d is 7, but a mark is a whole number from 0 to 4"),
        ({"1.1": {"d": 3, "p": -1}}, "1.1: p is -1, but a mark is a whole number from 0 to 4"),
        ({"1.1": {"d": 3.0, "p": 3}}, "1.1: d is 3.0, but a mark is a whole number from 0 to 4"),
        ({"1.1": {"d": True, "p": 3}}, "1.1: d is true, but a mark is a whole number from 0 to 4"),
        ({"1.1": {"d": "3", "p": 3}}, '1.1: d is "3", but a mark is a whole number from 0 to 4'),
        ({"1.1": {"d": 3}}, "1.1: p is missing"),
        ({"1.1": {"level": 3, **MARK}}, "1.1: level is not known here"),
        ({"1.1": 3}, '1.1: expected an object, such as {"d": 3, "p": 3}'),
        ({"9.9": MARK}, "9.9: no such criterion"),
        ({"3.1": {"na": True}}, "3.1: may not be “not applicable”"),
        ({"4.7": {"na": True, **MARK}}, "4.7: is “not applicable” and has marks"),
        ({"4.7": {"na": "yes"}}, "4.7: na is true or false"),
        ({"1.1": {**MARK, "expired": 1}}, "1.1: expired is true or false"),
        (
            {one: {"na": True} for one in ("2.4", "4.2", "4.7")},
            "2.4, 4.2, 4.7: at most 2 criteria may be not applicable",
        ),
    ],
)
def test_each_bad_value_is_named(changed: dict[str, Any], error: str) -> None:
    assert score(marks(changed), SCHEME) == {"errors": [error]}


@pytest.mark.parametrize("tests", [3, "yes", [True] * 5, {"owner": True}, {"owner_and_deputy": 1}])
def test_five_tests_are_flags_with_their_names(tests: Any) -> None:
    said = score(marks({"1.1": {**MARK, "five_tests": tests}}), SCHEME)
    assert "1.1: five_tests is true, false, or an object of owner_and_deputy, " in str(said["errors"])


def test_all_errors_are_told_at_once() -> None:
    said = score(marks({"1.1": {"d": 9, "p": 9}, "1.2": 3, "x": MARK}), SCHEME)
    assert len(said["errors"]) == 4  # type: ignore[arg-type]


@pytest.mark.parametrize("raw", [None, 3, "x", [1]])
def test_what_is_no_object_is_an_error(raw: object) -> None:
    assert "expected an object of criteria" in str(score(raw, SCHEME)["errors"])


def test_a_criterion_or_a_mark_given_twice_is_an_error() -> None:
    (raw,) = read('{"1.1": {"d": 3, "d": 4, "p": 4}, "1.2": {"d": 1, "p": 1}, "1.2": {"d": 4, "p": 4}}')
    assert score(raw, SCHEME) == {"errors": ["1.2: given twice", "1.1: d is given twice"]}


def test_an_object_a_list_and_one_a_line_are_all_read() -> None:
    first, second = {"1.1": MARK}, {"1.2": MARK}
    assert read(json.dumps(first)) == [first]
    assert read(json.dumps(first, indent=2)) == [first]
    assert read(json.dumps([first, second], indent=2)) == [first, second]
    assert read(f"\ufeff{json.dumps(first)}\r\n\r\n{json.dumps(second)}\r\n") == [first, second]
    assert read("[]") == []


def test_every_school_of_a_file_has_its_own_answer_in_its_place() -> None:
    answers = score_text(f"{json.dumps(marks())}\n{json.dumps({'9.9': MARK})}\n{json.dumps(marks())}", SCHEME)
    assert [answer.get("tier") for answer in answers] == ["gold", None, "gold"]
    assert answers[1] == {"errors": ["9.9: no such criterion"]}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "the file is empty"),
        (" \n \n", "the file is empty"),
        ("{", "line 1"),
        ("not json", "line 1"),
        ('{"1.1": {}}\n{"1.2": }\n', "line 2"),
        ("[{}, ]", "line 1"),
        ("[" * 100_000, "recursion"),
    ],
)
def test_a_broken_file_says_where(text: str, says: str) -> None:
    with pytest.raises(ScoreFileError, match=says):
        read(text)


def test_the_answer_is_json() -> None:
    assert json.loads(json.dumps(score(marks({"4.7": {"na": True}}), SCHEME)))["levels"]["4.7"] == "na"
