"""Which stored bytes an address of a certificate serves."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app import clock
from app.domain.award import Status, status
from app.extensions import db
from app.models.award import Award
from certificates.facts import CertificateFacts, from_json


@dataclass(frozen=True)
class Stored:
    """The keys of a certificate's files, None while it is being prepared, and what its badge shows."""

    code: str
    school: str
    tier: str
    status: Status
    expires_on: date
    language: str
    pdf_key: str | None
    pdf_sha256: str | None
    credential_key: str | None
    credential_sha256: str | None


def stored(code: str) -> Stored | None:
    """In one query; None when there is no such certificate."""
    query = select(
        Award.code, Award.tier, Award.state, Award.expires_on, Award.snapshot, Award.pdf_key, Award.pdf_sha256,
        Award.credential_key, Award.credential_sha256,
    ).where(Award.code == code)  # fmt: skip
    row = db.session.execute(query).one_or_none()
    if row is None:
        return None
    return Stored(
        code=row.code,
        school=str(row.snapshot["school"]),
        tier=row.tier,
        status=status(row.state, row.expires_on, clock.today()),
        expires_on=row.expires_on,
        language=str(row.snapshot.get("language", "en")),
        pdf_key=row.pdf_key,
        pdf_sha256=row.pdf_sha256,
        credential_key=row.credential_key,
        credential_sha256=row.credential_sha256,
    )


def facts(code: str) -> CertificateFacts | None:
    """What the certificate says; None when there is none."""
    snapshot = db.session.scalar(select(Award.snapshot).where(Award.code == code))
    return from_json(snapshot) if snapshot else None
