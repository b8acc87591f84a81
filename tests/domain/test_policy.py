"""Who may do what, over every role, relation and state: invariants of the permission matrix (product.md)."""

from itertools import product

import pytest

from app.domain.action import Action
from app.domain.facts import (
    ApplicationFacts,
    AssignmentFacts,
    AssignmentState,
    AwardFacts,
    ClaimFacts,
    EvidenceFacts,
    Function,
    ProgrammeFacts,
    RoleFacts,
    SchoolFacts,
)
from app.domain.policy import POLICY, can, can_see
from app.domain.roles import PUBLIC, Actor, Grant, Position, Role
from app.domain.workflow import PREPARING, State

ME, OTHER = 1, 2
HOME, ABROAD = 10, 11  # programmes
OURS, THEIRS = 20, 21  # schools

GRANTS: dict[str, tuple[Grant, ...]] = {
    "nobody": (),
    "admin": (Grant(Role.ADMIN),),
    "coordinator here": (Grant(Role.COORDINATOR, programme_id=HOME),),
    "coordinator abroad": (Grant(Role.COORDINATOR, programme_id=ABROAD),),
    "expert": (Grant(Role.EXPERT, programme_id=HOME),),
    "assessor": (Grant(Role.ASSESSOR, programme_id=HOME),),
    "assessor abroad": (Grant(Role.ASSESSOR, programme_id=ABROAD),),
    "head": (Grant(Role.LEAD, school_id=OURS, position=Position.HEAD),),
    "school coordinator": (Grant(Role.LEAD, school_id=OURS, position=Position.COORDINATOR),),
    "member": (Grant(Role.MEMBER, school_id=OURS, position=Position.STAFF),),
    "head of another school": (Grant(Role.LEAD, school_id=THEIRS, position=Position.HEAD),),
}
RELATIONS = [None, *product(Function, AssignmentState)]
PAIRS = [(one, two) for one in GRANTS for two in GRANTS if one <= two]

CASE_ACTIONS = [
    action
    for action in Action
    if action
    in {
        Action.SEE_APPLICATION,
        Action.SEE_FORECAST,
        Action.GIVE_CRITERION,
        Action.REQUEST_SUPPORT,
        Action.ANSWER_CHANGES,
        Action.SUBMIT,
        Action.CANCEL,
        Action.ANSWER_INFORMATION,
        Action.CHECK_FACTS,
        Action.PROPOSE_ASSIGNMENT,
        Action.REQUEST_CHANGES,
        Action.END_SUPPORT,
        Action.START_SCREENING,
        Action.RETURN,
        Action.ACCEPT_CASE,
        Action.JUDGE,
        Action.RECORD_FINDING,
        Action.RECORD_VISIT,
        Action.REQUEST_INFORMATION,
        Action.FINISH_ASSESSMENT,
        Action.SEND_REPORT,
        Action.FINALISE_REPORT,
        Action.SEE_ASSESSMENT,
        Action.AWARD,
        Action.DECLINE,
    }
]
JUDGING = {
    Action.ACCEPT_CASE,
    Action.JUDGE,
    Action.RECORD_FINDING,
    Action.RECORD_VISIT,
    Action.REQUEST_INFORMATION,
    Action.FINISH_ASSESSMENT,
    Action.SEND_REPORT,
    Action.FINALISE_REPORT,
    Action.AWARD,
    Action.DECLINE,
}


def case(
    state: State, relation: tuple[Function, AssignmentState] | None, **values: object
) -> ApplicationFacts:
    assigned = (AssignmentFacts(ME, *relation),) if relation else ()
    return ApplicationFacts(OURS, HOME, state, assigned, **values)  # type: ignore[arg-type]


def every_case() -> list[tuple[Actor, tuple[str, str], ApplicationFacts]]:
    return [
        (
            Actor(ME, GRANTS[one] + (GRANTS[two] if two != one else ())),
            (one, two),
            case(state, relation, judge_decides=decides),
        )
        for (one, two), state, relation, decides in product(PAIRS, State, RELATIONS, (False, True))
    ]


EVERY = every_case()


def test_every_action_has_a_rule_and_an_unknown_one_is_refused() -> None:
    assert set(POLICY) == set(Action)
    assert not can(Actor(ME, GRANTS["admin"]), "no-such-action")  # type: ignore[arg-type]


