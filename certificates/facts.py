"""What a certificate says, as plain values, and the rules a value must keep to be drawn.

Every drawing, seal and credential starts from `CertificateFacts`; nothing else is looked up, so the same facts give
the same document in ten years.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, NamedTuple

from certificates.glyphs import missing_glyphs

__all__ = [
    "LANGUAGES",
    "NAME_LIMIT",
    "TIERS",
    "CertificateFacts",
    "FactsError",
    "ModuleLevel",
    "check_printable",
    "from_json",
    "missing_glyphs",
    "read_facts",
]

LANGUAGES = ("en", "ru", "uk", "be", "ro")
TIERS = ("bronze", "silver", "gold")
NAME_LIMIT = 120
LIMITS = {
    "school": NAME_LIMIT,
    "locality": 80,
    "country": 60,
    "programme": 90,
    "issuer": 60,
    "code": 32,
    "verify_url": 120,
    "scheme_version": 12,
    "decided_by": 90,
    "decider_name": 60,
    "school_url": 200,
}
REQUIRED = ("school", "tier", "issued_on", "expires_on")
ALIASES = {"school_name": "school", "modules": "module_levels", "valid_until": "expires_on"}
SPECIMEN_CODE = "CISS-0000-0000-0000"


class FactsError(ValueError):
    """A fact is missing or cannot be drawn; `field` names it and the message says what to do."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field


class ModuleLevel(NamedTuple):
    """Level 0 to 4 that one module reached; an empty title means the scheme's own title."""

    number: int
    title: str
    level: int


@dataclass(frozen=True)
class CertificateFacts:
    """One award, ready to be drawn. `decided_by` is a function, never a person; a person only if `decider_name` is given."""

    school: str
    tier: str
    issued_on: date
    expires_on: date
    assessed_on: date
    code: str
    verify_url: str
    locality: str = ""
    country: str = ""
    language: str = "en"
    second_language: str = ""
    scheme_version: str = "1.0"
    programme: str = ""
    module_levels: tuple[ModuleLevel, ...] = ()
    issuer: str = "CISS"
    decided_by: str = ""
    decider_name: str = ""
    school_url: str = ""
    specimen: bool = False

    def texts(self) -> dict[str, str]:
        """Every value that people wrote, by field name: what must be drawable and short enough."""
        named = {name: str(getattr(self, name)) for name in LIMITS}
        return named | {f"module_levels[{m.number}].title": m.title for m in self.module_levels}


def check_printable(facts: CertificateFacts) -> None:
    """Refuse what would be drawn with holes or would not fit; raises FactsError with the field's name."""
    check_texts(facts.texts(), LIMITS)
    _check_values(facts)


def check_texts(texts: Mapping[str, str], limits: Mapping[str, int]) -> None:
    """Refuse a text that is too long (80 characters where `limits` says nothing) or has a character no font has."""
    for name, value in texts.items():
        limit = limits.get(name, 80)
        if len(value) > limit:
            raise FactsError(name, f"is {len(value)} characters long; the certificate has room for {limit}.")
        if lacking := missing_glyphs(value):
            shown = ", ".join(f"“{char}” (U+{ord(char):04X})" for char in sorted(lacking))
            raise FactsError(name, f"has characters that the certificate’s fonts do not have: {shown}.")


def _check_values(facts: CertificateFacts) -> None:
    if not facts.school:
        raise FactsError("school", "is empty.")
    if facts.tier not in TIERS:
        raise FactsError("tier", f"“{facts.tier}” is not one of {', '.join(TIERS)}.")
    for name in ("language", "second_language"):
        value = getattr(facts, name)
        if value not in LANGUAGES and not (name == "second_language" and value == ""):
            raise FactsError(name, f"“{value}” is not one of {', '.join(LANGUAGES)}.")
    if not facts.assessed_on <= facts.issued_on < facts.expires_on:
        raise FactsError("expires_on", "dates must run: assessed_on, issued_on, expires_on.")
    if not re.fullmatch(r"https?://[!-~]+", facts.verify_url):
        raise FactsError("verify_url", "must be a web address that begins with https://.")
    if len(facts.module_levels) > 5:
        raise FactsError("module_levels", "has more than five modules.")
    for module in facts.module_levels:
        if not 0 <= module.level <= 4 or not 1 <= module.number <= 5:
            raise FactsError(
                "module_levels", f"module {module.number} at level {module.level} does not exist."
            )


def from_json(data: Mapping[str, Any]) -> CertificateFacts:
    """Facts from a decoded JSON object (dates as YYYY-MM-DD); raises FactsError naming the field that is wrong."""
    if not isinstance(data, Mapping):
        raise FactsError("facts", "must be a JSON object.")
    given = {ALIASES.get(key, key): value for key, value in data.items()}
    known = {field.name for field in fields(CertificateFacts)}
    if unknown := sorted(given.keys() - known):
        raise FactsError(unknown[0], f"is not a fact of a certificate; known are {', '.join(sorted(known))}.")
    specimen = given.get("specimen", True)
    if not isinstance(specimen, bool):
        raise FactsError("specimen", "must be true or false.")
    for name in REQUIRED if specimen else (*REQUIRED, "assessed_on", "code", "verify_url"):
        if given.get(name) in (None, ""):
            raise FactsError(name, "is missing.")
    values: dict[str, Any] = {
        name: _text(name, given[name]) for name in known & given.keys() if _is_text(name)
    }
    values |= {name: _date(name, given[name]) for name in ("issued_on", "expires_on")}
    values["assessed_on"] = _date("assessed_on", given.get("assessed_on") or given["issued_on"])
    values["module_levels"] = _module_levels(given.get("module_levels") or ())
    values["specimen"] = specimen
    values.setdefault("code", SPECIMEN_CODE)
    values.setdefault("verify_url", f"https://ciss.example/verify/{values['code']}")
    facts = CertificateFacts(**values)
    check_printable(facts)
    return facts


def read_facts(text: str) -> CertificateFacts:
    """Facts from the text of a JSON file; raises FactsError with line and column when it is not JSON."""
    try:
        return from_json(json.loads(text))
    except json.JSONDecodeError as error:
        raise FactsError(
            "facts", f"not valid JSON at line {error.lineno}, column {error.colno}: {error.msg}."
        ) from error


def _is_text(name: str) -> bool:
    return name in LIMITS or name in ("tier", "language", "second_language")


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise FactsError(name, "must be text.")
    return " ".join(unicodedata.normalize("NFC", value).split())


def _date(name: str, value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise FactsError(name, f"“{value}” is not a date like 2026-11-21.") from None


def _module_levels(value: Any) -> tuple[ModuleLevel, ...]:
    """Accepts five numbers, [number, title, level] triples, or objects with those keys."""
    if not isinstance(value, (list, tuple)):
        raise FactsError("module_levels", "must be a list.")
    levels = []
    for position, entry in enumerate(value, start=1):
        if isinstance(entry, Mapping):
            entry = [entry.get("number", position), entry.get("title", ""), entry.get("level")]
        elif isinstance(entry, int):
            entry = [position, "", entry]
        if not isinstance(entry, (list, tuple)) or len(entry) != 3:
            raise FactsError("module_levels", f"entry {position} must be [number, title, level].")
        number, title, level = entry
        if type(number) is not int or type(level) is not int:
            raise FactsError("module_levels", f"entry {position}: number and level must be whole numbers.")
        levels.append(ModuleLevel(number, _text("module_levels", title), level))
    return tuple(levels)
