"""One demonstration, seeded once and copied for each test."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app import create_app
from app.demo import guide
from app.extensions import db
from config import Settings
from tests.support.demonstration import copy_of, seeded_folder


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory, template_database: Path) -> Path:
    """A folder with a freshly seeded demonstration; nobody changes it."""
    return seeded_folder(tmp_path_factory.mktemp("demonstration"), template_database)


@pytest.fixture
def settings(tmp_path: Path, seeded: Path) -> Settings:
    """Every test gets its own copy of the database."""
    return copy_of(seeded, tmp_path)


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
