"""The seeded demonstration of three countries, with everybody signed in."""

from pathlib import Path

import pytest

from tests.support.demonstration import seeded_folder
from tests.support.personas import World


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory, template_database: Path) -> World:
    """One world for all tests of this folder: they leave it as they found it."""
    seeded = seeded_folder(tmp_path_factory.mktemp("demonstration"), template_database)
    return World(seeded, tmp_path_factory.mktemp("world"))
