"""Awards as an assessor's decision leaves them, made as rows."""

import secrets
from datetime import date, timedelta
from typing import Any

from app import jobs
from app.clock import now, today
from app.domain import codes
from app.domain.workflow import State
from app.extensions import db
from app.models import Award, Judgement, School
from tests.factories.cases import claim_of, make_application
from tests.factories.people import make_assessor, make_school, save


def make_award(school: School | None = None, tier: str = "silver", **values: Any) -> Award:
    """An award without its certificate; `values` go to the row, `snapshot` only names what differs."""
    school = school or make_school()
    issued = values.pop("issued_on", today() - timedelta(days=10))
    expires = values.pop("expires_on", issued + timedelta(days=729))
    code = values.pop("code", None) or codes.new(secrets.token_bytes(codes.BYTES))
    snapshot = facts(school, tier, code, issued, expires) | values.pop("snapshot", {})
    application = make_application(school, State.AWARDED)
    defaults: dict[str, Any] = {
        "code": code,
        "application_id": application.id,
        "school_id": school.id,
        "programme_id": school.programme_id,
        "tier": tier,
        "scheme_version": application.scheme_version,
        "issued_on": issued,
        "expires_on": expires,
        "snapshot": snapshot,
        "decided_by_ids": [],
    }
    return save(Award(**{**defaults, **values}))


def facts(school: School, tier: str, code: str, issued: date, expires: date) -> dict[str, Any]:
    """What the certificate says, as `certificates.facts.from_json` reads it."""
    return {
        "school": school.name,
        "locality": school.locality,
        "country": school.programme.country,
        "tier": tier,
        "language": "en",
        "second_language": "ru",
        "issued_on": issued.isoformat(),
        "assessed_on": issued.isoformat(),
        "expires_on": expires.isoformat(),
        "code": code,
        "verify_url": f"http://localhost/verify/{code}",
        "scheme_version": "1.0",
        "programme": school.programme.name,
        "decided_by": "second-assessor",
        "module_levels": [[1, "", 3], [2, "", 4], [3, "", 3], [4, "", 3], [5, "", 4]],
        "specimen": False,
    }


def judge(award: Award, criterion: str, d: int, p: int) -> Judgement:
    """What an assessor gave one criterion of the case behind an award."""
    claim = claim_of(award.application, criterion)
    return save(Judgement(claim_id=claim.id, assessor_id=make_assessor().id, d=d, p=p, given_at=now()))


def certify(award: Award) -> Award:
    """Ask for the certificate of an award and let the worker run."""
    jobs.enqueue("issue-certificate", award_id=award.id)
    db.session.commit()
    jobs.run_due()
    db.session.expire_all()
    return award


def audit_actions(subject_ref: str) -> list[str]:
    """The words of the log about one row, oldest first."""
    from app.models import AuditEvent

    query = db.session.query(AuditEvent.action).filter_by(subject_ref=subject_ref).order_by(AuditEvent.id)
    return [action for (action,) in query]
