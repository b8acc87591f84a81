"""A person without script walks a module from its door to its end, and every page keeps the rules of the house."""

import pytest
from flask import Flask

from app import progress
from app.domain.progress import Status
from app.extensions import db
from app.models import AuditEvent, Enrolment, Plan, Task
from modules.load import curriculum
from tests.factories.people import make_head, make_school, make_user
from tests.support.client import Client
from tests.web.learning.walk import pass_module, url


@pytest.mark.parametrize("module", ["m3-reporting", "m1-rights"])
def test_a_head_passes_the_module_from_door_to_done(client: Client, module: str) -> None:
    school = make_school()
    head = make_head(school)
    client.sign_in(head)
    pass_module(client, module)
    assert progress.of_person(head.id)[module].status is Status.PASSED
    done = client.get(url(module, "done"))
    assert done.heading == "Done"
    assert "What you got right" in done.text
    assert db.session.query(Enrolment).one().passed_at is not None
    task = db.session.query(Task).one()
    assert (task.school_id, task.criterion) == (school.id, db.session.query(Plan).one().criterion)


def test_every_screen_of_every_module_can_be_opened_before_anything_is_done(client: Client) -> None:
    client.sign_in(make_head(make_school()))
    for module in curriculum().modules:
        for screen in module.screens[1:]:
            client.get(url(module.id, screen.id))
        client.get(url(module.id, "door"), status=302)
        client.get(url(module.id))


def test_the_log_tells_of_the_three_moves_that_matter_and_not_of_answers(client: Client) -> None:
    client.sign_in(make_head(make_school()))
    pass_module(client, "m3-reporting")
    moves = [event.details["moves"] for event in db.session.query(AuditEvent).order_by(AuditEvent.id)]
    assert moves == [["enrolled"], ["plan saved", "passed"]]


def test_somebody_without_a_school_keeps_the_plan_and_makes_no_task(client: Client) -> None:
    client.sign_in(make_user())
    pass_module(client, "m3-reporting")
    assert db.session.query(Plan).count() == 1
    assert db.session.query(Task).count() == 0
    client.get(url("m3-reporting", "done"))


def test_visitors_are_asked_to_sign_in(client: Client, app: Flask) -> None:
    for address in (
        "/learning",
        url("m3-reporting"),
        url("m3-reporting", "learn-a"),
        "/tools/risk-picture",
    ):
        assert "sign-in" in (client.get(address, status=303).location or "")
