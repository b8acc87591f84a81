"""Voting by the product’s own forms."""

from app.domain.workflow import State
from app.extensions import db
from app.models import Application, User
from tests.support.client import Client, Page
from tests.web.assessments.cases import Case

REASON = "The report shows it, and the visit bore it out."


def vote(client: Client, user: User, case: Case, tier: str, status: int = 303, **values: str) -> Page:
    url = f"{case.url}/award"
    given = {"tier": tier, "award_reason": REASON} | values
    return client.sign_in(user).submit(url, given, to=url, status=status)


def refuse(client: Client, user: User, case: Case, status: int = 303) -> Page:
    values = {"decline_reason": "The routes to report do not work yet."}
    return client.sign_in(user).submit(f"{case.url}/award", values, to=f"{case.url}/decline", status=status)


def state_of(case: Case) -> State:
    db.session.expire_all()
    return db.session.get_one(Application, case.application.id).state


def vote_directly(client: Client, user: User, case: Case, tier: str) -> Page:
    """Send what the page does not offer."""
    values = {"tier": tier, "award_reason": REASON}
    return client.sign_in(user).post(f"{case.url}/award", values, status=409)
