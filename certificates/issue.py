"""One award, made for ever: the sealed PDF with its credential inside, and the credential in its other forms."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from certificates import credential, render, seal
from certificates.badge import baked_png, baked_svg
from certificates.credential import Issuance
from certificates.facts import CertificateFacts
from certificates.keys import KeyStore, is_development
from certificates.texts import words


@dataclass(frozen=True)
class Issued:
    """What is stored and served, byte for byte; `sha256` is that of the PDF, `specimen` whether it is marked as one."""

    pdf: bytes
    credential: bytes
    jwt: str
    sha256: str
    specimen: bool
    tier: str
    title: str

    def badge_png(self) -> bytes:
        """The seal as PNG with the credential baked in."""
        return baked_png(self.tier, self.credential)

    def badge_svg(self) -> bytes:
        """The seal as SVG with the credential baked in."""
        return baked_svg(self.tier, self.title, self.credential)


def issue(
    facts: CertificateFacts,
    issuance: Issuance,
    keys: KeyStore,
    moment: datetime,
    timestamper: Any = None,
    validation: Any = None,
) -> Issued:
    """Draw, sign, attach and seal; raises FactsError, RenderError, LinkedDataError, KeyProblem or SealError.

    With a development key the specimen mark is set whatever the facts say: such a document can never pass for an award.
    """
    seal_key, credential_key, jwt_key = keys.load("seal"), keys.load("credential"), keys.load("jwt")
    if any(map(is_development, (seal_key, credential_key, jwt_key))):
        facts = replace(facts, specimen=True)
    document = credential.signed(facts, issuance, credential_key, moment)
    w = words(facts.language)
    attached = render.Attached(credential.FILE_NAME, document, w["facts"])
    pdf = seal.seal(render.pdf(facts, [attached]), seal_key, moment, timestamper, validation)
    return Issued(
        pdf=pdf,
        credential=document,
        jwt=credential.signed_jwt(facts, issuance, jwt_key),
        sha256=hashlib.sha256(pdf).hexdigest(),
        specimen=facts.specimen,
        tier=facts.tier,
        title=f"{w['scheme']}: {w['tiers'][facts.tier]['name']}. {facts.school}",
    )
