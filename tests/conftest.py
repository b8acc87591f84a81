"""What every test stands on. Fixtures of one subject live beside it."""

import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import settings as properties
from sqlalchemy import text

from app import create_app
from app.extensions import db, limiter
from config import Settings
from tests.support.client import Client
from tests.support.database import fresh_postgresql, migrated_sqlite, own_postgresql

# CI tries the same examples every time: a change is judged by what it changed. New examples are sought at the desk.
properties.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    properties.load_profile("ci")


@pytest.fixture(scope="session")
def template_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database brought up by the migrations once; every test gets a copy."""
    return migrated_sqlite(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory, template_database: Path) -> Iterator[Flask]:
    """The application, put together once: templates and queries stay compiled from test to test."""
    data = tmp_path_factory.mktemp("installation")
    url = own_postgresql(os.environ.get("TEST_DATABASE_URL", ""))
    app = create_app(
        Settings(
            environment="test",
            secret_key="a secret for tests that nobody uses elsewhere",
            data=data,
            database_url=url or f"sqlite:///{data / 'ciss.sqlite3'}",
            storage_url=f"file://{data / 'files'}",
            mail_url=f"file://{data / 'mail'}",
            jobs_url="none:",
            base_url="http://localhost",
            bind="127.0.0.1:0",
            demo=True,
            key_passphrase="a passphrase for tests",
        )
    )
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def settings(installation: Flask, template_database: Path) -> Iterator[Settings]:
    """Settings of a test: an empty data folder, an empty migrated database, no job thread."""
    settings: Settings = installation.config["SETTINGS"]
    with installation.app_context():
        db.engine.dispose()
    for path in settings.data.iterdir():
        if path.name != "static":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    if settings.database_url.startswith("sqlite"):
        shutil.copy(template_database, settings.data / "ciss.sqlite3")
    else:
        fresh_postgresql(settings.database_url)
    installation.extensions.pop("ciss-storage", None)
    limiter.enabled = False  # one for all applications: another one of this run may have turned it on
    yield settings
    installation.config["SETTINGS"] = settings


@pytest.fixture
def app(installation: Flask, settings: Settings) -> Iterator[Flask]:
    """The application on its fresh database, inside an application context."""
    with installation.app_context():
        yield installation
        db.session.remove()


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
