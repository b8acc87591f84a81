"""At the desk: marks for a claim, findings, visits."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import select

from app import audit, clock
from app.casefile.scheme import scheme_of
from app.domain.action import Action
from app.domain.errors import AlreadyDone, Invalid
from app.domain.levels import FiveTests, level, may_be_left_out
from app.domain.message import Message, marked
from app.domain.workflow import check_time
from app.extensions import db
from app.models.application import Application, Claim
from app.models.assessment import Finding, Judgement, Severity, Visit

TESTS = tuple(field.name for field in fields(FiveTests))


@dataclass(frozen=True)
class Marks:
    """What the assessor gives a claim. `tests`: the five tests that were answered, by name."""

    d: int | None
    p: int | None
    expired: bool
    tests: dict[str, bool]
    not_applicable: bool
    reason: str

    @property
    def five_tests(self) -> bool | None:
        """All five "yes": True. A single "no": False. Otherwise not answered."""
        if not all(self.tests.values()):
            return False
        return True if len(self.tests) == len(TESTS) else None


def judge(claim: Claim, assessor_id: int, marks: Marks, seen: list[list[object]]) -> Judgement:
    """Keep the marks, with what was in view. Raises NotNow, or Invalid naming the field.

    Marks may be incomplete: an assessor's notes are never lost; what is missing blocks the end of the assessment.
    """
    check_time(Action.JUDGE, claim.application.state)
    _check(claim, marks)
    judgement = judgement_of(claim.id)
    if judgement is None:
        judgement = Judgement(claim_id=claim.id)
        db.session.add(judgement)
    out = marks.not_applicable
    judgement.assessor_id, judgement.given_at = assessor_id, clock.now()
    judgement.d, judgement.p = (None, None) if out else (marks.d, marks.p)
    judgement.expired, judgement.not_applicable = marks.expired and not out, out
    judgement.tests, judgement.five_tests = ({}, None) if out else (marks.tests, marks.five_tests)
    judgement.reason, judgement.evidence_seen = marks.reason, seen
    given: dict[str, Any] = {"d": judgement.d, "p": judgement.p, "not_applicable": out}
    audit.record(Action.JUDGE, claim, criterion=claim.criterion, evidence=seen, **given)
    return judgement


def _check(claim: Claim, marks: Marks) -> None:
    scheme = scheme_of(claim.application)
    criterion = scheme.criterion(claim.criterion)
    if marks.not_applicable:
        if not (may_be_left_out(criterion) and claim.not_applicable):
            raise Invalid(
                Message("This criterion has to be judged: it may not be left out."), "not_applicable"
            )
        if marks.d is not None or marks.p is not None:
            sentence = marked("Either accept that it does not apply, or give marks; not both.")
            raise Invalid(Message(sentence), "not_applicable")
        return
    if marks.d is None or marks.p is None:
        return
    highest = level(marks.d, marks.p, expired=marks.expired, rule=scheme.levels) == scheme.levels.maximum
    if highest and marks.five_tests is None:
        sentence = marked("Level 4 needs an answer to each of the five tests.")
        raise Invalid(Message(sentence), next(name for name in TESTS if name not in marks.tests))


def judgement_of(claim_id: int) -> Judgement | None:
    return db.session.scalars(select(Judgement).where(Judgement.claim_id == claim_id)).one_or_none()


def record_finding(
    application: Application, by_id: int, severity: Severity, criterion: str, text: str, due_on: date | None
) -> Finding:
    """Note something that falls short. Raises NotNow."""
    check_time(Action.RECORD_FINDING, application.state)
    finding = Finding(
        application_id=application.id,
        criterion=criterion,
        severity=severity,
        text=text,
        due_on=due_on,
        recorded_by_id=by_id,
        recorded_at=clock.now(),
    )
    db.session.add(finding)
    audit.record(Action.RECORD_FINDING, application, criterion=criterion, severity=severity, due_on=due_on)
    return finding


def close_finding(application: Application, number: int, note: str) -> Finding:
    """The school has shown that it is mended. Raises NotNow, Invalid (no such finding), AlreadyDone."""
    check_time(Action.RECORD_FINDING, application.state)
    finding = db.session.get(Finding, number)
    if finding is None or finding.application_id != application.id:
        raise Invalid(Message("There is no such finding in this case."))
    if finding.closed_at is not None:
        raise AlreadyDone(Message("This finding is closed already."))
    finding.closed_at, finding.closed_note = clock.now(), note
    audit.record(
        Action.RECORD_FINDING,
        application,
        criterion=finding.criterion,
        severity=finding.severity,
        closed=finding.id,
    )
    return finding


def record_visit(application: Application, by_id: int, kind: str, held_on: date, note: str) -> Visit:
    """Put interviews or a visit on record. kind: interviews, on-site, virtual. Raises NotNow, Invalid."""
    check_time(Action.RECORD_VISIT, application.state)
    if held_on > clock.today():
        raise Invalid(Message("Record it after it was held: the date lies in the future."), "held_on")
    visit = Visit(
        application_id=application.id,
        kind=kind,
        held_on=held_on,
        note=note,
        recorded_by_id=by_id,
        recorded_at=clock.now(),
    )
    db.session.add(visit)
    audit.record(Action.RECORD_VISIT, application, kind=kind, held_on=held_on)
    return visit
