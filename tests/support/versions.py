"""A made-up version 1.1 of the standard: a criterion more, a gate more, stricter tiers, another rule of levels."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from modules import load
from modules.load import ROOT
from modules.published import PROMISES, PUBLISHED, Promise

LAST = '  - {id: "3.8", template: drill-record, screen: learn-a}\n'
NEW = '  - {id: "3.9", template: drill-record, screen: learn-b, since: "1.1"}\n'
PROMISED = {**PROMISES, "3.5": Promise("gate"), "3.9": Promise("none")}
LEFT = ("*.py", "*.pyc", "exchange", "ru", "uk", "ro", "be")


def copied(folder: Path) -> Path:
    """The content as it is, in English, to write in."""
    shutil.copytree(ROOT, folder / "modules", ignore=shutil.ignore_patterns(*LEFT))
    return folder / "modules"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path.name} has {old!r} {text.count(old)} times"
    path.write_text(text.replace(old, new), "utf-8")


def replace_scheme(root: Path) -> None:
    """Keep the thresholds of 1.0 and call those in scheme.yaml 1.1."""
    (root / "earlier").mkdir()
    shutil.copy(root / "scheme.yaml", root / "earlier" / "1.0.yaml")
    change(root / "scheme.yaml", 'version: "1.0"', 'version: "1.1"')


def add_criterion(root: Path, line: str = NEW) -> None:
    """3.9, after 3.8 and with its words."""
    change(root / "m3-reporting" / "module.yaml", LAST, LAST + line)
    told = root / "m3-reporting" / "en" / "criteria.yaml"
    last = told.read_text("utf-8").split('"3.8":\n')[1].replace("Yearly drill", "Drill with parents")
    told.write_text(told.read_text("utf-8") + '"3.9":\n' + last, "utf-8")


def write_next_version(root: Path) -> None:
    """1.1 in a copy: 3.9 is new, 3.5 a gate, Bronze asks 3 of gates and holds a year, Silver asks 4, paper leads nothing."""
    replace_scheme(root)
    add_criterion(root)
    scheme, module = root / "scheme.yaml", root / "m3-reporting" / "module.yaml"
    change(module, '{id: "3.5", ', '{id: "3.5", gate: gate, ')
    change(scheme, "    gates: 2\n", "    gates: 3\n")
    change(scheme, "    months: 18\n", "    months: 12\n")
    change(
        scheme,
        "    gates: 3\n    critical: 3\n    every_criterion: 2\n",
        "    gates: 4\n    critical: 4\n    every_criterion: 2\n",
    )
    change(scheme, "paper_lead: 1 ", "paper_lead: 0 ")


@contextmanager
def published(root: Path) -> Iterator[None]:
    """Inside, the product reads this content, and 1.1 is the version of today."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(PUBLISHED, "1.1", PROMISED)
        for one in vars(load).values():
            reader = getattr(one, "__wrapped__", one)
            defaults = getattr(reader, "__defaults__", None) or ()
            if ROOT in defaults:
                changed = tuple(root if value == ROOT else value for value in defaults)
                patch.setattr(reader, "__defaults__", changed)
        _forget()
        yield
    _forget()


def _forget() -> None:
    """Empty what the content and the application keep ready."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("modules.", "app.")):
            for kept in list(vars(module).values()):
                if type(kept) is type(load.curriculum):
                    kept.cache_clear()
