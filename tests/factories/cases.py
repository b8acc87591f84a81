"""Applications in any state, with the people around them, made as rows."""

import hashlib
from typing import Any

from app.clock import now, today
from app.domain.facts import AssignmentState, Function
from app.domain.workflow import State
from app.extensions import db
from app.models import Application, Assignment, Claim, Evidence, EvidenceForm, EvidenceVersion, School, User
from modules.load import load_scheme
from tests.factories.people import _numbers, make_head, make_school, save


def make_application(school: School | None = None, state: State = State.DRAFT, **values: Any) -> Application:
    """An application with a claim for each of the 36 criteria, in this state."""
    school = school or make_school()
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "ref": f"{school.programme.country}-2026-{number:04d}",
        "school_id": school.id,
        "programme_id": school.programme_id,
        "scheme_version": load_scheme().version,
        "state": state,
        "support_round": 0,
        "opened_at": now(),
        "moved_at": now(),
    }
    if state not in (State.DRAFT, State.IN_SUPPORT, State.CHANGES_REQUESTED, State.CANCELLED):
        submitter = values.pop("submitted_by", None) or make_head(school)
        defaults |= {"submitted_at": now(), "submitted_by_id": submitter.id}
    application = save(Application(**{**defaults, **values}))
    for criterion in load_scheme().criteria:
        db.session.add(Claim(application_id=application.id, criterion=criterion.id))
    db.session.commit()
    return application


def assign(
    application: Application,
    user: User,
    function: Function,
    state: AssignmentState = AssignmentState.DECLARED,
) -> Assignment:
    """Give a person a function on an application; by default they have declared no conflict."""
    return save(
        Assignment(
            application_id=application.id,
            school_id=application.school_id,
            programme_id=application.programme_id,
            user_id=user.id,
            function=function,
            state=state,
            proposed_by_id=user.id,
            proposed_at=now(),
            declared_at=now() if state is AssignmentState.DECLARED else None,
        )
    )


def claim_of(application: Application, criterion: str) -> Claim:
    return db.session.query(Claim).filter_by(application_id=application.id, criterion=criterion).one()


def make_evidence(claim: Claim, by: User, text: str = "Minutes of the meeting.", **values: Any) -> Evidence:
    """A piece of evidence in words, with its first version."""
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "ref": f"ev-{number:06d}",
        "claim_id": claim.id,
        "title": f"Evidence {number}",
        "kind": "examine",
        "dated_on": today(),
        "language": "en",
        "reader_ids": [],
        "redaction_declared_at": now(),
        "redaction_declared_by_id": by.id,
        "created_at": now(),
    }
    evidence = save(Evidence(**{**defaults, **values}))
    save(
        EvidenceVersion(
            evidence_id=evidence.id,
            number=1,
            form=EvidenceForm.TEXT,
            text=text,
            size=len(text.encode()),
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            added_at=now(),
            added_by_id=by.id,
        )
    )
    return evidence
