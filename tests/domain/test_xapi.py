"""Learning as xAPI statements: as the specification wants them, the same each time, and of nobody by name."""

from datetime import UTC, datetime

from app.domain.xapi import Answer, Learned, Platform, Round
from modules.load import curriculum
from tests.support.xapi import check

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
M3 = curriculum().module("m3-reporting")
PLATFORM = Platform("https://ciss.example", {"m3-reporting": "Reporting, response and care"})
ANSWERS = (
    Answer("m3-c01", {"chosen": ["a"]}, True, NOON),
    Answer("m3-t3", {"chosen": ["c", "a", "e", "b", "d"]}, True, NOON),
    Answer("m3-t4", {"placed": {"a": "x", "b": "w"}}, False, NOON),
    Answer("n1", {"choice": "a"}, True, NOON),
)
LEARNED = Learned(
    "f" * 32,
    M3,
    "1.0",
    NOON,
    NOON,
    (
        Round("check", 1, "ru", NOON, NOON, 6, 8, ANSWERS),
        Round("check", 2, "ru", NOON, NOON, 8, 8),
        Round("scenario", 1, "ru", NOON),
    ),
)


def test_every_statement_is_as_the_specification_wants_it() -> None:
    verbs = [check(one).verb.id.rpartition("/")[2] for one in PLATFORM.statements(LEARNED)]
    assert verbs == [
        "registered",
        "attempted",
        "answered",
        "answered",
        "answered",
        "attempted",
        "attempted",
        "passed",
        "completed",
    ]


def test_answers_are_written_as_cmi_writes_them_and_a_scene_is_no_question() -> None:
    found = [check(one) for one in PLATFORM.statements(LEARNED)]
    answered = [one for one in found if one.verb.id.endswith("answered")]
    assert [one.result.response for one in answered if one.result] == [
        "a",
        "c[,]a[,]e[,]b[,]d",
        "a[.]x[,]b[.]w",
    ]
    assert [one.object.definition.interaction_type for one in answered] == [
        "choice",
        "sequencing",
        "matching",
    ]
    assert answered[0].object.id == "https://ciss.example/learning/m3-reporting/items/m3-c01"


def test_the_pass_carries_the_best_check() -> None:
    passed = next(one for one in PLATFORM.statements(LEARNED) if one["verb"]["id"].endswith("passed"))
    assert passed["result"] == {
        "success": True,
        "completion": True,
        "score": {"scaled": 1.0, "raw": 8, "min": 0, "max": 8},
    }


def test_the_same_learning_gives_the_same_statements_and_no_id_twice() -> None:
    once, again = list(PLATFORM.statements(LEARNED)), list(PLATFORM.statements(LEARNED))
    assert once == again
    assert len({one["id"] for one in once}) == len(once)


def test_whoever_has_only_begun_has_neither_passed_nor_completed() -> None:
    begun = Learned("f" * 32, M3, "1.0", NOON)
    assert [one["verb"]["display"] for one in PLATFORM.statements(begun)] == [{"en": "registered"}]
