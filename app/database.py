"""How connections behave: SQLite in WAL with immediate write transactions; nothing special on PostgreSQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Engine, PoolProxiedConnection, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

_writing: ContextVar[bool] = ContextVar("writing", default=False)


@contextmanager
def writing() -> Iterator[None]:
    """Transactions begun inside take the write lock at once, so that none is lost or deadlocks later."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


def is_writing() -> bool:
    """Would a transaction begun now take the write lock?"""
    return _writing.get()


@event.listens_for(Engine, "connect")
def _prepare(connection: Any, record: object) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=15000"):
        connection.execute(f"PRAGMA {pragma}")


class Sqlite(SQLiteDialect_pysqlite):
    """SQLite with our own BEGIN. As a listener for "begin" it would be called as well, but SQLAlchemy then looks for
    listeners at every statement: a tenth of a short page."""

    supports_statement_cache = True

    def do_begin(self, dbapi_connection: PoolProxiedConnection) -> None:
        driver: Any = dbapi_connection.driver_connection
        driver.execute("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")


for _name in ("sqlite", "sqlite.pysqlite"):  # as the address of a database begins
    registry.register(_name, __name__, Sqlite.__name__)
