"""A backup brings everything back, opens only with its passphrase, and never overwrites anything."""

import dataclasses
import os
import stat
from pathlib import Path

import pytest
from flask import Flask

from app import audit
from app.backup import BackupError, backup, restore
from app.extensions import db
from app.models import School
from config import Settings
from tests.factories.people import make_school

pytestmark = pytest.mark.skipif(
    "TEST_DATABASE_URL" in os.environ, reason="PostgreSQL is backed up by its own tools"
)


def elsewhere(settings: Settings, folder: Path) -> Settings:
    return dataclasses.replace(
        settings,
        data=folder,
        database_url=f"sqlite:///{folder / 'ciss.sqlite3'}",
        storage_url=f"file://{folder / 'files'}",
    )


def test_a_backup_brings_back_rows_and_files_even_those_still_in_the_write_ahead_log(
    app: Flask, settings: Settings, tmp_path: Path
) -> None:
    make_school(name="Гімназія № 4")
    (settings.data / "files" / "evidence").mkdir(parents=True)
    (settings.data / "files" / "evidence" / "one").write_bytes(b"minutes")
    archive = tmp_path / "backup.ciss"
    assert backup(settings, archive) == archive.stat().st_size
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    assert b"minutes" not in archive.read_bytes()

    other = elsewhere(settings, tmp_path / "restored")
    restore(other, archive, settings.key_passphrase)
    from app import create_app

    with create_app(other).app_context():
        assert db.session.query(School).one().name == "Гімназія № 4"
        assert audit.first_broken() is None
        db.session.remove()
        db.engine.dispose()
    assert (other.data / "files" / "evidence" / "one").read_bytes() == b"minutes"


def test_the_wrong_passphrase_or_a_changed_archive_is_refused_in_words(
    app: Flask, settings: Settings, tmp_path: Path
) -> None:
    archive = tmp_path / "backup.ciss"
    backup(settings, archive)
    other = elsewhere(settings, tmp_path / "restored")
    with pytest.raises(BackupError, match="does not open"):
        restore(other, archive, "another passphrase")
    data = bytearray(archive.read_bytes())
    data[len(data) // 2] ^= 1
    archive.write_bytes(data)
    with pytest.raises(BackupError, match="was changed"):
        restore(other, archive, settings.key_passphrase)
    archive.write_bytes(b"not an archive")
    with pytest.raises(BackupError, match="not a backup"):
        restore(other, archive, settings.key_passphrase)


def test_nothing_that_exists_is_overwritten(app: Flask, settings: Settings, tmp_path: Path) -> None:
    archive = tmp_path / "backup.ciss"
    backup(settings, archive)
    with pytest.raises(BackupError, match="exists already"):
        backup(settings, archive)
    with pytest.raises(BackupError, match="holds a database"):
        restore(settings, archive, settings.key_passphrase)
