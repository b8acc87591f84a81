"""When somebody may be asked to do what on a case, and how many at most (product.md: states; standard.md: deciders)."""

from collections.abc import Iterable
from datetime import date

from app.domain.errors import NotNow
from app.domain.facts import AssignmentFacts, AssignmentState, Function, History
from app.domain.independence import exclusions
from app.domain.message import Message
from app.domain.roles import Role
from app.domain.workflow import PREPARING, State

OPEN_FOR: dict[Function, tuple[State, ...]] = {
    Function.EXPERT: PREPARING,
    Function.ASSESSOR: (State.IN_SCREENING, State.WITH_ASSESSOR, State.INFORMATION_REQUESTED),
    Function.DECIDER: (State.JUDGED, State.CHECK_OF_FACTS, State.REPORT_FINAL),
}
MOST: dict[Function, int] = {Function.EXPERT: 1, Function.ASSESSOR: 1, Function.DECIDER: 2}
ROLES: dict[Function, Role] = {
    Function.EXPERT: Role.EXPERT,
    Function.ASSESSOR: Role.ASSESSOR,
    Function.DECIDER: Role.ASSESSOR,
}
TAKEN = (AssignmentState.PROPOSED, AssignmentState.DECLARED)


def barred(
    history: History, function: Function, programme_id: int, today: date, present: frozenset[Function]
) -> tuple[Message, ...]:
    """Why somebody may not be asked: the exclusions, and that they have or had this function on this very case."""
    found = exclusions(history, function, programme_id, today, present)
    if function in present:
        found += (Message("They have or had this function on this case."),)
    return found


def open_seats(state: State, assignments: Iterable[AssignmentFacts]) -> tuple[Function, ...]:
    """Functions for which somebody may be asked now: it is their time, and a seat is free."""
    held = [one.function for one in assignments if one.state in TAKEN]
    return tuple(
        function
        for function, states in OPEN_FOR.items()
        if state in states and held.count(function) < MOST[function]
    )


def check_seat(function: Function, state: State, assignments: Iterable[AssignmentFacts]) -> None:
    """Raise NotNow when nobody more can be asked for this function."""
    if state not in OPEN_FOR[function]:
        raise NotNow(
            Message("Nobody is asked for this in the present state of the case. Nothing was changed.")
        )
    if function not in open_seats(state, assignments):
        raise NotNow(Message("Somebody has been asked for this already. Nothing was changed."))