def test_whoever_may_act_on_a_case_may_also_see_it() -> None:
    blind = [
        (names, action)
        for actor, names, facts in EVERY
        for action in CASE_ACTIONS
        if can(actor, action, facts) and not can_see(actor, facts)
    ]
    assert blind == []


def test_the_public_may_only_see_what_is_public() -> None:
    allowed = {action for action in CASE_ACTIONS for _, _, facts in EVERY[::7] if can(PUBLIC, action, facts)}
    assert allowed == set()
    assert can(PUBLIC, Action.SEE_PUBLIC)


def test_only_an_assigned_person_who_declared_no_conflict_judges_or_decides() -> None:
    for actor, names, facts in EVERY:
        declared = {a.function for a in facts.assignments if a.state is AssignmentState.DECLARED}
        for action in JUDGING:
            if can(actor, action, facts):
                assert declared & {Function.ASSESSOR, Function.DECIDER}, (names, action)


def test_nobody_tied_to_the_school_or_its_country_judges_it() -> None:
    tied = {"admin", "coordinator here", "head", "school coordinator", "member"}
    for actor, names, facts in EVERY:
        if tied & set(names):
            assert not any(can(actor, action, facts) for action in JUDGING), names


@pytest.mark.parametrize("state", State)
def test_the_expert_of_a_school_never_judges_it(state: State) -> None:
    assigned = tuple(AssignmentFacts(ME, function, AssignmentState.DECLARED) for function in Function)
    facts = ApplicationFacts(OURS, HOME, state, assigned, judge_decides=True)
    assert not any(can(Actor(ME, GRANTS["assessor"]), action, facts) for action in JUDGING)


@pytest.mark.parametrize("ended", [AssignmentState.ENDED, AssignmentState.OBJECTED])
def test_an_expert_whose_work_on_the_case_ended_still_does_not_judge_it(ended: AssignmentState) -> None:
    assigned = (
        AssignmentFacts(ME, Function.EXPERT, ended),
        AssignmentFacts(ME, Function.ASSESSOR, AssignmentState.DECLARED),
    )
    facts = ApplicationFacts(OURS, HOME, State.WITH_ASSESSOR, assigned)
    assert not can(Actor(ME, GRANTS["assessor"]), Action.JUDGE, facts)


def test_nobody_decides_what_they_judged_or_submitted() -> None:
    actor = Actor(ME, GRANTS["assessor"])
    decider = (AssignmentFacts(ME, Function.DECIDER, AssignmentState.DECLARED),)
    for judge_decides in (False, True):
        judged = ApplicationFacts(
            OURS, HOME, State.REPORT_FINAL, decider, judged_by=frozenset({ME}), judge_decides=judge_decides
        )
        submitted = ApplicationFacts(
            OURS, HOME, State.REPORT_FINAL, decider, submitted_by=ME, judge_decides=judge_decides
        )
        assert not can(actor, Action.AWARD, judged)
        assert not can(actor, Action.AWARD, submitted)


def test_the_judge_alone_decides_bronze_and_nothing_above() -> None:
    actor = Actor(ME, GRANTS["assessor"])
    judge = (AssignmentFacts(ME, Function.ASSESSOR, AssignmentState.DECLARED),)
    for decides in (False, True):
        facts = ApplicationFacts(
            OURS, HOME, State.REPORT_FINAL, judge, judged_by=frozenset({ME}), judge_decides=decides
        )
        assert can(actor, Action.AWARD, facts) is decides


def test_people_of_another_country_see_an_assigned_case_only() -> None:
    for actor, names, facts in EVERY:
        if set(names) <= {"coordinator abroad", "assessor abroad", "head of another school", "nobody"}:
            declared = any(a.state is AssignmentState.DECLARED for a in facts.assignments)
            assert can_see(actor, facts) is declared, names


def test_only_the_head_submits_and_signs() -> None:
    for name, grants in GRANTS.items():
        assert can(Actor(ME, grants), Action.SUBMIT, case(State.DRAFT, None)) is (name == "head")
        assert can(Actor(ME, grants), Action.SIGN_COMMITMENT, SchoolFacts(OURS, HOME)) is (name == "head")


