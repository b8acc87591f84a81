"""What the rules may know of a row: plain frozen values, made by the row's `facts()`."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.workflow import AwardState, State


class Function(StrEnum):
    """What somebody is asked to do on one application."""

    EXPERT = "expert"
    ASSESSOR = "assessor"
    DECIDER = "decider"


class AssignmentState(StrEnum):
    """Life of an assignment; access begins with `declared`."""

    PROPOSED = "proposed"
    DECLARED = "declared"  # no conflict of interest declared: the work may begin
    REFUSED = "refused"  # the person declared a conflict, or said no
    OBJECTED = "objected"  # the school objected with a reason
    ENDED = "ended"


@dataclass(frozen=True)
class AssignmentFacts:
    """One person's function on one application of one school."""

    user_id: int
    function: Function
    state: AssignmentState
    school_id: int = 0
    programme_id: int = 0
    ended_on: date | None = None
    application_state: State = State.DRAFT

    @property
    def active(self) -> bool:
        return self.state is AssignmentState.DECLARED


@dataclass(frozen=True)
class PersonFacts:
    user_id: int


@dataclass(frozen=True)
class ProgrammeFacts:
    programme_id: int


@dataclass(frozen=True)
class RoleFacts:
    """A role waiting for a second person: who proposed it, for whom."""

    programme_id: int | None
    proposed_by: int
    user_id: int
    confirmed: bool = False


@dataclass(frozen=True)
class SchoolFacts:
    school_id: int
    programme_id: int


@dataclass(frozen=True)
class ApplicationFacts:
    """An application with everything that decides who may touch it."""

    school_id: int
    programme_id: int
    state: State = State.DRAFT
    assignments: tuple[AssignmentFacts, ...] = ()
    submitted_by: int | None = None
    judged_by: frozenset[int] = frozenset()
    judge_decides: bool = False  # the computed ceiling is Bronze or none: its own assessor may decide
    employed: frozenset[int] = frozenset()  # staff of the school: never judge it

    def active(self, user_id: int | None, *functions: Function) -> bool:
        """Has this person declared and does the assignment still run, in one of these functions?"""
        return any(a.user_id == user_id and a.function in functions and a.active for a in self.assignments)


@dataclass(frozen=True)
class ClaimFacts:
    application: ApplicationFacts
    owner_ids: frozenset[int] = frozenset()  # who in the school was given this criterion
    automatic: bool = False


@dataclass(frozen=True)
class EvidenceFacts:
    claim: ClaimFacts
    restricted: bool = False
    readers: frozenset[int] = frozenset()  # named readers of restricted evidence
    broken_glass: frozenset[int] = frozenset()  # who has an open, logged emergency access
    frozen: bool = False  # was submitted: kept as it is


@dataclass(frozen=True)
class AwardFacts:
    application: ApplicationFacts
    state: AwardState = AwardState.ACTIVE
    decided_by: frozenset[int] = frozenset()


@dataclass(frozen=True)
class History:
    """What a person did for a school, for the exclusion rules: (function, last day), open ones without a day."""

    user_id: int
    employed: bool = False
    past: tuple[tuple[Function, date | None], ...] = ()
    coordinates: frozenset[int] = field(default_factory=frozenset)
    admin: bool = False


Facts = (
    PersonFacts
    | ProgrammeFacts
    | RoleFacts
    | SchoolFacts
    | AssignmentFacts
    | ApplicationFacts
    | ClaimFacts
    | EvidenceFacts
    | AwardFacts
)
