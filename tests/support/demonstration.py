"""The demonstration for tests: seeded once for all of them, because that takes a quarter of a minute."""

import shutil
from pathlib import Path

from app import create_app
from app.demo import seed_if_empty
from app.extensions import db
from config import Settings

_folders: list[Path] = []


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


def seeded_folder(folder: Path, template_database: Path) -> Path:
    """A folder with a freshly seeded demonstration: this one, or the one that was asked for first."""
    if not _folders:
        shutil.copy(template_database, folder / "ciss.sqlite3")
        app = create_app(settings_in(folder))
        with app.app_context():
            assert seed_if_empty()
            db.session.remove()
            db.engine.dispose()
        _folders.append(folder)
    return _folders[0]


def copy_of(seeded: Path, folder: Path) -> Settings:
    """Settings of a copy of the seeded database; the evidence files are only read."""
    shutil.copy(seeded / "ciss.sqlite3", folder / "ciss.sqlite3")
    (folder / "files").symlink_to(seeded / "files")
    return settings_in(folder)
