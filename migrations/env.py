"""How migrations run: in one transaction, also on SQLite, where DDL must be made transactional by hand."""

import re
from typing import Any

from alembic import context
from flask import current_app

from app.database import writing
from app.extensions import db

OTHERS = re.compile(r"^(huey|sqlite_)")


def ours(thing: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
    """Leave tables of the job queue and of the engine alone."""
    return not (kind == "table" and name and OTHERS.match(name))


def plain(kind: str, item: Any, context_: Any) -> str | bool:
    """Write our own column types as the engine's, so that a migration needs no code of the application."""
    if kind == "type" and type(item).__name__ == "UtcDateTime":
        return "sa.DateTime(timezone=True)"
    if kind == "type" and type(item).__name__ == "Word":
        return "sa.String(40)"
    return False


def run() -> None:
    """Upgrade or downgrade on the application's own engine."""
    if context.is_offline_mode():
        raise SystemExit("Migrations need a database: they check what is there.")
    arguments = dict(current_app.extensions["migrate"].configure_args)
    with writing(), db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            include_object=ours,
            render_item=plain,
            transaction_per_migration=False,
            **arguments,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
