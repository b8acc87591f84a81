"""What may follow what: the states of an application and of an award, as one table (product.md)."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.action import Action
from app.domain.errors import NotNow
from app.domain.message import Message


class State(StrEnum):
    """States of an application."""

    DRAFT = "draft"
    IN_SUPPORT = "in-support"
    CHANGES_REQUESTED = "changes-requested"
    SUBMITTED = "submitted"
    IN_SCREENING = "in-screening"
    RETURNED = "returned"
    WITH_ASSESSOR = "with-assessor"
    INFORMATION_REQUESTED = "information-requested"
    JUDGED = "judged"
    CHECK_OF_FACTS = "check-of-facts"
    REPORT_FINAL = "report-final"
    AWARDED = "awarded"
    AWARDED_WITH_CONDITIONS = "awarded-with-conditions"
    DECLINED = "declined"
    CANCELLED = "cancelled"


class AwardState(StrEnum):
    """Stored states of an award; `expired` is derived from the date and never stored."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


@dataclass(frozen=True)
class Transition:
    """`action` moves from any of `sources` to one of `targets` (the first unless the rule chooses)."""

    action: Action
    sources: tuple[StrEnum, ...]
    targets: tuple[StrEnum, ...]


S, A = State, AwardState
PREPARING = (S.DRAFT, S.IN_SUPPORT, S.CHANGES_REQUESTED, S.RETURNED)  # the school may still change claims
UNDER_ASSESSMENT = (S.WITH_ASSESSOR, S.INFORMATION_REQUESTED, S.JUDGED, S.CHECK_OF_FACTS)
FINAL = (S.AWARDED, S.AWARDED_WITH_CONDITIONS, S.DECLINED, S.CANCELLED)
OPEN = tuple(state for state in S if state not in FINAL)

TRANSITIONS: tuple[Transition, ...] = (
    Transition(Action.REQUEST_SUPPORT, (S.DRAFT, S.RETURNED), (S.IN_SUPPORT,)),
    Transition(Action.REQUEST_CHANGES, (S.IN_SUPPORT,), (S.CHANGES_REQUESTED,)),
    Transition(Action.ANSWER_CHANGES, (S.CHANGES_REQUESTED,), (S.IN_SUPPORT,)),
    Transition(Action.END_SUPPORT, (S.IN_SUPPORT, S.CHANGES_REQUESTED), (S.DRAFT,)),
    Transition(Action.SUBMIT, (S.DRAFT, S.IN_SUPPORT, S.RETURNED), (S.SUBMITTED,)),
    Transition(Action.START_SCREENING, (S.SUBMITTED,), (S.IN_SCREENING,)),
    Transition(Action.RETURN, (S.IN_SCREENING,), (S.RETURNED,)),
    Transition(Action.ACCEPT_CASE, (S.IN_SCREENING,), (S.WITH_ASSESSOR,)),
    Transition(Action.REQUEST_INFORMATION, (S.WITH_ASSESSOR,), (S.INFORMATION_REQUESTED,)),
    Transition(Action.ANSWER_INFORMATION, (S.INFORMATION_REQUESTED,), (S.WITH_ASSESSOR,)),
    Transition(Action.FINISH_ASSESSMENT, (S.WITH_ASSESSOR,), (S.JUDGED,)),
    Transition(Action.SEND_REPORT, (S.JUDGED,), (S.CHECK_OF_FACTS,)),
    Transition(Action.FINALISE_REPORT, (S.CHECK_OF_FACTS,), (S.REPORT_FINAL,)),
    Transition(Action.AWARD, (S.REPORT_FINAL,), (S.AWARDED, S.AWARDED_WITH_CONDITIONS)),
    Transition(Action.DECLINE, (S.REPORT_FINAL,), (S.DECLINED,)),
    Transition(Action.CANCEL, OPEN, (S.CANCELLED,)),
    Transition(Action.SUSPEND, (A.ACTIVE,), (A.SUSPENDED,)),
    Transition(Action.RESTORE, (A.SUSPENDED,), (A.ACTIVE,)),
    Transition(Action.WITHDRAW, (A.ACTIVE, A.SUSPENDED), (A.WITHDRAWN,)),
)
BY_ACTION = {transition.action: transition for transition in TRANSITIONS}

# What may be done in which state without moving it. Absent here and in TRANSITIONS: any state.
DURING: dict[Action, tuple[State, ...]] = {
    Action.GIVE_CRITERION: PREPARING,
    Action.CLAIM_LEVEL: PREPARING,
    Action.ADD_EVIDENCE: (*PREPARING, S.INFORMATION_REQUESTED),
    Action.REMOVE_EVIDENCE: PREPARING,
    Action.ADVISE: (S.IN_SUPPORT,),
    Action.JUDGE: (S.WITH_ASSESSOR,),
    Action.RECORD_FINDING: (S.WITH_ASSESSOR,),
    Action.RECORD_VISIT: (S.WITH_ASSESSOR,),
    Action.CHECK_FACTS: (S.CHECK_OF_FACTS,),
}


def is_time(action: Action, state: StrEnum) -> bool:
    """Does the state of the application or award allow this action at all?"""
    if action in BY_ACTION:
        return state in BY_ACTION[action].sources
    return action not in DURING or state in DURING[action]


def check_time(action: Action, state: StrEnum) -> None:
    """Raise NotNow when the state does not allow the action."""
    if not is_time(action, state):
        raise NotNow(Message("This step is not possible now: the case has moved on. Nothing was changed."))


def advance(state: StrEnum, action: Action, target: StrEnum | None = None) -> StrEnum:
    """The state that follows. Raises NotNow when the action is not possible here."""
    check_time(action, state)
    targets = BY_ACTION[action].targets
    if target is None:
        return targets[0]
    if target not in targets:
        raise NotNow(Message("This step cannot lead there. Nothing was changed."))
    return target
