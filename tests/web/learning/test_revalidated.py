"""A lesson that the browser has is not sent again, until anything on its page is different."""

from collections.abc import Callable

import pytest

from app import clock, progress
from app.extensions import db
from app.models import Enrolment, Notice, RoleGrant, ScreenVisit, User
from app.models.learning import Attempt
from modules.load import curriculum
from tests.factories.learning import enrol, make_plan
from tests.factories.people import make_head, make_school
from tests.support.client import Client
from tests.web.learning.walk import url

M3 = "m3-reporting"
LESSON = url(M3, "learn-a")


def see(enrolment: Enrolment, user: User) -> None:
    db.session.add(ScreenVisit(enrolment_id=enrolment.id, screen="incident", seen_at=clock.now()))


def fail_the_check(enrolment: Enrolment, user: User) -> None:
    moment = clock.now()
    go = {"items": [], "module_version": "1.0", "language": "en", "started_at": moment, "finished_at": moment}
    db.session.add(Attempt(enrolment_id=enrolment.id, screen="check", number=1, score=3, out_of=8, **go))


def save_a_plan(enrolment: Enrolment, user: User) -> None:
    db.session.add(make_plan(enrolment))


def get_news(enrolment: Enrolment, user: User) -> None:
    db.session.add(Notice(user_id=user.id, subject="News", body="Something", created_at=clock.now()))


def take_another_name(enrolment: Enrolment, user: User) -> None:
    user.name = "Olena Kovalenko"


def speak_romanian(enrolment: Enrolment, user: User) -> None:
    user.language = "ro"


def leave_the_school(enrolment: Enrolment, user: User) -> None:
    db.session.query(RoleGrant).filter_by(user_id=user.id).update({"revoked_at": clock.now()})


CHANGES = (see, fail_the_check, save_a_plan, get_news, take_another_name, speak_romanian, leave_the_school)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_lesson_is_sent_again_after_every_change_of_its_page(
    client: Client, change: Callable[[Enrolment, User], None]
) -> None:
    head = make_head(make_school(), name="Olena")
    enrolment = enrol(head, M3, seen=["door"])
    client.sign_in(head)
    first = client.get(LESSON)
    tag = {"If-None-Match": first.response.headers["ETag"]}
    client.get(LESSON, status=304, headers=tag)
    change(enrolment, head)
    db.session.commit()
    second = client.get(LESSON, headers=tag)
    assert second.html != first.html
    client.get(LESSON, status=304, headers={"If-None-Match": second.response.headers["ETag"]})


def test_another_session_gets_forms_of_its_own(client: Client) -> None:
    head = make_head(make_school())
    tag = {"If-None-Match": client.sign_in(head).get(LESSON).response.headers["ETag"]}
    client.sign_in(head).get(LESSON, headers=tag)


def test_one_learner_is_as_far_as_in_the_list_of_all_after_each_step(client: Client) -> None:
    head = make_head(make_school())
    enrolment, module = enrol(head, M3, seen=["door"]), curriculum().module(M3)
    for step in (see, fail_the_check, save_a_plan):
        assert progress.of_learner(head.id, module).progress == progress.of_person(head.id)[M3]
        step(enrolment, head)
        db.session.commit()
    assert progress.of_learner(head.id, module).progress == progress.of_person(head.id)[M3]
