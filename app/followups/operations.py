"""Answering a follow-up. The link is no proof of who answered, so the log names nobody."""

from collections.abc import Mapping
from typing import Any

from app import audit, clock
from app.domain.action import Action
from app.domain.errors import NotNow
from app.domain.follow_up import PlanState
from app.domain.marking import Verdict, mark_item
from app.domain.message import Message
from app.extensions import db
from app.followups.queries import SCREEN, FollowUpPage
from app.models.learning import Attempt, Response


def answer(page: FollowUpPage, answers: Mapping[str, Mapping[str, Any]], *, language: str) -> None:
    """Keep the answers (item id → answer) once; what was answered before stands. Raises NotNow before its day."""
    follow_up, moment = page.follow_up, clock.now()
    if follow_up.finished_at is not None:
        return
    if page.early:
        raise NotNow(Message("These questions come later. Nothing was changed."))
    right = {one: _right(page, one, given) for one, given in answers.items()}
    attempt = Attempt(
        enrolment_id=follow_up.enrolment_id, screen=f"{SCREEN}{follow_up.day}", number=1, items=list(answers),
        module_version=page.module.version, language=language, started_at=moment, finished_at=moment,
        score=sum(right.values()), out_of=len(answers),
    )  # fmt: skip
    db.session.add(attempt)
    db.session.flush()
    db.session.add_all(
        Response(attempt_id=attempt.id, item=one, answer=dict(given), right=right[one], answered_at=moment)
        for one, given in answers.items()
    )
    follow_up.attempt_id, follow_up.finished_at = attempt.id, moment
    audit.record(
        Action.LEARN, follow_up.enrolment, module=page.module.id, moves=[f"follow-up {follow_up.day}"]
    )


def _right(page: FollowUpPage, item: str, given: Mapping[str, Any]) -> bool:
    mark = mark_item(page.module.item(item), given.get("placed") or given.get("chosen"))
    return mark.verdict is Verdict.RIGHT


def tell_plan(page: FollowUpPage, *, state: PlanState, note: str) -> None:
    """Keep what became of the plan; a later word replaces an earlier one. Raises NotNow where it is not asked."""
    if page.plan is None or page.early:
        raise NotNow(Message("This follow-up does not ask about a plan. Nothing was changed."))
    page.follow_up.plan_state, page.follow_up.plan_note = state, note
    audit.record(Action.LEARN, page.follow_up.enrolment, module=page.module.id, moves=[f"plan {state.value}"])
