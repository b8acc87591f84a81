"""After a key was stolen: every certificate it may have signed is made again with the key that follows."""

from datetime import date

from sqlalchemy import select

from app import audit, jobs
from app.certification import again, completions, letters
from app.extensions import db
from app.models.award import Award, Letter
from app.models.completion import Completion
from certificates.keys import KeyRecord


def issue_again(key: KeyRecord) -> int:
    """Ask for new certificates for all awards made while this key signed; says how many. The caller commits.

    Their status index stays: the old credentials fail by their key, which is published no more.
    What was handed out stays known: whoever checks it hears that there is a newer document.
    """
    made = select(Award).where(Award.prepared_at.is_not(None)).order_by(Award.id)
    awards = [award for award in db.session.scalars(made) if _may_have_signed(key, award)]
    for award in awards:
        again.remember(award)
        award.pdf_key = award.pdf_sha256 = award.credential_key = award.credential_sha256 = (
            award.prepared_at
        ) = None
        audit.record("issue-again", award, key=key.id)
        jobs.enqueue("issue-certificate", award_id=award.id)
    if key.kind == "seal":
        _letters_again(key)
        _learners_again(key)
    return len(awards)


def _letters_again(key: KeyRecord) -> None:
    sealed = select(Letter).where(Letter.kind != "poster").order_by(Letter.id)
    for letter in [one for one in db.session.scalars(sealed) if _may_have_signed(key, one)]:
        db.session.delete(letter)
        letters.order(letter.kind, letter.subject)


def _learners_again(key: KeyRecord) -> None:
    sealed = select(Completion).where(Completion.withdrawn_at.is_(None)).order_by(Completion.id)
    for one in [one for one in db.session.scalars(sealed) if _may_have_signed(key, one)]:
        completions.make_again(one, key.id)


def _may_have_signed(key: KeyRecord, award: Award | Letter | Completion) -> bool:
    """Days only are known of keys, so a certificate of the first or last day counts."""
    if award.prepared_at is None:
        return False
    day = award.prepared_at.date()
    return date.fromisoformat(key.created) <= day and (not key.ended or day <= date.fromisoformat(key.ended))
