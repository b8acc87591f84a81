"""Who somebody is to a thing: each rule looks at the actor and the facts of the subject, and is named in `policy`.

The first line of a rule is how the matrix of permissions is explained to people (docs/permissions.md).
"""

from typing import Any

from app.domain.facts import (
    ApplicationFacts,
    AssignmentFacts,
    AssignmentState,
    AwardFacts,
    ClaimFacts,
    EvidenceFacts,
    Function,
    PersonFacts,
    ProgrammeFacts,
    RoleFacts,
    SchoolFacts,
)
from app.domain.roles import Actor, Role
from app.domain.workflow import PREPARING, UNDER_ASSESSMENT, State

Case = ApplicationFacts
HELPERS = (Function.EXPERT, Function.ASSESSOR, Function.DECIDER)


def _case(facts: Any) -> Any:
    """The application behind a claim or a piece of evidence; anything else as it is."""
    if isinstance(facts, EvidenceFacts):
        facts = facts.claim
    return facts.application if isinstance(facts, ClaimFacts) else facts


def anyone(actor: Actor, facts: object) -> bool:
    """Anyone, signed in or not."""
    return True


def signed_in(actor: Actor, facts: object) -> bool:
    """Anyone with an account."""
    return actor.signed_in


def oneself(actor: Actor, facts: PersonFacts) -> bool:
    """The person concerned."""
    return actor.signed_in and actor.user_id == facts.user_id


def admin(actor: Actor, facts: object) -> bool:
    """A platform admin."""
    return actor.has(Role.ADMIN)


def other_admin(actor: Actor, facts: RoleFacts) -> bool:
    """Two people: neither the proposer nor the person concerned confirms."""
    return actor.has(Role.ADMIN) and actor.user_id not in (facts.proposed_by, facts.user_id)


def own_programme(actor: Actor, facts: ProgrammeFacts | SchoolFacts | ApplicationFacts) -> bool:
    """The coordinator of this country’s programme."""
    return actor.coordinates(facts.programme_id)


def runs_programme(actor: Actor, facts: ProgrammeFacts) -> bool:
    """A platform admin, or the coordinator of this country’s programme."""
    return actor.has(Role.ADMIN) or own_programme(actor, facts)


def any_coordinator(actor: Actor, facts: object) -> bool:
    """A platform admin, or the coordinator of any country’s programme."""
    return actor.has(Role.ADMIN, Role.COORDINATOR)


def lead(actor: Actor, facts: SchoolFacts | ApplicationFacts | ClaimFacts) -> bool:
    """Head or coordinator of this school."""
    return actor.leads(_case(facts).school_id)


def head(actor: Actor, facts: SchoolFacts | ApplicationFacts) -> bool:
    """The head of this school."""
    return actor.heads(facts.school_id)


def staff(actor: Actor, facts: SchoolFacts | ApplicationFacts) -> bool:
    """Anyone of this school."""
    return actor.belongs(facts.school_id)


def sees_school(actor: Actor, facts: SchoolFacts) -> bool:
    """Anyone of this school, and the country’s coordinator."""
    return staff(actor, facts) or own_programme(actor, facts)


def independent(actor: Actor, facts: Case) -> bool:
    """No tie that excludes judging: not staff, not coordinator of this country, not its expert, not admin."""
    return not (
        actor.user_id in facts.employed
        or actor.belongs(facts.school_id)
        or actor.coordinates(facts.programme_id)
        or actor.has(Role.ADMIN)
        or any(a.user_id == actor.user_id and a.function is Function.EXPERT for a in facts.assignments)
    )


def sees_application(actor: Actor, facts: Case | ClaimFacts) -> bool:
    """The school’s staff, the country’s coordinator, and whoever was asked to help or judge and declared no conflict."""
    case: Case = _case(facts)
    return staff(actor, case) or own_programme(actor, case) or case.active(actor.user_id, *HELPERS)


def forecasts(actor: Actor, facts: Case) -> bool:
    """The school’s leads, the country’s coordinator, and whoever was asked to help or judge and declared no conflict."""
    return lead(actor, facts) or own_programme(actor, facts) or facts.active(actor.user_id, *HELPERS)


