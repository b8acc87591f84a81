"""Migrations go up and down with data in the tables, and end where the models are."""

import re
from pathlib import Path

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade

from app.domain.workflow import State
from app.extensions import db
from tests.factories.awards import make_award
from tests.factories.cases import make_application, make_evidence
from tests.factories.check_ins import make_answer, make_gold
from tests.factories.people import make_head, make_school

VERSIONS = Path(__file__).parents[2] / "migrations" / "versions"


def numbers() -> list[str]:
    return sorted(path.name[:4] for path in VERSIONS.glob("*.py"))


def test_migrations_are_numbered_in_one_line() -> None:
    assert numbers() == [f"{n:04d}" for n in range(1, len(numbers()) + 1)]
    for path in VERSIONS.glob("*.py"):
        assert re.search(rf'^revision = ["\']{path.name[:4]}["\']', path.read_text("utf-8"), re.MULTILINE)


def test_the_newest_migration_is_what_the_models_say(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, db.metadata) == []


def test_migrations_go_down_and_up_again_with_data_in_the_tables(app: Flask) -> None:
    school = make_school()
    head = make_head(school)
    application = make_application(school, State.SUBMITTED, submitted_by=head)
    make_evidence(application.claims[0], head)
    db.session.remove()
    downgrade("migrations", revision="base")
    assert set(sa.inspect(db.engine).get_table_names()) <= {"alembic_version"}
    upgrade("migrations")
    assert make_school().id == 1


def test_awards_made_before_the_register_knew_modules_keep_their_profile(app: Flask) -> None:
    make_award(snapshot={"module_levels": [[1, "", 3], [2, "", 4]]})
    db.session.remove()
    downgrade("migrations", revision="0001")
    upgrade("migrations")

    with db.engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT module, level FROM award_level ORDER BY module")).all()
    assert [tuple(row) for row in rows] == [(1, 3), (2, 4)]


def test_an_award_outlives_its_check_ins_when_they_are_taken_back(app: Flask) -> None:
    award = make_gold()
    make_answer(award, make_head(award.school))
    code = award.code
    db.session.remove()
    downgrade("migrations", revision="0002")
    assert "check_in" not in sa.inspect(db.engine).get_table_names()
    upgrade("migrations")

    with db.engine.connect() as connection:
        assert connection.scalars(sa.text("SELECT code FROM award")).all() == [code]
        assert connection.scalar(sa.text("SELECT count(*) FROM check_in")) == 0
