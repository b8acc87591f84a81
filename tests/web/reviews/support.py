"""A school in support with its expert."""

from dataclasses import dataclass
from typing import Any

from app.domain.facts import AssignmentState, Function
from app.domain.workflow import State
from app.extensions import db
from app.models import Application, ChangeRequest, School, User
from tests.factories.cases import assign, make_application
from tests.factories.people import make_expert, make_head, make_school


@dataclass
class Support:
    application: Application
    school: School
    head: User
    expert: User

    @property
    def url(self) -> str:
        return f"/reviews/{self.application.ref}"

    def claim_url(self, criterion: str = "2.1") -> str:
        return f"{self.url}/claims/{criterion}"


def make_support(state: State = State.IN_SUPPORT, **values: Any) -> Support:
    """An application with an expert who has declared."""
    school = make_school()
    head = make_head(school)
    application = make_application(school, state, **values)
    expert = make_expert()
    assign(application, expert, Function.EXPERT, AssignmentState.DECLARED)
    return Support(application, school, head, expert)


def changes(application: Application) -> list[ChangeRequest]:
    """All requests for changes as the database has them now."""
    db.session.expire_all()
    return db.session.query(ChangeRequest).order_by(ChangeRequest.id).all()
