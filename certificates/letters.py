"""Letters beside the certificate: commitment, decision with reasons, assessment report. Plain facts in, archival PDF out.

Letters hold words that people wrote. A character that no bundled font has is written as its code, [U+1F600], so that
nothing is lost and nothing is drawn as a hole; in the school's name it is refused, as on the certificate.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from certificates import weasy
from certificates.art.lettering import across
from certificates.art.shapes import Shape
from certificates.art.stationery import EMBLEM_CENTRE, EMBLEM_RADIUS, HEIGHT, WIDTH, stationery
from certificates.facts import NAME_LIMIT, FactsError, ModuleLevel
from certificates.finish import Finisher, SealField, deflated
from certificates.glyphs import missing_glyphs
from certificates.page import environment
from certificates.texts import country_name, long_date, words

KINDS = ("commitment", "decision", "report")
OUTCOMES = ("awarded", "conditions", "declined")


class Condition(NamedTuple):
    """Something to be done, by a day if one was set."""

    text: str
    due: date | None = None


class CriterionResult(NamedTuple):
    """One criterion: levels on paper (D) and in practice (P), the level that follows, and why; None: not judged."""

    id: str
    title: str
    gate: str
    paper: int | None
    practice: int | None
    level: int | None
    reason: str


class Finding(NamedTuple):
    """A finding of kind major, minor or observation; `due` where something must be done."""

    criterion: str
    kind: str
    text: str
    due: date | None = None


class EvidenceSeen(NamedTuple):
    """One document that was in view, by its neutral name and the hash of its bytes."""

    criterion: str
    title: str
    sha256: str


@dataclass(frozen=True)
class LetterFacts:
    """What every letter says. `dated` is the day of the letter; `reference` the number of the application."""

    school: str
    dated: date
    locality: str = ""
    country: str = ""
    reference: str = ""
    language: str = "en"
    issuer: str = "CISS"
    scheme_version: str = "1.0"
    specimen: bool = False


@dataclass(frozen=True)
class CommitmentFacts(LetterFacts):
    """`signatory` is the head's name only if the school wants it in the letter."""

    signatory: str = ""


@dataclass(frozen=True)
class DecisionFacts(LetterFacts):
    """Outcome is awarded, conditions or declined; `decided_by` a function as on the certificate, or plain words."""

    outcome: str = "declined"
    decided_by: str = "second-assessor"
    reasons: tuple[str, ...] = ()
    tier: str = ""
    issued_on: date | None = None
    expires_on: date | None = None
    conditions: tuple[Condition, ...] = ()
    missing: tuple[str, ...] = ()
    appeal_until: date | None = None


@dataclass(frozen=True)
class ReportFacts(LetterFacts):
    """The whole case; `ceiling` is the tier the levels allow, `tier` the one awarded, "" for none."""

    assessed_on: date | None = None
    methods: tuple[str, ...] = ()
    ceiling: str = ""
    tier: str = ""
    module_levels: tuple[ModuleLevel, ...] = ()
    criteria: tuple[CriterionResult, ...] = ()
    findings: tuple[Finding, ...] = ()
    evidence: tuple[EvidenceSeen, ...] = ()


_TYPES = {"commitment": CommitmentFacts, "decision": DecisionFacts, "report": ReportFacts}


def letter_html(kind: str, facts: LetterFacts) -> str:
    """One letter as HTML; raises FactsError when kind and facts do not belong together or a fact cannot be drawn."""
    if kind not in _TYPES or not isinstance(facts, _TYPES[kind]):
        raise FactsError("kind", f"“{kind}” needs one of {', '.join(KINDS)} with its own facts.")
    _check(facts)
    safe = _drawable(facts)
    t = words(facts.language, "letters")
    return (
        environment()
        .get_template(f"letters/{kind}.html")
        .render(
            facts=safe,
            w=words(facts.language),
            t=t,
            own=t[kind],
            language=facts.language,
            issuer=safe.issuer,
            created=f"{facts.dated.isoformat()}T00:00:00Z",
            style="",
            day=lambda day: long_date(day, facts.language),
            place=", ".join(filter(None, (safe.locality, country_name(safe.country, facts.language)))),
            words_of=dict(zip(range(5), words(facts.language)["levels"], strict=True)),
        )
    )


def letter_pdf(kind: str, facts: LetterFacts, sealable: bool = False) -> bytes:
    """One letter as PDF/A-3a and PDF/UA-1; `sealable` leaves a field over the emblem for `seal.seal`."""
    markup = letter_html(kind, facts)
    w = words(facts.language)
    description = w["seal_alt"].format(issuer=facts.issuer)
    place = SealField(EMBLEM_CENTRE, EMBLEM_RADIUS, description) if sealable else None
    mark = w["specimen"] if facts.specimen else ""
    return weasy.write(markup, "letter.css", Finisher(HEIGHT, _static(mark), seal=place), [])


@lru_cache(maxsize=6)
def _static(mark: str) -> bytes:
    shapes: list[Shape] = list(across(mark, (WIDTH / 2, HEIGHT / 2), 170, -52, "#f7e3e3")) if mark else []
    return deflated([*shapes, *stationery()], HEIGHT)


def _check(facts: LetterFacts) -> None:
    if not facts.school or len(facts.school) > NAME_LIMIT:
        raise FactsError("school", f"must have 1 to {NAME_LIMIT} characters.")
    if lacking := missing_glyphs(facts.school):
        raise FactsError(
            "school", f"has characters that the fonts do not have: {', '.join(sorted(lacking))}."
        )
    if isinstance(facts, DecisionFacts):
        if facts.outcome not in OUTCOMES:
            raise FactsError("outcome", f"“{facts.outcome}” is not one of {', '.join(OUTCOMES)}.")
        if facts.outcome != "declined" and not (facts.tier and facts.issued_on and facts.expires_on):
            raise FactsError("tier", "an award needs tier, issued_on and expires_on.")


def _drawable(value: Any) -> Any:
    """The same facts with every character that no font has written as its code."""
    if isinstance(value, str):
        for char in missing_glyphs(value):
            value = value.replace(char, " " if char.isspace() else f"[U+{ord(char):04X}]")
        return value
    if isinstance(value, LetterFacts):
        return replace(value, **{f.name: _drawable(getattr(value, f.name)) for f in fields(value)})
    if isinstance(value, tuple):
        drawn = [_drawable(entry) for entry in value]
        return type(value)(*drawn) if hasattr(value, "_fields") else tuple(drawn)
    return value
