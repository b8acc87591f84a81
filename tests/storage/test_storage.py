"""Files are kept whole or not at all, under keys that nobody can guess or climb out of."""

import os
import stat
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.storage import BadKeyError, Storage, new_key


@pytest.fixture(params=["file", "memory"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    return Storage(f"file://{tmp_path}/a folder/of files" if request.param == "file" else "memory:///")


def test_what_is_put_is_got_streamed_listed_and_deleted(storage: Storage) -> None:
    key = new_key("evidence")
    assert not storage.exists(key)
    storage.put(key, b"words" * 200_000)
    assert storage.exists(key)
    assert storage.get(key) == b"words" * 200_000
    pieces = list(storage.stream(key))
    assert len(pieces) > 1
    assert b"".join(pieces) == b"words" * 200_000
    assert list(storage.list("evidence")) == [key]
    assert list(storage.list("certificates")) == []
    storage.delete(key)
    assert not storage.exists(key)
    assert list(storage.list()) == []


def test_putting_again_replaces_the_whole(storage: Storage) -> None:
    storage.put("a/b", b"a long first version")
    storage.put("a/b", b"short")
    assert storage.get("a/b") == b"short"


def test_an_empty_file_is_kept_as_one(storage: Storage) -> None:
    storage.put("a/b", b"")
    assert storage.exists("a/b")
    assert storage.get("a/b") == b""


def test_what_is_missing_is_told_at_once_and_deleting_it_is_no_error(storage: Storage) -> None:
    for read in (storage.get, storage.stream):
        with pytest.raises(FileNotFoundError):
            read("a/missing")
    storage.delete("a/missing")


CLIMBING = [
    "",
    "/etc/passwd",
    "../secret",
    "a/../../secret",
    "a/..",
    "a//b",
    "a/./b",
    "a/",
    ".hidden",
    "a/.part-1",
    "a\\b",
    "A/B",
    "a b",
    "a\x00b",
    "a%2e%2e/b",
    "a/" + "b" * 300,
    "файл",
]


@pytest.mark.parametrize("key", CLIMBING)
def test_keys_that_climb_or_are_not_ours_are_refused_everywhere(storage: Storage, key: str) -> None:
    for use in (
        storage.get,
        storage.stream,
        storage.exists,
        storage.delete,
        new_key,
        lambda key: storage.put(key, b""),
    ):
        with pytest.raises(BadKeyError):
            use(key)
    if key:
        with pytest.raises(BadKeyError):
            list(storage.list(key))


@given(st.text(max_size=30))
def test_no_text_leads_out_of_the_folder(key: str) -> None:
    try:
        Storage("memory:///").put(key, b"")
    except BadKeyError:
        return
    assert Path("/top", key).resolve().is_relative_to("/top")


def test_keys_are_unguessable_and_never_the_same() -> None:
    keys = {new_key("evidence") for _ in range(200)}
    assert len(keys) == 200
    assert all(len(key.rsplit("/", 1)[-1]) == 40 for key in keys)


def test_a_file_is_on_the_disk_before_it_has_its_name_and_so_is_its_folder(
    tmp_path: Path, monkeypatch
) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, os.replace

    def noted_fsync(handle: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        fsync(handle)

    def noted_replace(source: Path, target: Path) -> None:
        steps.append("rename")
        replace(source, target)

    storage = Storage(f"file://{tmp_path}/files")
    storage.put("a/first", b"")
    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(os, "replace", noted_replace)
    storage.put("a/b", b"words")
    assert steps == ["file", "rename", "folder"]
    steps.clear()
    storage.put("new/deeper/b", b"words")
    assert steps == ["folder", "folder", "file", "rename", "folder"]


def test_a_full_disk_leaves_the_old_file_and_no_rest(tmp_path: Path, monkeypatch) -> None:
    storage = Storage(f"file://{tmp_path}")
    storage.put("a/b", b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        storage.put("a/b", b"new")
    monkeypatch.undo()
    assert storage.get("a/b") == b"old"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]


def test_what_a_crash_left_half_written_is_not_listed_and_is_swept_when_old(tmp_path: Path) -> None:
    storage = Storage(f"file://{tmp_path}")
    storage.put("a/b", b"")
    for name, age in (("old", 7200), ("new", 0)):
        half = tmp_path / "a" / f".part-{name}"
        half.write_bytes(b"half")
        os.utime(half, (time.time() - age,) * 2)
    assert list(storage.list()) == ["a/b"]
    assert storage.sweep() == 1
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == [".part-new", "b"]
    assert Storage("memory:///").sweep() == 0


def test_files_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    storage = Storage(f"file://{tmp_path}/files")
    storage.put("a/b", b"")
    assert stat.S_IMODE((tmp_path / "files/a/b").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "files/a").stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "url",
    [
        "",
        "file://",
        "file:///",
        "file://elsewhere/folder",
        "ftp://host/x",
        "s3:///x",
        "/a/folder",
        "s3://bucket/x?endpont=http://a",
        "s3://bucket?secret=x",
    ],
)
def test_an_address_that_is_no_storage_stops_the_start(url: str) -> None:
    with pytest.raises(ValueError, match="storage"):
        Storage(url)