def expert(actor: Actor, facts: Case | ClaimFacts) -> bool:
    """The assigned expert, after declaring no conflict of interest."""
    case: Case = _case(facts)
    return case.active(actor.user_id, Function.EXPERT)


def ends_support(actor: Actor, facts: Case) -> bool:
    """The school’s leads, or the assigned expert."""
    return lead(actor, facts) or expert(actor, facts)


def assessor(actor: Actor, facts: Case | ClaimFacts) -> bool:
    """The assigned assessor, after declaring no conflict of interest, and only if independent of school and country."""
    case: Case = _case(facts)
    return case.active(actor.user_id, Function.ASSESSOR) and independent(actor, case)


NOT_TOLD_YET = (
    *PREPARING,
    State.SUBMITTED,
    State.IN_SCREENING,
    State.WITH_ASSESSOR,
    State.INFORMATION_REQUESTED,
    State.JUDGED,
)


def reads_assessment(actor: Actor, facts: Case | ClaimFacts) -> bool:
    """Assessor and decider; the school’s leads from the check of facts on."""
    case: Case = _case(facts)
    judging = case.active(actor.user_id, Function.ASSESSOR, Function.DECIDER) and independent(actor, case)
    return judging or (case.state not in NOT_TOLD_YET and lead(actor, case))


def decider(actor: Actor, facts: Case) -> bool:
    """A second, uninvolved assessor; the judge alone only for a tier that allows it. Nobody decides what they submitted."""
    if not independent(actor, facts) or actor.user_id == facts.submitted_by:
        return False
    if facts.active(actor.user_id, Function.DECIDER):
        return actor.user_id not in facts.judged_by
    return facts.judge_decides and facts.active(actor.user_id, Function.ASSESSOR)


def award_authority(actor: Actor, facts: AwardFacts) -> bool:
    """Suspend, restore, withdraw: an assigned decider of the case (for Bronze: the assessor who decided it)."""
    return actor.user_id in facts.decided_by and independent(actor, facts.application)


def sees_award(actor: Actor, facts: AwardFacts) -> bool:
    """Whoever sees the application, and those who decided."""
    return sees_application(actor, facts.application) or actor.user_id in facts.decided_by


def claims(actor: Actor, facts: ClaimFacts | EvidenceFacts) -> bool:
    """The school’s leads; a member for the criteria they were given."""
    facts = facts.claim if isinstance(facts, EvidenceFacts) else facts
    return lead(actor, facts.application) or (
        staff(actor, facts.application) and actor.user_id in facts.owner_ids
    )


def school_of_evidence(actor: Actor, facts: EvidenceFacts) -> bool:
    """Whoever may claim the criterion that this evidence supports."""
    return claims(actor, facts.claim)


def opens_evidence(actor: Actor, facts: EvidenceFacts) -> bool:
    """The matrix row "open evidence": school, assigned expert, assessor from acceptance to report, or break-glass."""
    case, user = facts.claim.application, actor.user_id
    if user in facts.broken_glass:
        return True
    if lead(actor, case):
        return True
    if staff(actor, case):
        return not facts.restricted or user in facts.readers or user in facts.claim.owner_ids
    if case.active(user, Function.EXPERT):
        return case.state in PREPARING
    judging = case.active(user, Function.ASSESSOR) and case.state in (*UNDER_ASSESSMENT, State.REPORT_FINAL)
    deciding = case.active(user, Function.DECIDER) and case.state is State.REPORT_FINAL
    return (judging or deciding) and independent(actor, case)


def breaks_glass(actor: Actor, facts: EvidenceFacts) -> bool:
    """An admin or the country’s coordinator: with a reason, for an hour, logged, and the school is told."""
    return admin(actor, facts) or own_programme(actor, facts.claim.application)


def declares(actor: Actor, facts: AssignmentFacts) -> bool:
    """The person who was asked."""
    return actor.user_id == facts.user_id and facts.state in (
        AssignmentState.PROPOSED,
        AssignmentState.DECLARED,
    )


def objects(actor: Actor, facts: AssignmentFacts) -> bool:
    """The leads of the school concerned."""
    return actor.leads(facts.school_id) and facts.state in (
        AssignmentState.PROPOSED,
        AssignmentState.DECLARED,
    )
