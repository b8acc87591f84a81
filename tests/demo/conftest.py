"""One demonstration, seeded once and copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app import create_app
from app.demo import guide, seed_if_empty
from app.extensions import db
from config import Settings


def settings_in(folder: Path) -> Settings:
    """Settings of an installation in this folder, always on SQLite: the demonstration is a single file to copy."""
    return Settings(
        environment="test",
        secret_key="a secret for tests that nobody uses elsewhere",
        data=folder,
        database_url=f"sqlite:///{folder / 'ciss.sqlite3'}",
        storage_url=f"file://{folder / 'files'}",
        mail_url=f"file://{folder / 'mail'}",
        jobs_url="none:",
        base_url="http://localhost",
        bind="127.0.0.1:0",
        demo=True,
        key_passphrase="a passphrase for tests",
    )


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory, template_database: Path) -> Path:
    """A folder with a freshly seeded demonstration; nobody changes it."""
    folder = tmp_path_factory.mktemp("demonstration")
    shutil.copy(template_database, folder / "ciss.sqlite3")
    app = create_app(settings_in(folder))
    with app.app_context():
        assert seed_if_empty()
        db.session.remove()
        db.engine.dispose()
    return folder


@pytest.fixture
def settings(tmp_path: Path, seeded: Path) -> Settings:
    """Every test gets its own copy of the database; the evidence files are only read."""
    shutil.copy(seeded / "ciss.sqlite3", tmp_path / "ciss.sqlite3")
    (tmp_path / "files").symlink_to(seeded / "files")
    return settings_in(tmp_path)


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def shown(app: Flask) -> dict[str, Any]:
    """What ./ciss demo --json prints."""
    return guide()
