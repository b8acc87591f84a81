"""Learners to whom follow-up questions come, and the answering of them."""

from datetime import date, datetime, timedelta
from typing import Any

from app import clock, recall
from app.domain.follow_up import local
from app.extensions import db
from app.models import Enrolment, FollowUp, User
from modules.load import curriculum
from tests.factories.learning import finish
from tests.factories.people import make_head, make_school
from tests.support.client import Client, Page
from tests.web.learning.walk import right_answer, wrong_answer

M3 = "m3-reporting"


def learner(**values: Any) -> User:
    return make_head(make_school(), **values)


def today() -> date:
    """The day where the learners of these tests live."""
    return local(clock.now(), "Europe/Minsk").date()


def passed(user: User, *, at: datetime | None = None, module: str = M3) -> Enrolment:
    """Somebody who passed the module, with the follow-ups that the pass made."""
    enrolment = finish(user, module, at=at)
    recall.make(enrolment)
    db.session.commit()
    return enrolment


def follow_up(enrolment: Enrolment, day: int = 2, *, due: date | None = None) -> FollowUp:
    """The follow-up of that day; `due`: moved to this date."""
    row = db.session.query(FollowUp).filter_by(enrolment_id=enrolment.id, day=day).one()
    row.due_on = due or row.due_on
    db.session.commit()
    return row


def waiting(day: int = 2, **values: Any) -> str:
    """The address of a follow-up that is due today, of a learner just made."""
    user = learner(**values)
    enrolment = passed(user, at=clock.now() - timedelta(days=day))
    return recall.address(follow_up(enrolment, day, due=today()).id)


def fill(page: Page, here: str, *, wrong: int = 0) -> dict[str, Any]:
    """The form as shown, answered rightly but for the first `wrong` questions."""
    shown: dict[str, Any] = page.form(here)
    module = curriculum().module(M3)
    for place, name in enumerate(shown["asked"].split(), start=1):
        item = module.item(name)
        answers = wrong_answer(item) if place <= wrong else right_answer(item)
        shown |= {f"q{place}-{key}": value for key, value in answers.items()}
    return shown


def answer(client: Client, here: str, *, wrong: int = 0) -> list[str]:
    """Answer all questions; returns the ids of what was asked."""
    sent = fill(client.get(here), here, wrong=wrong)
    client.post(here, sent, fresh=False)
    return str(sent["asked"]).split()
