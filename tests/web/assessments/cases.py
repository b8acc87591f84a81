"""Cases under assessment, ready for a test: marked, with the people who may touch them."""

from dataclasses import dataclass
from datetime import timedelta

from app.clock import now, today
from app.domain.facts import Function
from app.domain.workflow import State
from app.extensions import db
from app.models import Application, Claim, Judgement, School, User, Visit
from app.models.assessment import Finding, Severity
from modules.load import load_scheme
from tests.factories.cases import assign, claim_of, make_application
from tests.factories.people import (
    make_assessor,
    make_coordinator,
    make_head,
    make_programme,
    make_school,
    save,
)

REASON = "The minutes and the log of the whole year show it."
CEILINGS = {"bronze": (2, 3), "silver": (3, 3), "gold": (4, 4)}  # every criterion, critical gates


@dataclass
class Case:
    """One case with its people."""

    application: Application
    school: School
    head: User
    judge: User
    coordinator: User

    @property
    def url(self) -> str:
        return f"/assessments/{self.application.ref}"

    def decider(self) -> User:
        """A further assessor who may decide."""
        user = make_assessor()
        assign(self.application, user, Function.DECIDER)
        return user


def make_case(state: State = State.WITH_ASSESSOR, **school: object) -> Case:
    """A submitted case with a declared assessor."""
    place = make_school(make_programme(), locality="Brest", **school)  # type: ignore[arg-type]
    head = make_head(place)
    application = make_application(place, state, submitted_by=head)
    judge = make_assessor()
    assign(application, judge, Function.ASSESSOR)
    return Case(application, place, head, judge, make_coordinator())


def mark(application: Application, judge: User, level: int, critical: int | None = None) -> None:
    """Give every criterion these marks on paper and in practice, with a reason."""
    for criterion in load_scheme().criteria:
        given = critical if critical is not None and criterion.gate == "critical" else level
        db.session.add(
            Judgement(
                claim_id=claim_of(application, criterion.id).id,
                assessor_id=judge.id,
                d=given,
                p=given,
                expired=False,
                five_tests=True if given == 4 else None,
                tests={},
                not_applicable=False,
                reason=REASON,
                evidence_seen=[],
                given_at=now(),
            )
        )
    db.session.commit()


def final_case(ceiling: str | None, *, visit: str = "on-site", **school: object) -> Case:
    """A case whose report is final, with this ceiling, waiting for the decision."""
    case = make_case(State.REPORT_FINAL, **school)
    mark(case.application, case.judge, *CEILINGS.get(ceiling or "", (0, 0)))
    case.application.judged_by_id, case.application.ceiling = case.judge.id, ceiling
    if visit:
        save(
            Visit(
                application_id=case.application.id,
                kind=visit,
                held_on=today(),
                note="The head, two teachers.",
                recorded_by_id=case.judge.id,
                recorded_at=now(),
            )
        )
    db.session.commit()
    return case


def make_finding(application: Application, by: User, severity: Severity, days: int | None = None) -> Finding:
    return save(
        Finding(
            application_id=application.id,
            criterion="2.1",
            severity=severity,
            text="The policy has no owner.",
            due_on=today() + timedelta(days=days) if days is not None else None,
            recorded_by_id=by.id,
            recorded_at=now(),
        )
    )


def judgement_of(application: Application, criterion: str) -> Judgement | None:
    """The judgement as the database has it now."""
    db.session.expire_all()
    return (
        db.session.query(Judgement)
        .join(Claim)
        .filter(Claim.application_id == application.id, Claim.criterion == criterion)
        .one_or_none()
    )
