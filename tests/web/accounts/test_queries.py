"""Pages of the account ask the database few things, however much there is to show."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from app.clock import now
from app.domain.roles import Position, Role
from app.extensions import db
from app.models import Notice
from tests.factories.people import grant, make_member, make_school, make_user
from tests.support.client import Client


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that read rows while the block runs."""
    asked: list[str] = []

    def note(connection, cursor, statement, *rest) -> None:
        if statement.startswith("SELECT"):
            asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    ("url", "most"), [("/accounts/inbox", 2), ("/accounts/profile", 4), ("/accounts/erase", 4)]
)
def test_a_page_asks_the_same_for_much_as_for_little(client: Client, url: str, most: int) -> None:
    user = make_user()
    client.sign_in(user)
    with counted() as little:
        client.get(url)
    for number in range(20):
        Client(client.app).sign_in(user)
        grant(user, Role.MEMBER, school=make_school(), position=Position.STAFF)
        db.session.add(Notice(user_id=user.id, subject=f"News {number}", body="b", url="", created_at=now()))
    db.session.commit()
    with counted() as much:
        client.get(url)
    assert len(much) == len(little) <= most


def test_the_demonstrations_door_is_one_question(client: Client) -> None:
    school = make_school()
    for number in range(10):
        make_member(school, name=f"Demo {number}", email=f"d{number}@demo.ciss.invalid")
    with counted() as asked:
        client.get("/accounts/demo")
    assert len(asked) == 1
