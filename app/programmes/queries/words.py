"""Words for what the rules name by a key."""

from functools import cache

from flask_babel import lazy_gettext as _l

from app.domain.facts import Function
from app.domain.funnel import Step
from app.domain.holding import Holder
from app.domain.workflow import State

STEP_WORDS = {
    Step.LISTED: _l("In the list"),
    Step.INVITED: _l("Invited"),
    Step.REGISTERED: _l("Registered"),
    Step.LEARNING: _l("Learning"),
    Step.APPLIED: _l("Applied"),
    Step.WITH_ASSESSOR: _l("With an assessor"),
    Step.AWARDED: _l("Awarded"),
}


@cache
def steps(language: str) -> dict[Step, str]:
    """The words of the steps in the language of this request, looked up once: a board says each of them nine times."""
    return {step: str(words) for step, words in STEP_WORDS.items()}


HOLDER_WORDS = {
    Holder.SCHOOL: _l("the school"),
    Holder.PROGRAMME: _l("the programme"),
    Holder.EXPERT: _l("the expert"),
    Holder.ASSESSOR: _l("the assessor"),
    Holder.DECIDER: _l("the decider"),
}
FUNCTION_WORDS = {
    Function.EXPERT: _l("Expert"),
    Function.ASSESSOR: _l("Assessor"),
    Function.DECIDER: _l("Decider"),
}
STATE_WORDS = {
    State.DRAFT: _l("Draft"),
    State.IN_SUPPORT: _l("With the expert"),
    State.CHANGES_REQUESTED: _l("Changes requested"),
    State.SUBMITTED: _l("Submitted"),
    State.IN_SCREENING: _l("In screening"),
    State.RETURNED: _l("Returned"),
    State.WITH_ASSESSOR: _l("With the assessor"),
    State.INFORMATION_REQUESTED: _l("Information requested"),
    State.JUDGED: _l("Judged"),
    State.CHECK_OF_FACTS: _l("Check of facts"),
    State.REPORT_FINAL: _l("Report final"),
    State.AWARDED: _l("Awarded"),
    State.AWARDED_WITH_CONDITIONS: _l("Awarded with conditions"),
    State.DECLINED: _l("Declined"),
    State.CANCELLED: _l("Cancelled"),
}
VERDICT_WORDS = {
    "good": _l("Good"),
    "same-name": _l("Good, but another row has this name and place"),
    "same-as": _l("Good, but a school in the list has this name and place"),
    "known": _l("In the list already"),
    "no-name": _l("Without a name"),
    "long-name": _l("Name too long"),
    "unprintable": _l("Characters that cannot be printed"),
    "long-place": _l("Place too long"),
    "long-id": _l("Id too long"),
    "duplicate": _l("Twice in the file"),
    "coordinates": _l("Coordinates not on the map"),
    "cells": _l("Wrong number of cells"),
    "language": _l("Unknown language"),
    "email": _l("E-mail address not complete"),
}
ACTION_WORDS = {
    "open-programme": _l("Programme opened"),
    "edit-programme": _l("Settings changed"),
    "name-coordinator": _l("Coordinator named"),
    "propose-role": _l("Expert or assessor proposed"),
    "confirm-role": _l("Role confirmed"),
    "revoke-role": _l("Role taken back"),
    "add-school": _l("School added"),
    "import-schools": _l("List of schools read or taken in"),
    "run-batch": _l("Many certificates asked for, or their file taken"),
    "finish-batch": _l("Many certificates finished"),
    "issue-again": _l("Certificate issued again"),
    "invite-head": _l("Head invited"),
    "remind": _l("Reminder sent"),
    "invite-member": _l("Colleague invited"),
    "remove-member": _l("Colleague removed"),
    "sign-commitment": _l("Commitment signed"),
    "open-application": _l("Application opened"),
    "give-criterion": _l("Criterion given to a person"),
    "claim-level": _l("Level claimed"),
    "add-evidence": _l("Evidence added"),
    "remove-evidence": _l("Evidence removed"),
    "open-evidence": _l("Evidence opened"),
    "break-glass": _l("Emergency access"),
    "request-support": _l("Support asked for"),
    "request-changes": _l("Changes asked for"),
    "answer-changes": _l("Changes answered"),
    "end-support": _l("Support ended"),
    "submit": _l("Application submitted"),
    "start-screening": _l("Screening begun"),
    "return": _l("Application returned"),
    "cancel": _l("Application cancelled"),
    "propose-assignment": _l("Person proposed for a case"),
    "declare-interest": _l("Interests declared"),
    "object": _l("School objected"),
    "end-assignment": _l("Assignment ended"),
    "accept-case": _l("Case accepted"),
    "request-information": _l("Information asked for"),
    "answer-information": _l("Information given"),
    "judge": _l("Criterion judged"),
    "record-finding": _l("Finding recorded"),
    "record-visit": _l("Visit recorded"),
    "finish-assessment": _l("Assessment finished"),
    "send-report": _l("Report sent"),
    "check-facts": _l("Facts checked"),
    "finalise-report": _l("Report final"),
    "award": _l("Awarded"),
    "decline": _l("Declined"),
    "suspend": _l("Award suspended"),
    "restore": _l("Award restored"),
    "withdraw": _l("Award withdrawn"),
}
