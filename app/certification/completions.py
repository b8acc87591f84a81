"""Learners' certificates: asked for by the learner, drawn and sealed in the job `issue-completion`, kept and served.

Of one completion there is one paper. A new one, with a corrected name or in another language, replaces it.
"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from flask import current_app
from sqlalchemy import select

from app import audit, clock, jobs, progress
from app.domain import codes
from app.domain.errors import Invalid, NotNow
from app.domain.message import Message
from app.extensions import db
from app.files import Sweep, files
from app.jobs import EVERY_MINUTE, job
from app.models.account import User
from app.models.completion import WHOLE_COURSE, Completion
from app.models.message import Job
from app.storage import new_key
from app.web.transaction import after_commit
from certificates.completion import (
    CompletionFacts,
    ModulePassed,
    check_completion,
    from_plain,
    plain,
    written_name,
)
from certificates.facts import LANGUAGES, FactsError
from certificates.glyphs import missing_glyphs
from modules.load import curriculum
from modules.model import Module

PREFIX = "completions"
JOB = "issue-completion"


def issue(user: User, module: str) -> Completion:
    """The learner's certificate of a module, or of the whole course (`WHOLE_COURSE`): the one there is, or a new one.

    Raises NotNow before the pass, Invalid when the name cannot be printed. Asking again changes nothing, unless the
    account has another name or language by now: then the new paper replaces the old one.
    """
    db.session.execute(select(User.id).where(User.id == user.id).with_for_update())
    passed = progress.passes(user.id)
    facts = _facts(user, module, passed)
    found = newest(user.id, module)
    if found is not None and found.completed_on == facts.completed_on:
        if not outdated(found, user.name, user.language):
            _order(found)
            return found
        found.withdrawn_at = clock.now()
        audit.record("replace-completion", found, module=module)
    version = facts.scheme_version if module == WHOLE_COURSE else passed[module].version
    made = _row(user.id, module, version, facts)
    db.session.add(made)
    audit.record("issue-completion", made, module=module, version=made.module_version)
    _order(made)
    return made


def newest(user_id: int, module: str) -> Completion | None:
    """The latest certificate of this kind that counts; one query."""
    query = select(Completion).where(
        Completion.user_id == user_id, Completion.module == module, Completion.withdrawn_at.is_(None)
    )
    return db.session.scalars(query.order_by(Completion.completed_on.desc()).limit(1)).one_or_none()


def outdated(completion: Completion, name: str, language: str) -> bool:
    """Does the account say another name or language than the paper?"""
    return (completion.snapshot.get("name"), completion.language) != (written_name(name), _written(language))


def pdf(completion: Completion) -> bytes | None:
    """The stored bytes; None while they are being made."""
    return files().get(completion.pdf_key) if completion.pdf_key else None


def make_again(completion: Completion, key: str) -> None:
    """Draw and seal the same words once more, because the seal's `key` was stolen. The sweep takes the old file."""
    completion.pdf_key = completion.pdf_sha256 = completion.prepared_at = None
    audit.record("issue-again", completion, key=key)
    _order(completion)


def forget(user: User) -> None:
    """Withdraw every certificate of a person who is erased, with everything personal in it; its code stays."""
    for one in db.session.scalars(select(Completion).where(Completion.user_id == user.id)).all():
        if one.pdf_key:
            after_commit(partial(files().delete, one.pdf_key))
        one.snapshot, one.pdf_key, one.pdf_sha256 = {}, None, None
        one.withdrawn_at = one.withdrawn_at or clock.now()
        audit.record("withdraw-completion", one, module=one.module)


def _written(language: str) -> str:
    return language if language in LANGUAGES else "en"


def _modules(module: str) -> tuple[Module, ...]:
    content = curriculum()
    return tuple(content.modules) if module == WHOLE_COURSE else (content.module(module),)


