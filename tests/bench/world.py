"""A world large enough to measure: programmes of 100 and 3,000 schools, a case with evidence, an award, learners."""

import json
import secrets
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import Flask

from app import clock
from app.domain import codes
from app.domain.facts import Function
from app.domain.workflow import State
from app.extensions import db
from app.models import Application, Award, Enrolment, ScreenVisit, User, WebSession
from app.web.sessions import token_hash
from tests.factories.cases import assign, make_application, make_evidence
from tests.factories.people import (
    make_assessor,
    make_coordinator,
    make_head,
    make_programme,
    make_school,
    save,
)


@dataclass(frozen=True)
class World:
    """Addresses to measure, each with the cookie of the person it is for."""

    pages: dict[str, tuple[str, str]]  # what it is -> (path, cookie)
    code: str


def cookie(user: User) -> str:
    """A live session of this person."""
    token = "r." + secrets.token_urlsafe(32)
    moment = clock.now()
    save(
        WebSession(
            token_hash=token_hash(token),
            user_id=user.id,
            data="{}",
            created_at=moment,
            seen_at=moment,
            stepped_up_at=moment,
        )
    )
    return token


def _schools(country: str, count: int) -> None:
    programme = make_programme(country)
    from app.models import School

    rows = [
        School(
            ref=f"{country.lower()}-{n:05d}",
            programme_id=programme.id,
            source_id=str(n),
            name=f"School No. {n}",
            name_key=f"school no. {n}",
            place_key="minsk region",
            region=f"Region {n % 7}",
            language="en",
            created_at=clock.now(),
            invited_at=clock.now() if n % 2 else None,
            registered_at=clock.now() if n % 4 == 1 else None,
        )
        for n in range(1, count + 1)
    ]
    db.session.add_all(rows)
    db.session.commit()


def _case() -> tuple[Application, User]:
    school = make_school(make_programme("BY"), ref="by-90001", name="Gymnasium No. 4")
    head = make_head(school)
    application = make_application(school, State.WITH_ASSESSOR, submitted_by=head)
    for claim in application.claims:
        claim.level, claim.how, claim.responsible = (
            3,
            "Every class teacher reads the rules in September.",
            "Deputy head",
        )
        make_evidence(claim, head)
    db.session.commit()
    return application, head


def _award(application: Application, facts: Path) -> str:
    code = codes.new(secrets.token_bytes(codes.BYTES))
    snapshot = {**json.loads(facts.read_text("utf-8")), "code": code}
    save(
        Award(
            code=code,
            application_id=application.id,
            school_id=application.school_id,
            programme_id=application.programme_id,
            tier="silver",
            scheme_version=application.scheme_version,
            issued_on=clock.today(),
            expires_on=clock.today() + timedelta(days=700),
            snapshot=snapshot,
            decided_by_ids=[],
            conditions="",
            state_reason="",
        )
    )
    return code


def build(app: Flask, facts: Path) -> World:
    """Fill the database of this application; the case's people can open every page that is measured."""
    with app.app_context():
        _schools("BY", 3000)
        _schools("MD", 100)
        application, head = _case()
        assessor = make_assessor()
        assign(application, assessor, Function.ASSESSOR)
        module = "m3-reporting"
        enrolment = save(
            Enrolment(user_id=head.id, module=module, module_version="1.0", started_at=clock.now())
        )
        save(ScreenVisit(enrolment_id=enrolment.id, screen="door", seen_at=clock.now()))
        code = _award(make_application(make_school(ref="by-90002"), State.AWARDED), facts)
        head_cookie, ref = cookie(head), application.ref
        large = cookie(make_coordinator(make_programme("BY")))
        small = cookie(make_coordinator(make_programme("MD")))
        return World(
            {
                "learner's page (a lesson of M3)": (f"/learning/{module}/learn-a", head_cookie),
                "school board": (f"/schools/{application.school.ref}", head_cookie),
                "a claim": (f"/applications/{ref}/claims/3.1", head_cookie),
                "forecast": (f"/applications/{ref}/forecast", head_cookie),
                "assessor's desk": (f"/assessments/{ref}/desk/3.1", cookie(assessor)),
                "coordinator's board, 100 schools": ("/programmes/moldova", small),
                "coordinator's board, 3,000 schools": ("/programmes/belarus", large),
                "list of schools, 3,000": ("/programmes/belarus/schools", large),
                "verify page": (f"/verify/{code}", ""),
                "register": ("/verify/register", ""),
                "home": ("/", ""),
            },
            code,
        )
