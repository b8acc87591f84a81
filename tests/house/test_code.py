"""Rules of the house about the code itself: sizes, names, where time and commits may be."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.factory import SLICES

ROOT = Path(__file__).parents[2]
CODE = sorted(
    path
    for folder in ("app", "modules", "certificates")
    for path in (ROOT / folder).rglob("*.py")
    if "__pycache__" not in path.parts
)
MOST_LINES, MOST_FUNCTION, MOST_VIEW = 250, 40, 25
SLICE_FILES = {"__init__", "views", "forms", "operations", "queries", "emails"}
FORBIDDEN_WORDS = {"tenant", "trainee", "revoke_award", "self_assessment"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", CODE, ids=name)
def test_a_file_is_short(path: Path) -> None:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert len(lines) <= MOST_LINES


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node


@pytest.mark.parametrize("path", CODE, ids=name)
def test_functions_are_short_and_views_shorter(path: Path) -> None:
    most = MOST_VIEW if path.stem == "views" or path.parent.name == "views" else MOST_FUNCTION
    long = [f.name for f in functions(path) if (f.end_lineno or 0) - f.lineno + 1 > most]
    assert long == []


@pytest.mark.parametrize("slice_name", SLICES)
def test_a_slice_has_only_the_five_files(slice_name: str) -> None:
    folder = ROOT / "app" / slice_name
    found = {
        path.stem if path.is_file() else path.name for path in folder.iterdir() if path.name != "__pycache__"
    }
    assert found <= SLICE_FILES


def mentions(pattern: str, allowed: set[str]) -> list[str]:
    expression = re.compile(pattern)
    return [
        f"{name(path)}:{number}"
        for path in CODE
        if name(path) not in allowed
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if expression.search(line)
    ]


def test_only_the_clock_knows_the_time() -> None:
    own = {"app/clock.py", "app/storage.py"}  # a file's age is told by the file system's own clock
    assert mentions(r"datetime\.now\(|date\.today\(|utcnow\(|time\.time\(", own) == []


def test_only_the_transaction_the_jobs_and_the_command_line_commit() -> None:
    allowed = {
        "app/web/transaction.py",
        "app/jobs.py",
        "app/work.py",
        "app/cli.py",
        "app/keys_cli.py",
        "app/demo.py",
        "app/maintenance.py",
        "app/preview/desk.py",
    }
    found = [place for place in mentions(r"session\.commit\(", allowed) if not place.startswith("app/demo/")]
    assert found == []


def test_markup_is_made_only_by_the_markdown_filter() -> None:
    assert mentions(r"\bMarkup\(", {"app/web/templating.py", "app/web/wording.py"}) == []
    unsafe = [
        name(p)
        for p in (ROOT / "app/templates").rglob("*.html")
        if re.search(r"\|\s*safe\b", p.read_text("utf-8"))
    ]
    assert unsafe == []


def test_names_that_the_glossary_forbids_do_not_appear() -> None:
    pattern = r"\b(" + "|".join(FORBIDDEN_WORDS) + r")\b"
    assert mentions(pattern, set()) == []


def test_no_view_form_or_template_asks_the_database() -> None:
    views = [p for p in CODE if p.stem in ("views", "forms") or p.parent.name in ("views", "forms")]
    asking = [
        name(p)
        for p in views
        if p.parts[-2:] != ("pages", "views.py")
        and re.search(r"db\.session\.(execute|scalars?|query|get)\(", p.read_text("utf-8"))
    ]
    assert asking == []
