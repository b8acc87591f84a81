"""Progress read from rows equals what people did, for one person or for many, in a constant number of queries."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event

from app import progress
from app.clock import now, today
from app.domain.progress import Status
from app.extensions import db
from app.models import Enrolment, User
from modules.load import curriculum
from tests.factories.learning import enrol, finish
from tests.factories.people import make_user

M3 = "m3-reporting"


@contextmanager
def counted() -> Iterator[list[str]]:
    """The SQL statements sent inside."""
    sent: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield sent
    event.remove(db.engine, "before_cursor_execute", note)


@pytest.fixture
def anna(app: Flask) -> User:
    return make_user("Anna")


def test_somebody_who_never_came_has_not_started_any_module(anna: User) -> None:
    mine = progress.of_person(anna.id)
    assert list(mine) == [module.id for module in curriculum().modules]
    assert {one.status for one in mine.values()} == {Status.NOT_STARTED}


def test_a_seen_screen_counts_and_the_others_are_named(anna: User) -> None:
    enrol(anna, M3, seen=["door", "precheck"])
    one = progress.of_person(anna.id)[M3]
    assert one.status is Status.IN_PROGRESS
    assert one.next_screen == "incident"
    assert "door" not in {missing.screen for missing in one.missing}


def test_a_precheck_all_right_opens_the_fast_lane(anna: User) -> None:
    enrol(anna, M3, seen=["door", "precheck"], precheck=(3, 3))
    assert progress.of_person(anna.id)[M3].next_screen == "tool"


def test_the_best_check_counts_not_the_last(anna: User) -> None:
    finish(anna, M3, checks=[8, 5])
    assert progress.of_person(anna.id)[M3].status is Status.PASSED


def test_a_check_below_the_mark_is_not_a_pass(anna: User) -> None:
    finish(anna, M3, checks=[6], passed=False)
    assert progress.of_person(anna.id)[M3].status is Status.IN_PROGRESS


def test_a_module_without_its_plan_is_not_passed(anna: User) -> None:
    finish(anna, M3, plan=False, passed=False)
    assert [one.screen for one in progress.of_person(anna.id)[M3].missing] == ["plan"]


def test_one_person_s_work_is_not_another_s(anna: User) -> None:
    finish(anna, M3)
    boris = make_user("Boris")
    found = progress.of_people([anna.id, boris.id])
    assert found[anna.id][M3].passed
    assert not found[boris.id][M3].passed


def test_all_passed_has_the_day_of_the_last_one(anna: User) -> None:
    for place, module in enumerate(curriculum().modules):
        finish(anna, module.id, at=now() - timedelta(days=10 + place))
    assert progress.passed_all([anna.id]) == {anna.id: today() - timedelta(days=10)}


def test_four_of_five_is_not_all(anna: User) -> None:
    for module in curriculum().modules[:-1]:
        finish(anna, module.id)
    assert progress.passed_all([anna.id]) == {anna.id: None}


def test_a_pass_of_two_years_ago_is_due_for_a_refresh_and_stays_a_pass(anna: User) -> None:
    finish(anna, M3, at=now() - timedelta(days=800))
    one = progress.of_person(anna.id)[M3]
    assert one.status is Status.REFRESH_DUE
    assert one.passed


def test_an_enrolment_at_hand_gives_the_same_answer(anna: User) -> None:
    enrolment = finish(anna, M3)
    module = curriculum().module(M3)
    assert progress.of_enrolment(module, enrolment, plan_saved=True) == progress.of_person(anna.id)[M3]
    assert progress.of_enrolment(module, None, plan_saved=False).status is Status.NOT_STARTED


@pytest.mark.parametrize("people", [1, 25])
def test_two_queries_whatever_the_number_of_people(app: Flask, people: int) -> None:
    users = [make_user() for _ in range(people)]
    for user in users:
        finish(user, M3)
    ids = [user.id for user in users]
    db.session.expire_all()
    with counted() as sent:
        assert all(one[M3].passed for one in progress.of_people(ids).values())
    assert len([sql for sql in sent if sql.lstrip().startswith(("SELECT", "WITH"))]) == 2


def test_nobody_asked_nobody_answered(app: Flask) -> None:
    assert progress.of_people([]) == {}
    assert db.session.query(Enrolment).count() == 0
