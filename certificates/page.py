"""What the certificate's template needs, made from facts: sizes that fit, dates in words, the QR code."""

from __future__ import annotations

import re
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
_CODE_WIDTH = 34.2 * 72 / 25.4
# Beside these no line may end: a word of one letter, № and initials belong to what follows.
_CLINGING = re.compile(r"(?<![^\s(«„“])(№|[Nn]r\.|No\.|[^\W\d_]|(?<!\d\s)[^\W\d_]\.) (?=\S)")
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


def held(text: str) -> str:
    """The text with no-break blanks where a printer would not end a line: after “и”, “№” and initials."""
    return _CLINGING.sub("\\1\u00a0", text)


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
        "name": name_fit(held(facts.school)),
        "school": held(facts.school),
        "place": ", ".join(filter(None, (facts.locality, country_name(facts.country, facts.language)))),
        "basis": w["basis"].format(version=facts.scheme_version),
        "modules": _modules(facts, w),
        "rows": _rows(facts, w),
        "dense": len(facts.programme) + len(decider(facts, facts.language)) > 84,
        "qr_alt": w["qr_alt"].format(url=facts.verify_url),
        "address": _address(facts),
        "code_size": min(9.0, round(_CODE_WIDTH / glyphs.width(facts.code, 1, glyphs.TEXT_BOLD), 1)),
        "assessed": _ended(long_date(facts.assessed_on, facts.language)),
    }


class NameFit(NamedTuple):
    """Size in points at which a name keeps inside its box, on how many lines at most, and how wide in points they are.

    The width makes the lines about equally long; 0 leaves them as wide as the box.
    """

    size: int
    lines: int
    width: float = 0


def name_fit(
    name: str, steps: Sequence[tuple[int, int]] = _NAME_STEPS, width: float = _NAME_WIDTH
) -> NameFit:
    """The largest step (size, lines) that fits a box `width` points wide; the last one where none does.

    Kerning is not known, hence the margin; where a word is too long itself it breaks anywhere, and the margin is larger.
    """
    for size, lines in steps:
        parts = [glyphs.width(word, size) for word in name.split(" ")]
        blank, room = glyphs.width(" ", size), width * 0.97
        if max(parts) > room:
            if glyphs.width(name, size) <= width * lines * 0.86:
                return NameFit(size, lines)
        elif _lines(parts, blank, room) <= lines:
            return NameFit(size, lines, _even(parts, blank, room) if lines > 1 else 0)
    return NameFit(*steps[-1])


def _even(parts: Sequence[float], blank: float, room: float) -> float:
    """The smallest width in which words of these widths take no more lines than in the whole room."""
    count, low = _lines(parts, blank, room), max(parts)
    tried = (low + (room - low) * step / 40 for step in range(41))
    return round(next(one for one in tried if _lines(parts, blank, one) == count) * 1.01, 1)


def _lines(parts: Sequence[float], blank: float, width: float) -> int:
    """How many lines words of these widths fill, each as full as it can be."""
    lines, used = 1, 0.0
    for word in parts:
        used += word + (blank if used else 0)
        if used > width:
            lines, used = lines + 1, word
    return lines


def decider(facts: CertificateFacts, language: str) -> str:
    """Who decided, as a function in words; the tier's own rule when the facts name none."""
    known: dict[str, str] = words(language)["deciders"]
    function = facts.decided_by or _DECIDERS[facts.tier]
    text = known.get(function, function)
    return f"{facts.decider_name}, {text}" if facts.decider_name else text


def _address(facts: CertificateFacts) -> str:
    """The address as it is typed, with the code on a line of its own."""
    address = facts.verify_url.split("://", 1)[1]
    before = address.removesuffix(facts.code)
    return address if before == address else f"{before}\n{facts.code}"


def _ended(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _second(facts: CertificateFacts) -> dict[str, Any] | None:
    language = facts.second_language
    if not language or language == facts.language:
        return None
    w = words(language)
    tier = w["tiers"][facts.tier]
    standard, rest = w["second"].split(". ", 1)
    result = rest.format(
        tier=tier["name"],
        meaning=tier["meaning"],
        assessed=long_date(facts.assessed_on, language),
        expires=long_date(facts.expires_on, language),
    )
    standard = held(standard.format(version=facts.scheme_version))
    unbroken = result.replace(" ", "\u00a0")  # so that the second line is a whole
    return {"language": language, "w": w, "sentence": f"{standard}. {unbroken}"}


def _modules(facts: CertificateFacts, w: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "number": module.number,
            "title": held(module.title or w["modules"][module.number - 1]),
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
    return [(label, held(value)) for label, value in rows if value]
