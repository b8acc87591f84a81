"""The log: append-only on every engine, chained by hashes, erasable where it is personal."""

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import DBAPIError

from app import audit
from app.database import writing
from app.extensions import db
from app.models import AuditEvent, AuditPayload
from tests.factories.people import make_school


def log(count: int = 3) -> list[AuditEvent]:
    school = make_school()
    with writing():
        events = [
            audit.record("test", school, actor_id=1, number=n, personal={"name": "Ann"}) for n in range(count)
        ]
        db.session.commit()
    return events


def tamper(sql: str) -> None:
    """Change the table as an intruder with the database's password would: by taking the triggers off first."""
    with db.engine.begin() as connection:
        if db.engine.dialect.name == "postgresql":
            connection.exec_driver_sql("ALTER TABLE audit_event DISABLE TRIGGER USER")
        else:
            connection.exec_driver_sql("DROP TRIGGER audit_event_no_update")
            connection.exec_driver_sql("DROP TRIGGER audit_event_no_delete")
        connection.exec_driver_sql(sql)
    db.session.rollback()


def test_events_are_numbered_without_gaps_and_chained(app: Flask) -> None:
    one, two, three = log()
    assert [one.id, two.id, three.id] == [1, 2, 3]
    assert one.previous == audit.GENESIS
    assert two.previous == one.hash
    assert three.school_id == one.school_id
    assert audit.first_broken() is None


@pytest.mark.parametrize("sql", ["UPDATE audit_event SET action = 'x'", "DELETE FROM audit_event"])
def test_the_database_itself_refuses_to_change_the_log(app: Flask, sql: str) -> None:
    log()
    with pytest.raises(DBAPIError, match="append-only"), db.engine.begin() as connection:
        connection.execute(sa.text(sql))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_event SET action = 'award' WHERE id = 2",
        "UPDATE audit_event SET actor_id = 9 WHERE id = 2",
        "UPDATE audit_event SET at = '2020-01-01 00:00:00+00:00' WHERE id = 2",
        "UPDATE audit_event SET details = '{}' WHERE id = 2",
    ],
)
def test_a_changed_row_is_named(app: Flask, sql: str) -> None:
    log()
    tamper(sql)
    assert audit.first_broken() == 2


def test_a_removed_row_is_noticed_at_the_next_one(app: Flask) -> None:
    log()
    tamper(
        "DELETE FROM audit_payload WHERE event_id = 2; "
        if db.engine.dialect.name == "postgresql"
        else "DELETE FROM audit_payload WHERE event_id = 2"
    )
    with db.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM audit_event WHERE id = 2")
    assert audit.first_broken() == 3


def test_erasing_the_personal_part_leaves_the_chain_whole(app: Flask) -> None:
    log()
    db.session.execute(sa.delete(AuditPayload))
    db.session.commit()
    assert audit.first_broken() is None


def test_the_command_names_the_first_broken_row(app: Flask) -> None:
    log()
    assert app.test_cli_runner().invoke(args=["ciss", "verify-log"]).output == "The log is whole.\n"
    tamper("UPDATE audit_event SET action = 'x' WHERE id = 3")
    result = app.test_cli_runner().invoke(args=["ciss", "verify-log"])
    assert result.exit_code == 1
    assert "event 3" in result.output
