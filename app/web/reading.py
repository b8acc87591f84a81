"""One connection for all that a request reads as columns: the session, then the page. The ORM has no part in it."""

from flask import g, has_request_context
from sqlalchemy import Connection

from app.database import is_writing
from app.extensions import db


def connection() -> Connection:
    """The connection to read with. In a transaction that writes, and outside of a request, it is the ORM's own."""
    if is_writing() or not has_request_context():
        return db.session.connection()
    if "reading" not in g:
        g.reading = db.engine.connect()
    found: Connection = g.reading
    return found


def close() -> None:
    """End everything that was read, by columns or by rows."""
    found: Connection | None = g.pop("reading", None)
    if found is not None:
        found.close()
    if db.session.registry.has():
        db.session.rollback()
