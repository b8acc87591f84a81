"""From facts to the certificate: `html(facts)` to look at, `pdf(facts)` to keep.

`pdf` gives PDF/A-3a and PDF/UA-1 at once, the same bytes for the same facts and attachments, and an empty signature
field over the drawn seal that `seal.py` signs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from certificates import weasy
from certificates.art.frame import (
    HEIGHT,
    SEAL_CENTRE,
    SEAL_RADIUS,
    WIDTH,
    backdrop,
    certificate_art,
    level_marks,
    specimen_mark,
)
from certificates.art.qr import qr
from certificates.art.shapes import Shape, svg
from certificates.errors import RenderError
from certificates.facts import CertificateFacts, check_printable
from certificates.finish import Finisher, SealField, deflated
from certificates.page import TEMPLATES, certificate_page, environment
from certificates.texts import words

__all__ = ["Attached", "RenderError", "health", "html", "pdf"]


@dataclass(frozen=True)
class Attached:
    """A file carried inside the PDF, byte for byte, related to it as data."""

    name: str
    content: bytes
    description: str


def html(facts: CertificateFacts, fonts_url: str = "../fonts/") -> str:
    """The certificate as one page of HTML, styled and with its art, for previews and tests; raises FactsError.

    `fonts_url` is where the reader of the page finds the files of `fonts/`, with a slash at its end.
    """
    from base64 import b64encode

    shapes = [*_shapes(facts.tier, _mark_word(facts)), *_levels(facts), qr(facts.verify_url)]
    picture = b64encode(svg(shapes, (0, 0, WIDTH, HEIGHT)).encode()).decode()
    style = (TEMPLATES / "certificate.css").read_text(encoding="utf-8").replace("../fonts/", fonts_url)
    background = f"url(data:image/svg+xml;base64,{picture}) 0 0 / 297mm 210mm no-repeat"
    return _markup(facts, f"{style}\nbody {{ background: {background} }}")


def pdf(facts: CertificateFacts, attachments: Sequence[Attached] = ()) -> bytes:
    """The certificate as archival, accessible PDF, unsigned; raises FactsError or RenderError."""
    description = words(facts.language)["seal_alt"].format(issuer=facts.issuer)
    finisher = Finisher(
        page_height=HEIGHT,
        art=_static(facts.tier, _mark_word(facts)),
        marks=_levels(facts),
        figure=[qr(facts.verify_url)],
        seal=SealField(SEAL_CENTRE, SEAL_RADIUS, description),
    )
    return weasy.write(
        _markup(facts, ""), "certificate.css", finisher, _attachments(attachments, facts.issued_on), pages=1
    )


def _mark_word(facts: CertificateFacts) -> str:
    return str(words(facts.language)["specimen"]) if facts.specimen else ""


def _levels(facts: CertificateFacts) -> list[Shape]:
    return level_marks([module.level for module in facts.module_levels], facts.tier)


def _shapes(tier: str, word: str) -> list[Shape]:
    return [*backdrop(tier), *(specimen_mark(word) if word else ()), *certificate_art(tier)]


@lru_cache(maxsize=24)
def _static(tier: str, word: str) -> bytes:
    """Everything that does not change between two certificates, drawn and compressed once."""
    return deflated(_shapes(tier, word), HEIGHT)


def _markup(facts: CertificateFacts, style: str) -> str:
    check_printable(facts)
    return environment().get_template("certificate.html").render(certificate_page(facts), style=style)


def _attachments(files: Sequence[Attached], day: date) -> list[Any]:
    """Attachments dated by the facts, so that the same facts give the same bytes."""
    if not files:
        return []
    from weasyprint import Attachment

    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return [
        Attachment(
            string=file.content,
            name=file.name,
            description=file.description,
            created=moment,
            modified=moment,
            relationship="Data",
            url_fetcher=weasy.fetcher(),
        )
        for file in files
    ]


def health() -> list[str]:
    """What is wrong on this machine for making documents; empty when all is well."""
    import ctypes
    import ctypes.util

    problems = []
    for library, reason in (
        ("pango-1.0", "no document can be drawn"),
        ("harfbuzz-subset", "fonts are subset 17 times slower"),
    ):
        if ctypes.util.find_library(library) is None:
            problems.append(f"The system library {library} is missing: {reason}.")
    return problems
