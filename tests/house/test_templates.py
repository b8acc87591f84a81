"""Every template compiles, states its heading, and imports only what it uses."""

import re
from pathlib import Path

import pytest
from flask import Flask

TEMPLATES = Path(__file__).parents[2] / "app" / "templates"
HTML = sorted(TEMPLATES.rglob("*.html"))
MAILS = sorted((TEMPLATES / "emails").glob("*.txt"))


def name(path: Path) -> str:
    return str(path.relative_to(TEMPLATES))


def test_every_template_compiles(app: Flask) -> None:
    for path in HTML + MAILS:
        app.jinja_env.get_template(name(path))


@pytest.mark.parametrize("path", HTML, ids=name)
def test_every_imported_macro_is_used(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for line in re.findall(r"{%-? from \"[^\"]+\" import ([^%]+?)(?: with context)? -?%}", text):
        for macro in line.split(","):
            used = macro.split(" as ")[-1].strip()
            assert len(re.findall(rf"\b{used}\b", text)) > len(re.findall(rf"import[^%]*\b{used}\b", text)), (
                used
            )


@pytest.mark.parametrize(
    "path", [p for p in HTML if p.parent.name not in ("components", "layouts")], ids=name
)
def test_a_page_states_its_heading_once(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if "{% extends" in text:
        assert text.count("{% block heading %}") + text.count("{%- block heading") <= 1


@pytest.mark.parametrize("path", HTML, ids=name)
def test_nothing_inline_and_nothing_foreign(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"", text)
    assert not re.search(r"(src|href)=\"(https?:)?//", text)


@pytest.mark.parametrize("path", MAILS, ids=name)
def test_a_mail_begins_with_its_subject_in_one_line(path: Path) -> None:
    lines = [
        line for line in path.read_text(encoding="utf-8").strip().splitlines() if not line.startswith("{#")
    ]
    assert lines[0].strip()
    assert lines[1].strip() == ""
