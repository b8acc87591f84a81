"""The author's preview: the modules as learners see them, fresh at every request, on this machine alone."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from app.preview.__main__ import HOST, preview
from modules.load import curriculum

HERE = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A preview of a copy of the modules: (their folder, address)."""
    tmp_path = tmp_path_factory.mktemp("desk")
    for name in ("app", "certificates", "migrations", "config.py"):
        (tmp_path / name).symlink_to(HERE / name)
    modules = tmp_path / "modules"
    shutil.copytree(HERE / "modules", modules, ignore=shutil.ignore_patterns("ru", "uk", "ro", "be"))
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "app.preview", "m3-reporting", "--port", str(port)]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("CISS_", "DATABASE_"))}
    with subprocess.Popen(command, cwd=tmp_path, env=clean, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert f"http://{HOST}:{port}/preview/m3-reporting" in process.stdout.readline()
            yield modules, f"http://{HOST}:{port}"
        finally:
            process.terminate()


def read(url: str, *, status: int = 200) -> str:
    """The page at an address of this machine."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=30)
    connection.request("GET", parts.path)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    assert answer.status == status, text[:500]
    return text


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_an_author_sees_every_change_and_every_problem_at_the_next_request(desk: tuple[Path, str]) -> None:
    modules, base = desk
    check, text = f"{base}/learning/m3-reporting/check", modules / "m3-reporting" / "en" / "text.yaml"
    page = read(check)
    assert "Start the check" in page  # any screen opens, however little was done before it
    assert "nothing to mend" in page

    change(text, 'check: {title: "Check"', 'check: {title: "The newest title"')
    assert "<h1>The newest title</h1>" in read(check)

    change(
        modules / "m3-reporting" / "module.yaml",
        "objective: m3-o1, options: [a, b, c], answer: [a]}",
        "objective: m3-o99, options: [a, b, c], answer: [a]}",
    )
    page = read(check)
    assert "m3-reporting/module.yaml:" in page
    assert "unknown objective “m3-o99”" in page

    change(text, "title: Reporting", "title: [Reporting")
    page = read(check, status=500)
    assert "A file cannot be read" in page
    assert "en/text.yaml:" in page
    change(text, "title: [Reporting", "title: Reporting")
    assert "The newest title" in read(check)


def test_a_picture_that_is_not_there_is_named(desk: tuple[Path, str]) -> None:
    modules, base = desk
    picture = next((modules / "m3-reporting" / "media").glob("*.svg"))
    away = picture.rename(picture.with_suffix(".away"))
    try:
        said = [
            read(f"{base}/learning/m3-reporting/{one}", status=500) for one in _screens_with(picture.name)
        ]
    finally:
        away.rename(picture)
    assert said
    assert all(picture.name in page and "there is no such file" in page for page in said)


def _screens_with(name: str) -> list[str]:
    module = curriculum().module("m3-reporting")
    return [one.id for one in module.screens if one.picture.endswith(name)]


def test_every_item_stands_there_with_its_right_answer_and_every_screen_opens(desk: tuple[Path, str]) -> None:
    _modules, base = desk
    page = read(f"{base}/preview/m3-reporting/items")
    assert page.count("<h2 id=") > 50  # items, scenes and endings
    assert "It offers a choice, a way without being seen" in page
    listed = read(f"{base}/preview/m3-reporting")
    for screen in ("incident", "learn-a", "try-b", "tool", "scenario", "plan", "done"):
        assert f"/learning/m3-reporting/{screen}" in listed
        read(f"{base}/learning/m3-reporting/{screen}")


def test_it_listens_to_this_machine_only_and_never_starts_in_production(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert HOST == "127.0.0.1"
    monkeypatch.setenv("CISS_ENV", "production")
    found = CliRunner().invoke(preview, ["m3-reporting"])
    assert found.exit_code == 1
    assert "does not start with CISS_ENV=production" in found.output
