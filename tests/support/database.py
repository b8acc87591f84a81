"""Databases for tests: migrated once, then copied or emptied."""

import os
import tempfile
from pathlib import Path

import sqlalchemy as sa
from flask_migrate import upgrade

from app import create_app
from app.extensions import db
from config import Settings

_migrated: set[str] = set()


def _settings(folder: Path, url: str) -> Settings:
    return Settings(
        environment="test",
        secret_key="x" * 32,
        data=folder,
        database_url=url,
        storage_url=f"file://{folder}/files",
        mail_url=f"file://{folder}/mail",
        jobs_url="none:",
        base_url="http://localhost",
        bind="127.0.0.1:0",
        demo=True,
        key_passphrase="x" * 16,
    )


def migrate(folder: Path, url: str) -> None:
    """Bring the database at `url` to the newest version."""
    app = create_app(_settings(folder, url))
    with app.app_context():
        upgrade("migrations")
        db.session.remove()
        db.engine.dispose()


def migrated_sqlite(folder: Path) -> Path:
    """A new migrated SQLite file in this folder, without a write-ahead log beside it."""
    path = folder / "ciss.sqlite3"
    migrate(folder, f"sqlite:///{path}")
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


def own_postgresql(url: str) -> str:
    """The test database of this worker: tests that run side by side each have one, made when it is missing."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if not url or not worker:
        return url
    own = sa.make_url(url)
    own = own.set(database=f"{own.database}_{worker}")
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        known = sa.text("SELECT 1 FROM pg_database WHERE datname = :name")
        if connection.scalar(known, {"name": own.database}) is None:
            connection.exec_driver_sql(f'CREATE DATABASE "{own.database}"')
    engine.dispose()
    return own.render_as_string(hide_password=False)


def fresh_postgresql(url: str) -> None:
    """Empty every table of the test database, migrating it the first time."""
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        if url not in _migrated:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    if url not in _migrated:
        migrate(Path(tempfile.mkdtemp()), url)
        _migrated.add(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("SET session_replication_role = replica")
        tables = ", ".join(
            f'"{name}"' for name in sa.inspect(connection).get_table_names() if name != "alembic_version"
        )
        connection.exec_driver_sql("ALTER TABLE audit_event DISABLE TRIGGER USER")
        connection.exec_driver_sql(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
        connection.exec_driver_sql("ALTER TABLE audit_event ENABLE TRIGGER USER")
    engine.dispose()