def _facts(user: User, module: str, passed: Mapping[str, progress.Pass]) -> CompletionFacts:
    """All that the certificate says: in the learner's language, with a line of English below."""
    content, wanted, language = curriculum(), _modules(module), _written(user.language)
    if any(one.id not in passed for one in wanted):
        raise NotNow(Message("A certificate is made when everything it speaks of is passed."))
    titles = {one.id: content.text(one.id, language) for one in wanted}
    modules = tuple(
        ModulePassed(one.number, "" if titles[one.id].fallback else titles[one.id].title, passed[one.id].on)
        for one in wanted
    )
    code = codes.new(secrets.token_bytes(codes.BYTES))
    facts = CompletionFacts(
        name=written_name(user.name),
        modules=modules,
        completed_on=max(one.passed_on for one in modules),
        issued_on=clock.today(),
        code=code,
        verify_url=f"{current_app.config['SETTINGS'].base_url}/verify/{code}",
        minutes=sum(one.minutes for one in wanted),
        language=language,
        second_language="" if language == "en" else "en",
        scheme_version=content.scheme.version,
    )
    try:
        check_completion(facts)
    except FactsError as error:
        raise Invalid(_unprintable(facts.name, error)) from error
    return facts


def _unprintable(name: str, error: Exception) -> Message:
    if lacking := missing_glyphs(name):
        return Message(
            "Our fonts do not have these characters of your name: %(characters)s. Please write it in your account "
            "with letters only, then ask again.",
            {"characters": " ".join(sorted(lacking))},
        )
    return Message("The certificate could not be printed: %(reason)s", {"reason": str(error)})


def _row(user_id: int, module: str, version: str, facts: CompletionFacts) -> Completion:
    return Completion(
        code=facts.code,
        user_id=user_id,
        module=module,
        module_version=version,
        language=facts.language,
        completed_on=facts.completed_on,
        issued_on=facts.issued_on,
        snapshot=plain(facts),
    )


def _order(completion: Completion) -> None:
    """Ask for the document in the present transaction, unless it is there or asked for already."""
    db.session.flush()
    waiting = select(Job.arguments).where(Job.name == JOB, Job.done_at.is_(None))
    asked = {"completion_id": completion.id} in list(db.session.scalars(waiting))
    if completion.prepared_at is None and not asked:
        jobs.enqueue(JOB, completion_id=completion.id)


@job(JOB)
def issue_completion(completion_id: int) -> None:
    """Draw, seal and keep one certificate. Raises what stops it; the queue tries again later."""
    row = db.session.get(Completion, completion_id)
    wanted = row is not None and row.prepared_at is None and row.withdrawn_at is None
    facts = from_plain(row.snapshot) if row is not None and wanted else None
    db.session.rollback()  # gives up the write lock while the document is drawn
    if facts is not None:
        _keep(completion_id, *_sealed(facts))


def _sealed(facts: CompletionFacts) -> tuple[bytes, bool]:
    """The document, and whether it says that it is a specimen: with development keys it does."""
    from app.certification.keys import signing_keys
    from app.certification.timestamp import timestamper, validation
    from certificates.completion import completion_pdf
    from certificates.keys import is_development
    from certificates.seal import seal

    key = signing_keys().load("seal")
    marked = replace(facts, specimen=facts.specimen or is_development(key))
    sealed = seal(completion_pdf(marked), key, clock.now(), timestamper(), validation(key))
    return sealed, marked.specimen


def _keep(completion_id: int, content: bytes, specimen: bool) -> None:
    """The file first, whole and durable; then the row that names it. Whoever was first keeps theirs."""
    key = new_key(PREFIX)
    files().put(key, content)
    query = select(Completion).where(Completion.id == completion_id).with_for_update()
    row = db.session.scalars(query).one()
    if row.prepared_at is not None or row.withdrawn_at is not None:
        files().delete(key)
        return
    row.pdf_key, row.pdf_sha256 = key, hashlib.sha256(content).hexdigest()
    row.prepared_at = clock.now()
    audit.record("seal-completion", row, pdf=row.pdf_sha256, specimen=specimen)


EVERY_MINUTE.append(Sweep(PREFIX, Completion.pdf_key))
