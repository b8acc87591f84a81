"""One request, one transaction: all of a change or nothing of it, and effects only when it is safe on disk."""

import secrets
from collections.abc import Callable

import pytest
from flask import Flask, Response
from sqlalchemy.orm.exc import StaleDataError

from app.extensions import db
from app.models import School
from app.web import transaction
from tests.factories.people import make_school


def names() -> list[str]:
    db.session.expire_all()
    found = [name for (name,) in db.session.query(School.name)]
    db.session.rollback()
    return found


def rename(school_id: int, answer: int, log: list[str]) -> Callable[[], Response]:
    """A view that changes a school, queues an effect and a trace, and answers so."""

    def view() -> Response:
        db.session.get_one(School, school_id).name = "Renamed"
        db.session.flush()
        transaction.after_commit(lambda: log.append(f"effect sees {names()}"))
        transaction.even_if_refused(lambda: log.append("trace"))
        return Response(status=answer)

    return view


def ask(app: Flask, view: Callable[[], Response], *, writes: bool = True) -> Response:
    with app.test_request_context(
        "/accounts/sign-in", method="POST", data={"once": secrets.token_urlsafe(16)}
    ):
        return transaction.run(view, writes=writes)


def test_a_change_is_kept_and_its_effects_come_after_it(app: Flask) -> None:
    school, log = make_school(name="As it was"), []
    ask(app, rename(school.id, 303, log))
    assert names() == ["Renamed"]
    assert log == ["effect sees ['Renamed']"]


@pytest.mark.parametrize("answer", [400, 409, 422, 500])
def test_a_refused_change_leaves_nothing_but_its_trace(app: Flask, answer: int) -> None:
    school, log = make_school(name="As it was"), []
    assert ask(app, rename(school.id, answer, log)).status_code == answer
    assert names() == ["As it was"]
    assert log == ["trace"]


def test_what_breaks_off_leaves_nothing(app: Flask) -> None:
    school, log = make_school(name="As it was"), []

    def view() -> Response:
        rename(school.id, 303, log)()
        raise RuntimeError("the lamp fell on the keyboard")

    with pytest.raises(RuntimeError):
        ask(app, view)
    assert names() == ["As it was"]
    assert log == []


def test_a_reading_request_writes_nothing_even_by_mistake(app: Flask) -> None:
    school = make_school(name="As it was")
    ask(app, rename(school.id, 200, []), writes=False)
    assert names() == ["As it was"]


def test_of_two_who_change_a_row_at_once_the_second_is_refused(app: Flask) -> None:
    """The race that no form can see: the row moves between reading and writing."""
    school_id = make_school(name="As it was").id

    def view() -> Response:
        school = db.session.get_one(School, school_id)
        table = School.__table__
        db.session.execute(table.update().values(version=table.c.version + 1))
        school.name = "Second"
        db.session.flush()
        return Response(status=303)

    with pytest.raises(StaleDataError):
        ask(app, view)
    assert names() == ["As it was"]
    with app.test_request_context("/"):
        answer = app.make_response(app.handle_user_exception(StaleDataError()))
    assert answer.status_code == 409
