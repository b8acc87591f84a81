"""A register's dry run as it is kept: one JSON file in the storage, read again by the pages and by the taking in."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import g

from app.domain.register import Row, School
from app.domain.register_sheet import Sheet
from app.files import claim_file, files
from app.storage import new_key

PREFIX = "imports"


@dataclass(frozen=True)
class DryRun:
    header: tuple[str, ...]
    unused: tuple[str, ...]
    rows: list[Row]


def keep(sheet: Sheet, rows: Iterable[Row]) -> str:
    """Store a dry run; its key. It is dropped at the end of the request unless the row that names it is committed."""
    kept: dict[str, Any] = {"header": sheet.header, "unused": sheet.unused, "rows": list(rows)}
    key = new_key(PREFIX)
    files().put(key, json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode())
    g.setdefault("unclaimed_files", set()).add(key)
    claim_file(key)
    return key


def load(key: str) -> DryRun:
    """A dry run kept before."""
    kept = json.loads(files().get(key))
    rows = [
        Row(line, tuple((code, params) for code, params in reasons), School(*school), cells)
        for line, reasons, school, cells in kept["rows"]
    ]
    return DryRun(tuple(kept["header"]), tuple(kept["unused"]), rows)
