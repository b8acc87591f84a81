"""What is still missing before a step: the rule that refuses is the rule that explains."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.action import Action
from app.domain.errors import NotReady
from app.domain.message import Message
from app.domain.readiness import (
    ClaimState,
    DecisionFacts,
    JudgementState,
    SubmissionFacts,
    changes,
    check_ready,
    decision,
    judgement,
    report,
    submission,
)
from modules.load import load_scheme

SCHEME = load_scheme()

TEXT = "Every class teacher reads the rules with the pupils in September and keeps the list."
READY = tuple(
    ClaimState(c.id, level=2, how=TEXT, responsible="Deputy head", evidence=1)
    for c in SCHEME.criteria
    if not c.automatic
)


def facts(claims: tuple[ClaimState, ...] = READY, **values: object) -> SubmissionFacts:
    everything = {
        "head_trained": True,
        "coordinator_trained": True,
        "has_coordinator": True,
        "commitment_signed": True,
    }
    return SubmissionFacts(claims, SCHEME, **{**everything, **values})  # type: ignore[arg-type]


def words(found: tuple[object, ...]) -> list[str]:
    return [str(one.message) for one in found]  # type: ignore[attr-defined]


def with_claim(criterion: str, **values: object) -> tuple[ClaimState, ...]:
    return tuple(ClaimState(criterion, **values) if c.criterion == criterion else c for c in READY)  # type: ignore[arg-type]


def test_a_school_with_everything_in_place_may_submit() -> None:
    assert submission(facts()) == ()


def test_an_empty_application_lists_one_obstacle_for_each_criterion_but_the_automatic_one() -> None:
    found = submission(facts(()))
    assert len(found) == 35
    assert all(one.kind == "claim" and one.criterion for one in found)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"commitment_signed": False}, "The head has not signed the commitment yet."),
        ({"head_trained": False}, "The head has not passed all five modules yet."),
        ({"has_coordinator": False}, "The school has no online-safety coordinator yet."),
        (
            {"coordinator_trained": False},
            "The online-safety coordinator has not passed all five modules yet.",
        ),
        ({"open_changes": 2}, "2 requests for changes have no answer yet."),
    ],
)
def test_each_missing_thing_is_named(values: dict[str, object], sentence: str) -> None:
    assert words(submission(facts(**values))) == [sentence]


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ({"level": 2, "responsible": "Head", "evidence": 1, "how": "short"}, "2.1: describe how you do it."),
        ({"level": 2, "how": TEXT, "evidence": 1}, "2.1: name who is responsible."),
        ({"level": 2, "how": TEXT, "responsible": "Head"}, "2.1 has no evidence yet."),
        ({}, "2.1 is not rated yet."),
        ({"not_applicable": True, "reason": "No."}, "2.1 applies to every school."),
    ],
)
def test_a_claim_needs_its_words_its_person_and_its_evidence(claim: dict[str, object], sentence: str) -> None:
    assert words(submission(facts(with_claim("2.1", **claim)))) == [sentence]


def test_a_claim_at_level_zero_needs_no_evidence() -> None:
    assert submission(facts(with_claim("2.1", level=0))) == ()


def test_not_applicable_needs_a_reason() -> None:
    optional = next(c.id for c in SCHEME.criteria if c.not_applicable)
    without = submission(facts(with_claim(optional, not_applicable=True)))
    assert words(without) == [f"{optional}: say why it does not apply."]


def test_not_applicable_is_possible_only_as_often_as_the_scheme_says() -> None:
    optional = [c.id for c in SCHEME.criteria if c.not_applicable]
    many = tuple(
        ClaimState(c.criterion, not_applicable=True, reason="We have none.") if c.criterion in optional else c
        for c in READY
    )
    assert submission(facts(many)) == ()
    strict = SCHEME.model_copy(update={"levels": SCHEME.levels.model_copy(update={"not_applicable_most": 1})})
    stricter = SubmissionFacts(many, strict, True, True, True, True)
    assert words(submission(stricter)) == ["2 criteria are marked as not applicable; at most 1 may be."]


def test_what_is_not_judged_or_has_no_reason_blocks_the_end_of_an_assessment() -> None:
    found = judgement(
        [
            JudgementState("1.1", True, True),
            JudgementState("1.2", False, False),
            JudgementState("1.3", True, False),
        ]
    )
    assert words(found) == ["1.2 is not judged yet.", "1.3 has no reason yet."]


@given(st.integers(0, 40), st.booleans())
def test_a_report_waits_for_the_school_at_most_ten_days(days: int, answered: bool) -> None:
    sent = date(2026, 3, 1)
    waiting = report(facts_answered=answered, sent_on=sent, today=sent + timedelta(days=days))
    assert bool(waiting) is (not answered and days < 10)


ORDER = ("bronze", "silver", "gold")


@pytest.mark.parametrize("tier", ORDER)
@pytest.mark.parametrize("ceiling", [None, *ORDER])
def test_the_computed_tier_is_a_ceiling_that_people_may_lower_and_nobody_may_raise(
    tier: str, ceiling: str | None
) -> None:
    found = decision(DecisionFacts(tier, ceiling, ORDER, visits=frozenset({"on-site"})))
    reachable = ceiling is not None and ORDER.index(tier) <= ORDER.index(ceiling)
    assert (found == ()) is reachable


def test_silver_needs_interviews_and_gold_a_visit() -> None:
    assert decision(DecisionFacts("bronze", "gold", ORDER)) == ()
    assert len(decision(DecisionFacts("silver", "gold", ORDER))) == 1
    assert decision(DecisionFacts("silver", "gold", ORDER, visits=frozenset({"interviews"}))) == ()
    assert len(decision(DecisionFacts("gold", "gold", ORDER, visits=frozenset({"interviews"})))) == 1


def test_open_majors_undated_minors_and_bars_forbid_an_award() -> None:
    assert words(decision(DecisionFacts("bronze", "bronze", ORDER, open_majors=1))) == [
        "A major finding is open."
    ]
    assert decision(DecisionFacts("bronze", "bronze", ORDER, undated_minors=1)) == ()
    silver = DecisionFacts("silver", "silver", ORDER, visits=frozenset({"interviews"}), undated_minors=1)
    assert words(decision(silver)) == ["Each open minor finding needs a date within 90 days."]
    barred = DecisionFacts("bronze", "bronze", ORDER, bars=(Message("Bronze cannot follow Bronze."),))
    assert words(decision(barred)) == ["Bronze cannot follow Bronze."]


def test_changes_are_asked_with_notes_and_in_at_most_three_rounds() -> None:
    assert changes(notes=1, round_number=0) == ()
    assert len(changes(notes=0, round_number=0)) == 1
    assert len(changes(notes=1, round_number=3)) == 1


def test_an_operation_refuses_with_every_obstacle_at_once() -> None:
    found = submission(facts(commitment_signed=False, head_trained=False))
    with pytest.raises(NotReady) as refused:
        check_ready(Action.SUBMIT, found)
    assert refused.value.obstacles == found
    check_ready(Action.SUBMIT, ())
