"""What a person finds in a package after unpacking it."""

import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

JUDGES = Path(
    os.environ.get("CISS_EXCHANGE_MODULES") or "none"
)  # tests/certificates/judges/setup.sh brings them


def unpacked(body: bytes) -> dict[str, str]:
    """Name -> text of every file."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def page(body: bytes) -> BeautifulSoup:
    """The player's page."""
    return BeautifulSoup(unpacked(body)["index.html"], "html.parser")


def module_of(body: bytes) -> Any:
    """The module as the player reads it."""
    found = page(body).select_one("#module")
    assert found is not None
    assert found.string is not None
    return json.loads(found.string)
