"""Examining is pure: no web framework is loaded, no file is written, and costs stay within a small server's means."""

import gc
import subprocess
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

import pytest

from app.uploads import Refused, examine

from .build import blank_pdf, docx, odt, picture, saved

FILES = {
    "a.pdf": saved(blank_pdf()),
    "a.jpg": picture("JPEG", (3000, 2000)),
    "a.docx": docx(),
    "a.odt": odt(),
    "a.txt": "слова".encode(),
    "bad.pdf": b"%PDF-1.7 nothing",
    "bad.jpg": picture()[:200],
    "bad.docx": docx()[:-30],
    "bad.exe": b"MZ\x00",
}


@pytest.mark.parametrize("name", FILES)
def test_no_file_is_left_behind_whatever_the_verdict(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    try:
        taken = bool(examine(FILES[name], name).content)
    except Refused:
        taken = False
    assert taken is not name.startswith("bad")
    assert list(tmp_path.iterdir()) == []


def test_the_uploaded_stream_stays_open_for_its_owner() -> None:
    with tempfile.TemporaryFile() as source:
        source.write(FILES["a.jpg"])
        source.seek(0)
        examine(source, "a.jpg")
        assert not source.closed


def test_nothing_of_the_web_is_loaded() -> None:
    code = (
        "import sys, app.uploads, app.uploads.links, app.storage, app.fetcher; "
        "sys.exit(any(name in sys.modules for name in ('flask', 'sqlalchemy', 'weasyprint')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("name", ["a.pdf", "a.jpg", "a.docx", "a.odt", "a.txt"])
def test_what_an_examination_used_is_given_back(name: str) -> None:
    examine(FILES[name], name)
    gc.collect()
    tracemalloc.start()
    try:
        for _ in range(5):
            examine(FILES[name], name)
        gc.collect()
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 200_000


def test_refusing_the_most_expensive_file_of_each_kind_takes_no_time() -> None:
    bomb = saved(blank_pdf(), compress_streams=False)[:-7] + b" 0" * 9_000_000 + b"\n%%EOF\n"
    started = time.process_time()  # its own work, however busy the machine is
    with pytest.raises(Refused, match="complicated"):
        examine(bomb, "a.pdf")
    assert time.process_time() - started < 2
