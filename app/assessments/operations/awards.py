"""After the award: suspend, restore, withdraw. The public page reads the state, so it shows at once."""

from typing import Any

from app import audit, clock
from app.assessments import emails
from app.domain.action import Action
from app.domain.workflow import AwardState, advance
from app.models.award import Award

EVENTS = {
    Action.SUSPEND: "award_suspended",
    Action.RESTORE: "award_restored",
    Action.WITHDRAW: "award_withdrawn",
}


def change_award(award: Award, action: Action, reason: str) -> None:
    """Suspend, restore or withdraw with a reason that everybody can read. Raises NotNow."""
    before = award.state
    award.state = AwardState(advance(before, action))
    award.state_reason, award.state_changed_at = reason, clock.now()
    moved: dict[str, Any] = {"from": before, "to": award.state, "reason": reason}
    audit.record(action, award, **moved)
    emails.award_changed(EVENTS[action], award, reason)
