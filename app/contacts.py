"""The contacts a country's programme starts with: data with source and date, none of them confirmed."""

from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FILE = Path(__file__).parent / "data" / "contacts.yaml"


@cache
def _packs() -> dict[str, list[dict[str, str]]]:
    return dict(YAML(typ="safe").load(FILE.read_text(encoding="utf-8")))


def starting_contacts(country: str) -> list[dict[str, Any]]:
    """Fresh entries {kind, text, url, source, mark, last_checked, confirmed: False} for a country (ISO 3166-1 alpha-2).

    Its own first, then those for any country. The coordinator confirms them one by one.
    """
    packs = _packs()
    return [{**entry, "confirmed": False} for entry in (*packs.get(country.upper(), []), *packs["any"])]
