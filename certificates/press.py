"""Words that a school may use about its certificate, in each of the five languages: true today and dated."""

from __future__ import annotations

from typing import NamedTuple

from certificates.facts import CertificateFacts
from certificates.texts import long_date, words


class Wording(NamedTuple):
    """One language: a slogan, the sentence with every fact, where the status stands, what to do with the QR code."""

    language: str
    short: str
    sentence: str
    disclaimer: str
    today: str
    scan: str


def wording(facts: CertificateFacts, language: str) -> Wording:
    """The words of one language for one certificate."""
    w, press = words(language), words(language, "press")
    tier = w["tiers"][facts.tier]
    sentence = w["second"].format(
        version=facts.scheme_version,
        tier=tier["name"],
        meaning=tier["meaning"],
        assessed=long_date(facts.assessed_on, language),
        expires=long_date(facts.expires_on, language),
    )
    return Wording(
        language,
        press["short"],
        sentence,
        w["disclaimer"],
        press["today"].format(url=facts.verify_url),
        press["scan"],
    )