def test_a_coordinator_runs_the_own_country_and_never_opens_files_without_breaking_the_glass() -> None:
    facts = EvidenceFacts(ClaimFacts(case(State.WITH_ASSESSOR, None)))
    for name in ("coordinator here", "admin"):
        actor = Actor(ME, GRANTS[name])
        assert not can(actor, Action.OPEN_EVIDENCE, facts)
        assert can(actor, Action.BREAK_GLASS, facts)
        broken = EvidenceFacts(ClaimFacts(case(State.WITH_ASSESSOR, None)), broken_glass=frozenset({ME}))
        assert can(actor, Action.OPEN_EVIDENCE, broken)
    abroad = Actor(ME, GRANTS["coordinator abroad"])
    assert not can(abroad, Action.BREAK_GLASS, facts)
    assert not can(abroad, Action.SEE_PROGRAMME, ProgrammeFacts(HOME))
    assert not can_see(abroad, facts)


@pytest.mark.parametrize("state", State)
def test_an_assessor_opens_evidence_from_acceptance_to_the_report(state: State) -> None:
    facts = EvidenceFacts(ClaimFacts(case(state, (Function.ASSESSOR, AssignmentState.DECLARED))))
    between = {
        State.WITH_ASSESSOR,
        State.INFORMATION_REQUESTED,
        State.JUDGED,
        State.CHECK_OF_FACTS,
        State.REPORT_FINAL,
    }
    assert can(Actor(ME, GRANTS["assessor"]), Action.OPEN_EVIDENCE, facts) is (state in between)


@pytest.mark.parametrize("state", State)
def test_an_expert_opens_evidence_only_before_submission(state: State) -> None:
    facts = EvidenceFacts(ClaimFacts(case(state, (Function.EXPERT, AssignmentState.DECLARED))))
    assert can(Actor(ME, GRANTS["expert"]), Action.OPEN_EVIDENCE, facts) is (state in PREPARING)


def test_restricted_evidence_is_for_leads_named_readers_and_the_owner_of_the_claim() -> None:
    member = Actor(ME, GRANTS["member"])
    claim = ClaimFacts(case(State.DRAFT, None))
    assert can(member, Action.OPEN_EVIDENCE, EvidenceFacts(claim))
    assert not can(member, Action.OPEN_EVIDENCE, EvidenceFacts(claim, restricted=True))
    assert can(member, Action.OPEN_EVIDENCE, EvidenceFacts(claim, restricted=True, readers=frozenset({ME})))
    assert can(Actor(ME, GRANTS["head"]), Action.OPEN_EVIDENCE, EvidenceFacts(claim, restricted=True))


def test_a_member_claims_only_the_criteria_they_were_given() -> None:
    member = Actor(ME, GRANTS["member"])
    assert not can(member, Action.CLAIM_LEVEL, ClaimFacts(case(State.DRAFT, None)))
    assert can(member, Action.CLAIM_LEVEL, ClaimFacts(case(State.DRAFT, None), owner_ids=frozenset({ME})))


def test_a_role_that_judges_is_confirmed_by_a_second_person() -> None:
    admin = Actor(ME, GRANTS["admin"])
    assert can(admin, Action.CONFIRM_ROLE, RoleFacts(HOME, proposed_by=OTHER, user_id=3))
    assert not can(admin, Action.CONFIRM_ROLE, RoleFacts(HOME, proposed_by=ME, user_id=3))
    assert not can(admin, Action.CONFIRM_ROLE, RoleFacts(HOME, proposed_by=OTHER, user_id=ME))


def test_only_those_who_decided_suspend_restore_or_withdraw() -> None:
    actor = Actor(ME, GRANTS["assessor"])
    facts = AwardFacts(
        case(State.AWARDED, (Function.DECIDER, AssignmentState.DECLARED)), decided_by=frozenset({ME})
    )
    stranger = AwardFacts(
        case(State.AWARDED, (Function.DECIDER, AssignmentState.DECLARED)), decided_by=frozenset({OTHER})
    )
    for action in (Action.SUSPEND, Action.RESTORE, Action.WITHDRAW):
        assert can(actor, action, facts)
        assert not can(actor, action, stranger)
        assert not can(Actor(ME, GRANTS["admin"]), action, facts)


@pytest.mark.parametrize("state", AssignmentState)
def test_before_declaring_only_the_person_asked_knows_of_the_question(state: AssignmentState) -> None:
    asked = AssignmentFacts(ME, Function.ASSESSOR, state, OURS, HOME)
    live = state in (AssignmentState.PROPOSED, AssignmentState.DECLARED)
    assert can(Actor(ME), Action.DECLARE_INTEREST, asked) is live
    assert not can_see(Actor(OTHER), asked)
    assert can(Actor(OTHER, GRANTS["head"]), Action.OBJECT, asked) is live
