"""What the certificate's template needs, made from facts: sizes that fit, dates in words, the QR code."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from certificates import glyphs
from certificates.facts import CertificateFacts
from certificates.texts import country_name, long_date, words

TEMPLATES = Path(__file__).parent / "templates"
_NAME_STEPS = ((36, 1), (32, 1), (28, 1), (27, 2), (24, 2), (21, 2), (20, 3), (18, 3), (16, 3), (14, 4))
_NAME_WIDTH = 249 * 72 / 25.4
_DECIDERS = {"bronze": "assessor", "silver": "second-assessor", "gold": "panel"}


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Templates with escaping on; a misspelt name is an error."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def certificate_page(facts: CertificateFacts) -> dict[str, Any]:
    """Every value the template prints, in the certificate's languages."""
    w = words(facts.language)
    return {
        "facts": facts,
        "language": facts.language,
        "issuer": facts.issuer,
        "created": f"{facts.issued_on.isoformat()}T00:00:00Z",
        "w": w,
        "tier": w["tiers"][facts.tier],
        "second": _second(facts),
        "name": name_fit(facts.school),
        "place": ", ".join(filter(None, (facts.locality, country_name(facts.country, facts.language)))),
        "basis": w["basis"].format(version=facts.scheme_version),
        "modules": _modules(facts, w),
        "rows": _rows(facts, w),
        "dense": len(facts.programme) + len(decider(facts, facts.language)) > 84,
        "qr_alt": w["qr_alt"].format(url=facts.verify_url),
        "address": facts.verify_url.split("://", 1)[1],
        "assessed": _ended(long_date(facts.assessed_on, facts.language)),
    }


class NameFit(NamedTuple):
    """Size in points at which a name keeps inside its box, and on how many lines at most."""

    size: int
    lines: int


def name_fit(
    name: str, steps: Sequence[tuple[int, int]] = _NAME_STEPS, width: float = _NAME_WIDTH
) -> NameFit:
    """The largest step (size, lines) that fits a box `width` points wide; the last one where none does.

    Words may break unevenly, hence the margin where there are several lines.
    """
    for size, lines in steps:
        room = width * lines * (0.97 if lines == 1 else 0.86)
        if glyphs.width(name, size) <= room:
            return NameFit(size, lines)
    return NameFit(*steps[-1])


def decider(facts: CertificateFacts, language: str) -> str:
    """Who decided, as a function in words; the tier's own rule when the facts name none."""
    known: dict[str, str] = words(language)["deciders"]
    function = facts.decided_by or _DECIDERS[facts.tier]
    text = known.get(function, function)
    return f"{facts.decider_name}, {text}" if facts.decider_name else text


def _ended(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _second(facts: CertificateFacts) -> dict[str, Any] | None:
    language = facts.second_language
    if not language or language == facts.language:
        return None
    w = words(language)
    tier = w["tiers"][facts.tier]
    sentence = w["second"].format(
        version=facts.scheme_version,
        tier=tier["name"],
        meaning=tier["meaning"],
        assessed=long_date(facts.assessed_on, language),
        expires=long_date(facts.expires_on, language),
    )
    together = f"{tier['name']} · {tier['meaning']}"
    sentence = sentence.replace(together, together.replace(" ", "\u00a0"))
    return {"language": language, "w": w, "sentence": sentence}


def _modules(facts: CertificateFacts, w: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "number": module.number,
            "title": module.title or w["modules"][module.number - 1],
            "level": module.level,
            "word": w["levels"][module.level],
        }
        for module in facts.module_levels
    ]


def _rows(facts: CertificateFacts, w: dict[str, Any]) -> list[tuple[str, str]]:
    rows = [
        (w["issued"], long_date(facts.issued_on, facts.language)),
        (w["expires"], long_date(facts.expires_on, facts.language)),
        (w["standard"], w["standard_value"].format(version=facts.scheme_version)),
        (w["programme"], facts.programme),
        (w["decided_by"], decider(facts, facts.language)),
    ]
    return [row for row in rows if row[1]]
