"""Where files live: a local folder, memory (tests) or an S3 bucket, behind one small door.

Keys are ours (`new_key`), never people's file names. A local file is on the disk, whole, before `put`
returns: temporary file, fsync, rename, fsync of the folder. (obstore's own local store renames, but does not
fsync.)
"""

import os
import re
import secrets
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import parse_qs, unquote, urlsplit

import obstore
from obstore.store import LocalStore, MemoryStore, S3Store

if TYPE_CHECKING:
    from obstore.store import ClientConfig, S3Config

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]*(?:/[a-z0-9][a-z0-9._-]*)*")
_LONGEST_KEY = 200
_CHUNK = 256 * 1024  # bytes
_TEMPORARY = ".part-"


class BadKeyError(ValueError):
    """A key that we would never make: climbing, absolute, empty, too long or with foreign characters."""


def new_key(prefix: str) -> str:
    """A key that nobody can guess, under `prefix` (for example "evidence"), spread over 256 folders."""
    name = secrets.token_hex(20)
    return _checked(f"{prefix}/{name[:2]}/{name}")


class Storage:
    """One place for files. `url` is `file:///folder`, `memory:///`, or
    `s3://bucket/prefix?endpoint=…&region=…` with the credentials in AWS_ACCESS_KEY_ID and
    AWS_SECRET_ACCESS_KEY (or whatever else the S3 client finds).

    Missing keys raise FileNotFoundError; a full or failing disk raises OSError; an unreachable bucket raises
    obstore.exceptions.BaseError. Do not use before a fork: the S3 client's threads do not survive it.
    """

    def __init__(self, url: str) -> None:
        self._folder: Path | None = None
        self._store = self._open(url)

    def _open(self, url: str) -> LocalStore | MemoryStore | S3Store:
        parts = urlsplit(url)
        if parts.scheme == "memory":
            return MemoryStore()
        if parts.scheme == "s3" and parts.netloc:
            return _bucket(parts.netloc, parts.path.strip("/"), parts.query)
        if parts.scheme == "file" and parts.netloc in ("", "localhost") and parts.path not in ("", "/"):
            self._folder = Path(unquote(parts.path))
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            return LocalStore(self._folder)
        raise ValueError(f"not an address of a storage: {parts.scheme}://…")

    def put(self, key: str, data: bytes) -> None:
        """Keeps `data` under `key`, replacing what was there, whole or not at all."""
        if self._folder is None:
            obstore.put(self._store, _checked(key), data)
        else:
            _write(self._folder, self._folder / _checked(key), (data,))

    def put_from(self, key: str, file: BinaryIO) -> None:
        """Keeps what is left to read in `file` under `key`, as `put` does, without holding it all in memory."""
        if self._folder is None:
            obstore.put(self._store, _checked(key), file)
        else:
            _write(self._folder, self._folder / _checked(key), iter(lambda: file.read(_CHUNK), b""))

    def get(self, key: str) -> bytes:
        """All bytes under `key`."""
        return bytes(obstore.get(self._store, _checked(key)).bytes())

    def stream(self, key: str) -> Iterator[bytes]:
        """The bytes under `key` in pieces of about 256 KB. A missing key raises here, not at the first
        piece.
        """
        found = obstore.get(self._store, _checked(key))
        return _sliced(found.stream(min_chunk_size=_CHUNK))

    def delete(self, key: str) -> None:
        """Removes `key`; that it is not there is no error, so that a repeated sweep is harmless."""
        with suppress(FileNotFoundError):
            obstore.delete(self._store, _checked(key))
        if self._folder is not None:
            parent = (self._folder / key).parent
            if parent.is_dir():
                _sync(parent)

    def exists(self, key: str) -> bool:
        """Whether something is kept under `key`."""
        try:
            obstore.head(self._store, _checked(key))
        except FileNotFoundError:
            return False
        return True

    def list(self, prefix: str = "") -> Iterator[str]:
        """All keys under the folder `prefix`, in no order; half-written files are not among them."""
        if prefix:
            _checked(prefix)
        for page in obstore.list(self._store, prefix or None):
            for found in page:
                if not found["path"].rsplit("/", 1)[-1].startswith(_TEMPORARY):
                    yield found["path"]

    def sweep(self, older_than: float = 3600.0) -> int:
        """Removes what a crash left half-written more than `older_than` seconds ago; says how many files."""
        if self._folder is None:
            return 0
        oldest = time.time() - older_than
        left = [path for path in self._folder.rglob(f"{_TEMPORARY}*") if path.stat().st_mtime < oldest]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)


def _sliced(pieces: Iterable[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        for at in range(0, len(piece), _CHUNK):
            yield bytes(piece[at : at + _CHUNK])


def _checked(key: str) -> str:
    if len(key) > _LONGEST_KEY or not _KEY.fullmatch(key) or ".." in key:
        raise BadKeyError(f"not a key of ours: {key[:60]!r}")
    return key


def _bucket(name: str, prefix: str, query: str) -> S3Store:
    options = {key: values[-1] for key, values in parse_qs(query, strict_parsing=bool(query)).items()}
    unknown = options.keys() - {"endpoint", "region"}
    if unknown:
        raise ValueError(f"unknown settings of the storage: {', '.join(sorted(unknown))}")
    # one request a file: not every S3-compatible server knows deletion in bulk
    config: S3Config = {"region": options.get("region", "us-east-1"), "disable_bulk_delete": True}
    client: ClientConfig = {"timeout": timedelta(seconds=30), "connect_timeout": timedelta(seconds=5)}
    if endpoint := options.get("endpoint"):
        config["endpoint"] = endpoint
        client["allow_http"] = endpoint.startswith("http://")
    return S3Store(
        name,
        prefix=prefix or None,
        config=config,
        client_options=client,
        retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=20)},
    )


def _write(top: Path, path: Path, pieces: Iterable[bytes]) -> None:
    """Temporary file, fsync, rename, fsync of the folder; nothing is left behind when the disk is full."""
    _make_folders(top, path.parent)
    temporary = path.parent / f"{_TEMPORARY}{secrets.token_hex(8)}"
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync(path.parent)


def _make_folders(top: Path, folder: Path) -> None:
    """New folders are entries of their parents, which must be on the disk too."""
    missing = [step for step in (folder, *folder.parents) if step.is_relative_to(top) and not step.exists()]
    for step in reversed(missing):
        step.mkdir(mode=0o700, exist_ok=True)
        _sync(step.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
