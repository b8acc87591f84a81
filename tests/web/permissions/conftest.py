"""The seeded demonstration of three countries, with everybody signed in."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.models import Application
from tests.support.crawl import Seen, crawl
from tests.support.demonstration import seeded_folder
from tests.support.personas import PUBLIC_NAME, World

CASES = (
    "draft",
    "in-support",
    "changes-requested",
    "in-screening",
    "with-assessor",
    "check-of-facts",
    "awarded",
)


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory, template_database: Path) -> World:
    """One world for all tests of this folder: they leave it as they found it."""
    seeded = seeded_folder(tmp_path_factory.mktemp("demonstration"), template_database)
    return World(seeded, tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="session")
def walks(world: World) -> dict[str, list[Seen]]:
    """What everybody without a school comes to, and the teams of schools in different states."""
    with world.app.app_context():
        query = select(func.min(Application.school_id)).where(Application.state.in_(CASES))
        schools = set(db.session.scalars(query.group_by(Application.state, Application.programme_id)))
        db.session.remove()
    walking = [who for who in world.people.values() if not who.school or who.school in schools]
    found = {
        who.name: list(crawl(world, who, "/" if who.name == PUBLIC_NAME else "/start")) for who in walking
    }
    world.restore()
    return found
