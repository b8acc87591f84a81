"""The decision: votes of those who may decide, and what follows when enough of them agree (`app.domain.panel`)."""

from collections.abc import Sequence

from sqlalchemy import select

from app import audit, clock
from app.assessments import emails
from app.assessments.operations.course import check_uninvolved
from app.assessments.operations.issue import check_certificate, issue_award
from app.assessments.queries.decision import decision_facts, votes_of
from app.casefile.scheme import scheme_of
from app.casework.moves import hold, move
from app.certification import letters
from app.domain.action import Action
from app.domain.errors import AlreadyDone
from app.domain.facts import Function
from app.domain.message import Message, marked
from app.domain.panel import Tally, Vote, tally
from app.domain.readiness import check_ready, decision
from app.domain.workflow import FINAL, State, check_time
from app.extensions import db
from app.models.application import Application
from app.models.assessment import Decision, Outcome
from app.models.award import Award


def award(application: Application, decider_id: int, tier: str, reason: str, conditions: str) -> Award | None:
    """Vote to award this tier; returns the award once the case is settled, None while a vote is missing.

    Raises NotNow, NotReady (above the ceiling, a visit missing, a finding open, Bronze after Bronze), AlreadyDone
    (somebody else decided first, or this person has voted), Invalid (the certificate cannot be printed).
    """
    _check(application, decider_id, Action.AWARD)
    check_ready(Action.AWARD, decision(decision_facts(application, tier)))
    check_certificate(application, tier)
    count = _vote(application, decider_id, Outcome.AWARD, tier, reason, conditions)
    if count.settled is None or count.tier is None:
        _wait(application, Action.AWARD, count, tier=tier)
        return None
    return _settle_award(application, count.tier)


def decline(application: Application, decider_id: int, reason: str) -> bool:
    """Vote to decline; True once the case is settled. Raises NotNow, NotReady, AlreadyDone."""
    _check(application, decider_id, Action.DECLINE)
    count = _vote(application, decider_id, Outcome.DECLINE, None, reason, "")
    if count.settled is None:
        _wait(application, Action.DECLINE, count)
        return False
    reasons = "\n\n".join(vote.reason for vote in votes_of(application.id) if vote.outcome is Outcome.DECLINE)
    application.closed_reason = reasons
    move(application, Action.DECLINE, votes=len(votes_of(application.id)))
    _order_letters(application)
    emails.declined(application, reasons)
    return True


def _check(application: Application, decider_id: int, action: Action) -> None:
    """Is the case still open, is it time, is the person uninvolved, and did they not vote before?"""
    hold(application)
    if application.state in FINAL:
        sentence = marked(
            "This case was decided a moment ago by somebody else. Your decision was not needed any more."
        )
        raise AlreadyDone(Message(sentence))
    check_time(action, application.state)
    alone = application.judged_by_id == decider_id and application.ceiling in (None, "bronze")
    check_uninvolved(application, decider_id, Function.ASSESSOR if alone else Function.DECIDER)
    query = select(Decision.id).where(
        Decision.application_id == application.id, Decision.decider_id == decider_id
    )
    if db.session.scalars(query).first() is not None:
        raise AlreadyDone(Message("You have voted on this case already. A vote is not changed."))


def _vote(
    application: Application,
    decider_id: int,
    outcome: Outcome,
    tier: str | None,
    reason: str,
    conditions: str,
) -> Tally:
    db.session.add(
        Decision(
            application_id=application.id,
            decider_id=decider_id,
            outcome=outcome,
            tier=tier,
            conditions=conditions,
            reason=reason,
            decided_at=clock.now(),
        )
    )
    db.session.flush()
    return count_votes(application, votes_of(application.id))


def count_votes(application: Application, votes: Sequence[Decision]) -> Tally:
    """Where the votes of this case stand."""
    return tally([Vote(vote.tier) for vote in votes], application.ceiling, scheme_of(application))


def _wait(application: Application, action: Action, count: Tally, *, tier: str | None = None) -> None:
    """The vote is kept, the case stays where it is, and the log says so."""
    audit.record(action, application, settled=False, missing=count.missing, split=count.split, tier=tier)
    emails.vote_given(application, votes_of(application.id), split=count.split)


def _settle_award(application: Application, tier: str) -> Award:
    votes = [vote for vote in votes_of(application.id) if vote.outcome is Outcome.AWARD]
    conditions = "\n\n".join(dict.fromkeys(vote.conditions for vote in votes if vote.conditions))
    given = issue_award(application, tier, conditions, [vote.decider_id for vote in votes])
    target = State.AWARDED_WITH_CONDITIONS if conditions else State.AWARDED
    move(application, Action.AWARD, target, tier=tier, code=given.code, votes=len(votes), settled=True)
    _order_letters(application)
    emails.awarded(application, given)
    return given


def _order_letters(application: Application) -> None:
    """The decision with its reasons, and the report of the whole case, as documents to keep."""
    letters.order("decision", application.ref)
    letters.order("report", application.ref)
