"""May I? One rule for every action, over the actor and the facts of the subject (matrix: product.md).

State is `workflow`'s question and completeness is `readiness`'s; a rule here asks about a state only where
the matrix itself does (an assessor opens evidence from acceptance to report). The rules are in `rights`.
"""

from collections.abc import Callable
from typing import Any

from app.domain.action import Action
from app.domain.facts import (
    ApplicationFacts,
    AssignmentFacts,
    AwardFacts,
    ClaimFacts,
    EvidenceFacts,
    Facts,
    PersonFacts,
    ProgrammeFacts,
    RoleFacts,
    SchoolFacts,
)
from app.domain.rights import (
    admin,
    any_coordinator,
    anyone,
    assessor,
    award_authority,
    breaks_glass,
    claims,
    decider,
    declares,
    ends_support,
    expert,
    forecasts,
    head,
    lead,
    objects,
    oneself,
    opens_evidence,
    other_admin,
    own_programme,
    reads_assessment,
    runs_programme,
    school_of_evidence,
    sees_application,
    sees_award,
    sees_school,
    signed_in,
    staff,
)
from app.domain.roles import Actor, Role

Rule = Callable[[Actor, Any], bool]

POLICY: dict[Action, Rule] = {
    Action.SEE_PUBLIC: anyone,
    Action.MANAGE_ACCOUNT: signed_in,
    Action.LEARN: signed_in,
    Action.CHECK_POLICY: signed_in,
    Action.SEE_PLATFORM: admin,
    Action.OPEN_PROGRAMME: admin,
    Action.NAME_COORDINATOR: admin,
    Action.CONFIRM_ROLE: other_admin,
    Action.REVOKE_ROLE: admin,
    Action.DISABLE_ACCOUNT: admin,
    Action.SEE_ITEMS: admin,
    Action.EXPORT_ITEMS: any_coordinator,
    Action.SEE_PROGRAMME: runs_programme,
    Action.EDIT_PROGRAMME: runs_programme,
    Action.SEE_PROGRAMME_LOG: own_programme,
    Action.PROPOSE_ROLE: runs_programme,
    Action.ADD_SCHOOL: runs_programme,
    Action.IMPORT_SCHOOLS: runs_programme,
    Action.INVITE_HEAD: own_programme,
    Action.REMIND: own_programme,
    Action.EXPORT_LIST: runs_programme,
    Action.EXPORT_PROGRESS: own_programme,
    Action.RUN_BATCH: own_programme,
    Action.SEE_SCHOOL: sees_school,
    Action.SEE_PROGRESS: sees_school,
    Action.INVITE_MEMBER: lead,
    Action.REMOVE_MEMBER: lead,
    Action.NUDGE: lead,
    Action.HOLD_MEETING: staff,
    Action.FILL_TOOL: staff,
    Action.WORK_ON_TASK: staff,
    Action.SIGN_COMMITMENT: head,
    Action.OPEN_APPLICATION: lead,
    Action.CHECK_IN: lead,
    Action.SEE_APPLICATION: sees_application,
    Action.EXPORT_APPLICATION: staff,
    Action.SEE_FORECAST: forecasts,
    Action.GIVE_CRITERION: lead,
    Action.CLAIM_LEVEL: claims,
    Action.ADD_EVIDENCE: claims,
    Action.REMOVE_EVIDENCE: school_of_evidence,
    Action.OPEN_EVIDENCE: opens_evidence,
    Action.BREAK_GLASS: breaks_glass,
    Action.REQUEST_SUPPORT: lead,
    Action.ANSWER_CHANGES: lead,
    Action.SUBMIT: head,
    Action.CANCEL: lead,
    Action.ANSWER_INFORMATION: lead,
    Action.CHECK_FACTS: lead,
    Action.OBJECT: objects,
    Action.PROPOSE_ASSIGNMENT: own_programme,
    Action.END_ASSIGNMENT: own_programme,
    Action.DECLARE_INTEREST: declares,
    Action.ADVISE: expert,
    Action.REQUEST_CHANGES: expert,
    Action.END_SUPPORT: ends_support,
    Action.START_SCREENING: own_programme,
    Action.RETURN: own_programme,
    Action.ACCEPT_CASE: assessor,
    Action.JUDGE: assessor,
    Action.RECORD_FINDING: assessor,
    Action.RECORD_VISIT: assessor,
    Action.REQUEST_INFORMATION: assessor,
    Action.FINISH_ASSESSMENT: assessor,
    Action.SEND_REPORT: assessor,
    Action.FINALISE_REPORT: assessor,
    Action.SEE_ASSESSMENT: reads_assessment,
    Action.AWARD: decider,
    Action.DECLINE: decider,
    Action.SEE_AWARD: sees_award,
    Action.SUSPEND: award_authority,
    Action.RESTORE: award_authority,
    Action.WITHDRAW: award_authority,
}

# The action whose refusal means "this does not exist for you" (404) rather than "not yours to do" (403).
SEEING: dict[type, Action] = {
    ProgrammeFacts: Action.SEE_PROGRAMME,
    SchoolFacts: Action.SEE_SCHOOL,
    ApplicationFacts: Action.SEE_APPLICATION,
    AwardFacts: Action.SEE_AWARD,
}


def can(actor: Actor, action: Action, facts: Facts | None = None) -> bool:
    """May this actor do this, as far as rights go? Deny by default: no rule, no right."""
    rule = POLICY.get(action)
    return rule is not None and rule(actor, facts)


def can_see(actor: Actor, facts: Facts | None) -> bool:
    """May this actor know that the subject exists?"""
    if isinstance(facts, ClaimFacts):
        return can_see(actor, facts.application)
    if isinstance(facts, EvidenceFacts):
        return can_see(actor, facts.claim) or breaks_glass(actor, facts)
    if isinstance(facts, AssignmentFacts):
        return declares(actor, facts) or objects(actor, facts) or actor.coordinates(facts.programme_id)
    if isinstance(facts, RoleFacts):
        return actor.has(Role.ADMIN)
    if isinstance(facts, PersonFacts):
        return oneself(actor, facts) or actor.has(Role.ADMIN)
    if facts is None:
        return True
    return can(actor, SEEING[type(facts)], facts)
