"""Databases for tests: migrated once, then copied or emptied."""

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


def fresh_postgresql(url: str) -> None:
    """Empty every table of the test database, migrating it the first time."""
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        if url not in _migrated:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    if url not in _migrated:
        migrate(Path("/tmp"), url)
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
