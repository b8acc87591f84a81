"""The job `issue-letter`: draw a letter or a poster, seal it, keep it. Run again, it changes nothing.

A document whose bytes are gone is made again; one that is there never is.
"""

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import Response, flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import delete, select

from app import clock, jobs
from app.extensions import db
from app.files import files
from app.jobs import job
from app.models.award import Award, Letter
from app.models.message import Job
from app.storage import new_key

if TYPE_CHECKING:
    from certificates.facts import CertificateFacts
    from certificates.letters import LetterFacts

PREFIX = "letters"
JOB = "issue-letter"
Facts = Any  # of the kind's own type


def order(kind: str, subject: str) -> None:
    """Ask for a document in the present transaction, unless it is asked for already."""
    waiting = select(Job.arguments).where(Job.name == JOB, Job.done_at.is_(None))
    wanted = {"kind": kind, "subject": subject}
    if wanted not in list(db.session.scalars(waiting)):
        jobs.enqueue(JOB, kind=kind, subject=subject)


@job(JOB)
def issue_letter(kind: str, subject: str) -> None:
    """Make one document. Raises what stops it; the queue tries again later."""
    facts = None if exists(kind, subject) else _facts(kind, subject)
    db.session.rollback()  # gives up the write lock while the document is drawn
    if facts is None:
        return
    content, key = _made(kind, facts), new_key(PREFIX)
    files().put(key, content)
    if exists(kind, subject):  # another worker was first
        files().delete(key)
        return
    db.session.execute(delete(Letter).where(Letter.kind == kind, Letter.subject == subject))
    sha256 = hashlib.sha256(content).hexdigest()
    db.session.add(Letter(kind=kind, subject=subject, key=key, sha256=sha256, prepared_at=clock.now()))


def _row(kind: str, subject: str) -> Letter | None:
    query = select(Letter).where(Letter.kind == kind, Letter.subject == subject)
    return db.session.scalars(query).one_or_none()


def exists(kind: str, subject: str) -> bool:
    """Is this document there?"""
    row = _row(kind, subject)
    return row is not None and files().exists(row.key)


def _facts(kind: str, subject: str) -> Facts:
    from app.certification import letter_facts

    if kind == "poster":
        return _snapshot(subject)
    return getattr(letter_facts, kind)(subject)


def _snapshot(code: str) -> "CertificateFacts | None":
    from certificates.facts import from_json

    snapshot = db.session.scalar(select(Award.snapshot).where(Award.code == code))
    return from_json(snapshot) if snapshot else None


def _made(kind: str, facts: Facts) -> bytes:
    """The document's bytes. With development keys it says that it is a specimen."""
    from app.certification.keys import signing_keys
    from certificates.keys import is_development

    key = signing_keys().load("seal")
    marked = replace(facts, specimen=facts.specimen or is_development(key))
    if kind == "poster":
        from certificates.poster import poster_pdf

        return poster_pdf(marked)
    return _sealed(kind, marked, key)


def _sealed(kind: str, facts: "LetterFacts", key: Any) -> bytes:
    from app.certification.timestamp import timestamper, validation
    from certificates.letters import letter_pdf
    from certificates.seal import seal

    return seal(letter_pdf(kind, facts, sealable=True), key, clock.now(), timestamper(), validation(key))


def serve(kind: str, subject: str, filename: str, back: str) -> ResponseReturnValue:
    """The stored bytes; where there are none they are asked for, and the page `back` says so. May write."""
    found = stored(kind, subject, filename)
    if found is None:
        order(kind, subject)
        flash(_("The document is being drawn and sealed. Ask for it again in a minute."), "info")
        return redirect(back, 303)
    return found


def stored(kind: str, subject: str, filename: str) -> Response | None:
    """The stored bytes as an answer; None where there are none."""
    row = _row(kind, subject)
    if row is None or not files().exists(row.key):
        return None
    response = Response(files().get(row.key), mimetype="application/pdf")
    response.set_etag(row.sha256)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers.set("Content-Disposition", "inline", filename=filename)
    return response
