"""A poster for the school's entrance: the seal, the school, the tier, and a QR code that tells what it is worth today.

PDF/A-3a and PDF/UA-1 like the certificate, but unsealed: it is an invitation to look, and no proof of anything.
"""

from __future__ import annotations

from functools import lru_cache

from certificates import weasy
from certificates.art.lettering import across
from certificates.art.palette import TONES
from certificates.art.qr import qr
from certificates.art.seal import seal
from certificates.art.shapes import Shape, rectangle
from certificates.facts import CertificateFacts, check_printable
from certificates.finish import Finisher, deflated
from certificates.page import environment, name_fit
from certificates.press import wording
from certificates.texts import words

WIDTH, HEIGHT = 210.0, 297.0
# The place that poster.css keeps free for the code.
_QR_LEFT, _QR_TOP, _QR_SIDE = 83.0, 196.0, 44.0
_NARROWER = 168 / 249  # the poster's name has less room in its width than the certificate's


def poster_html(facts: CertificateFacts) -> str:
    """The poster's text as HTML; raises FactsError."""
    check_printable(facts)
    languages = dict.fromkeys(filter(None, (facts.language, facts.second_language)))
    return (
        environment()
        .get_template("poster.html")
        .render(
            facts=facts,
            language=facts.language,
            issuer=facts.issuer,
            style="",
            w=words(facts.language),
            created=f"{facts.issued_on.isoformat()}T00:00:00Z",
            size=round(name_fit(facts.school).size * _NARROWER, 1),
            parts=[wording(facts, language) for language in languages],
            address=facts.verify_url.split("://", 1)[1],
        )
    )


def poster_pdf(facts: CertificateFacts) -> bytes:
    """One A4 page, upright; raises FactsError or RenderError."""
    mark = words(facts.language)["specimen"] if facts.specimen else ""
    finisher = Finisher(
        HEIGHT, _static(facts.tier, mark), figure=[qr(facts.verify_url, _QR_LEFT, _QR_TOP, _QR_SIDE)]
    )
    return weasy.write(poster_html(facts), "poster.css", finisher, [], pages=1)


@lru_cache(maxsize=6)
def _static(tier: str, mark: str) -> bytes:
    tone = TONES[tier]
    frame = [
        Shape(
            tuple(rectangle(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset)),
            stroke=tone.metal,
            width=line,
        )
        for inset, line in ((9.0, 0.9), (11.2, 0.25))
    ]
    shapes: list[Shape] = list(across(mark, (WIDTH / 2, 150), 170, -52, "#f7e3e3")) if mark else []
    return deflated([*shapes, *frame, *seal(tier, (WIDTH / 2, 62), 36)], HEIGHT)
