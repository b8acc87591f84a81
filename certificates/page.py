"""What the certificate's template needs, made from facts: sizes that fit, dates in words, the QR code."""

from __future__ import annotations

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
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
                       trim_blocks=True, lstrip_blocks=True)


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
        "name_size": name_size(facts.school),
        "place": ", ".join(filter(None, (facts.locality, country_name(facts.country, facts.language)))),
        "basis": w["basis"].format(version=facts.scheme_version),
        "modules": _modules(facts, w),
        "rows": _rows(facts, w),
        "dense": len(facts.programme) + len(decider(facts, facts.language)) > 84,
        "qr": qr(facts.verify_url, w["qr_alt"].format(url=facts.verify_url)),
        "address": facts.verify_url.split("://", 1)[1],
        "assessed": _ended(long_date(facts.assessed_on, facts.language)),
    }


def name_size(name: str) -> int:
    """The largest size in points at which the name keeps inside its box; words may break unevenly, hence the margin."""
    for size, lines in _NAME_STEPS:
        room = _NAME_WIDTH * lines * (0.97 if lines == 1 else 0.86)
        if glyphs.width(name, size) <= room:
            return size
    return _NAME_STEPS[-1][0]


class QrCode(NamedTuple):
    """An address as one vector path in a square of `size` modules, quiet zone included; `title` is spoken."""

    size: int
    path: str
    title: str


def qr(url: str, title: str) -> QrCode:
    """The address as a QR code, error correction M: readable in print at 26 mm and from a screen."""
    import segno

    code = segno.make(url, error="m", micro=False)
    border = 2
    runs = []
    for y, row in enumerate(code.matrix):
        start = None
        for x, dark in enumerate((*row, 0)):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                runs.append(f"M{start + border} {y + border}h{x - start}v1h-{x - start}z")
                start = None
    return QrCode(int(code.symbol_size(border=border)[0]), "".join(runs), title)


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
        version=facts.scheme_version, tier=tier["name"], meaning=tier["meaning"],
        assessed=long_date(facts.assessed_on, language), expires=long_date(facts.expires_on, language),
    )
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
