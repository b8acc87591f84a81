"""What every test stands on. Fixtures of one subject live beside it."""

import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from app import create_app
from app.extensions import db
from config import Settings
from tests.support.client import Client
from tests.support.database import fresh_postgresql, migrated_sqlite


@pytest.fixture(scope="session")
def template_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database brought up by the migrations once; every test gets a copy."""
    return migrated_sqlite(tmp_path_factory.mktemp("template"))


@pytest.fixture
def settings(tmp_path: Path, template_database: Path) -> Settings:
    """Settings of a test: its own folder, its own database, no job thread."""
    url = os.environ.get("TEST_DATABASE_URL", "")
    if url:
        fresh_postgresql(url)
    else:
        shutil.copy(template_database, tmp_path / "ciss.sqlite3")
    return Settings(
        environment="test",
        secret_key="a secret for tests that nobody uses elsewhere",
        data=tmp_path,
        database_url=url or f"sqlite:///{tmp_path / 'ciss.sqlite3'}",
        storage_url=f"file://{tmp_path / 'files'}",
        mail_url=f"file://{tmp_path / 'mail'}",
        jobs_url="none:",
        base_url="http://localhost",
        bind="127.0.0.1:0",
        demo=True,
        key_passphrase="a passphrase for tests",
    )


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> Client:
    """A browser without JavaScript that lints every page it gets."""
    return Client(app)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """A test that reaches out of this machine fails."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else "unix"
        if host not in ("127.0.0.1", "::1", "localhost", "unix"):
            raise AssertionError(f"a test tried to reach {host}")
        real(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture
def count_rows(app: Flask) -> object:
    """count_rows("school") → number of rows in a table."""
    return lambda table: db.session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
