"""A school on the day before its submission: people trained, commitment signed, every criterion claimed and shown."""

from app.clock import now
from app.domain.roles import Position
from app.extensions import db
from app.models import Application, RoleGrant, School, User
from tests.factories.cases import make_application, make_evidence
from tests.factories.people import make_head, make_school, make_school_coordinator
from tests.support.training import train

HOW = "The psychologist opens the box every morning and answers within two days."


def ready_application() -> Application:
    """A draft in which nothing is missing."""
    school = make_school(commitment_signed_at=now())
    head, coordinator = make_head(school), make_school_coordinator(school)
    train(head)
    train(coordinator)
    application = make_application(school)
    for claim in application.claims:
        if claim.criterion != "1.3":
            claim.level, claim.how, claim.responsible = 3, HOW, "Psychologist"
            make_evidence(claim, head)
    db.session.commit()
    return application


def head_of(school: School) -> User:
    """The head of a school."""
    query = db.session.query(User).join(RoleGrant, RoleGrant.user_id == User.id)
    return query.filter(RoleGrant.school_id == school.id, RoleGrant.position == Position.HEAD).one()


def coordinator_of(school: School) -> User:
    """The online-safety coordinator of a school."""
    query = db.session.query(User).join(RoleGrant, RoleGrant.user_id == User.id)
    return query.filter(RoleGrant.school_id == school.id, RoleGrant.position == Position.COORDINATOR).one()
