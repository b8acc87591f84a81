"""Backup and restore of an installation on its embedded defaults: database first, files after, one encrypted archive.

The order matters: a file without a row is swept, a row without a file is a loss. The archive is a tar of two age
files: `key.age`, opened by the passphrase, and `data.age`, opened by that key; the `age` tool can open both.
"""

import io
import os
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path

import pyrage

from app import clock
from config import Settings

DATABASE = "ciss.sqlite3"
FOLDERS = ("files", "keys")
SECRETS = ("secret-key", "key-passphrase")
REFUSED = "The passphrase does not open this archive, or the archive was changed."


class BackupError(Exception):
    """The archive could not be made or brought back; the message says what to do."""


def _only_embedded(settings: Settings) -> None:
    expected = f"sqlite:///{settings.data / DATABASE}"
    if settings.database_url != expected or settings.storage_url != f"file://{settings.data / 'files'}":
        raise BackupError(
            "This installation keeps its data elsewhere: back up PostgreSQL and the bucket with their own tools."
        )


def _copy_database(source: Path, target: Path) -> None:
    """A consistent copy through SQLite's backup API; copying the file would lose what is still in its log."""
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)


def _plain_archive(settings: Settings, folder: Path) -> Path:
    archive = folder / "data.tar"
    copy = folder / DATABASE
    _copy_database(settings.data / DATABASE, copy)
    with tarfile.open(archive, "w") as tar:
        tar.add(copy, DATABASE)
        for name in (*FOLDERS, *SECRETS):
            if (settings.data / name).exists():
                tar.add(settings.data / name, name)
    copy.unlink()
    return archive


def backup(settings: Settings, target: Path) -> int:
    """Write one encrypted archive (mode 600); returns its size in bytes. Raises BackupError."""
    _only_embedded(settings)
    if target.exists():
        raise BackupError(f"{target} exists already; nothing was written.")
    identity = pyrage.x25519.Identity.generate()
    with tempfile.TemporaryDirectory(dir=settings.data) as name:
        folder = Path(name)
        plain, sealed = _plain_archive(settings, folder), folder / "data.age"
        with plain.open("rb") as reader, sealed.open("wb") as writer:
            pyrage.encrypt_io(reader, writer, [identity.to_public()])
        key = pyrage.passphrase.encrypt(str(identity).encode(), settings.key_passphrase)
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w") as tar:
            member = tarfile.TarInfo("key.age")
            member.size, member.mode = len(key), 0o600
            tar.addfile(member, io.BytesIO(key))
            tar.add(sealed, "data.age")
    (settings.data / "last-backup").write_text(clock.now().isoformat(), encoding="ascii")
    return target.stat().st_size


def restore(settings: Settings, source: Path, passphrase: str) -> None:
    """Bring an archive back into an empty data folder. Raises BackupError; then nothing was changed."""
    _only_embedded(settings)
    if (settings.data / DATABASE).exists():
        raise BackupError(
            f"{settings.data} holds a database already. Restore into an empty folder (set CISS_DATA)."
        )
    settings.data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.data) as name:
        plain = Path(name) / "data.tar"
        _decrypt(source, passphrase, plain)
        with tarfile.open(plain) as tar:
            tar.extractall(settings.data, filter="data")


def _decrypt(source: Path, passphrase: str, plain: Path) -> None:
    try:
        with tarfile.open(source) as tar:
            key, data = tar.extractfile("key.age"), tar.extractfile("data.age")
            if key is None or data is None:
                raise KeyError("data.age")
            secret = pyrage.passphrase.decrypt(key.read(), passphrase).decode()
            identity = pyrage.x25519.Identity.from_str(secret)
            with plain.open("wb") as writer:
                pyrage.decrypt_io(data, writer, [identity])
    except pyrage.DecryptError as error:
        raise BackupError(REFUSED) from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise BackupError(REFUSED) from error  # the stream’s own check failed
    except (tarfile.TarError, KeyError) as error:
        raise BackupError(f"{source} is not a backup of CISS.") from error
