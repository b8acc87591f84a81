"""From a decision to an award: code, period, and the snapshot of everything its certificate will say."""

import json
import secrets
from dataclasses import asdict
from datetime import date
from typing import Any

from flask import current_app
from sqlalchemy import func, select

from app import clock, jobs
from app.assessments.queries.standing import judged
from app.casefile.scheme import scheme_of
from app.domain import codes
from app.domain.award import period
from app.domain.errors import Invalid
from app.domain.message import Message, marked
from app.domain.workflow import AwardState
from app.extensions import db
from app.models.application import Application, Claim
from app.models.assessment import Judgement
from app.models.award import Award
from certificates.facts import LANGUAGES, CertificateFacts, FactsError, ModuleLevel, check_printable
from certificates.texts import words

SPECIMEN = "CISS-0000-0000-0000"


def check_certificate(application: Application, tier: str) -> None:
    """Raise Invalid, in words, when the certificate of this school could not be printed whole."""
    _facts(application, tier, SPECIMEN, [])


def issue_award(application: Application, tier: str, conditions: str, decided_by: list[int]) -> Award:
    """A new award of this tier; the school's earlier one is superseded. The certificate is made after the commit."""
    code = codes.new(secrets.token_bytes(codes.BYTES))
    facts = _facts(application, tier, code, decided_by)
    award = Award(
        code=code,
        application_id=application.id,
        school_id=application.school_id,
        programme_id=application.programme_id,
        tier=tier,
        scheme_version=application.scheme_version,
        state=AwardState.ACTIVE,
        issued_on=facts.issued_on,
        expires_on=facts.expires_on,
        conditions=conditions,
        snapshot=_plain(facts),
        decided_by_ids=decided_by,
    )
    earlier = db.session.scalars(
        select(Award).where(
            Award.school_id == application.school_id,
            Award.state.in_((AwardState.ACTIVE, AwardState.SUSPENDED)),
        )
    ).all()
    db.session.add(award)
    db.session.flush()
    for one in earlier:
        one.state, one.state_changed_at = AwardState.SUPERSEDED, clock.now()
        one.superseded_by_id = award.id
    jobs.enqueue("issue-certificate", award_id=award.id)
    return award


def _facts(application: Application, tier: str, code: str, decided_by: list[int]) -> CertificateFacts:
    """All that the certificate says. Raises Invalid when a text has no glyphs or no room."""
    school, programme = application.school, application.programme
    languages = [one for one in programme.languages if one in LANGUAGES] or ["en"]
    issued_on, expires_on = period(scheme_of(application).tier(tier), clock.today())
    facts = CertificateFacts(
        school=school.name,
        tier=tier,
        issued_on=issued_on,
        expires_on=expires_on,
        assessed_on=min(_assessed_on(application.id), issued_on),
        code=code,
        verify_url=f"{current_app.config['SETTINGS'].base_url}/verify/{code}",
        locality=school.locality,
        country=programme.country,
        language=languages[0],
        second_language=languages[1] if len(languages) > 1 else "",
        scheme_version=application.scheme_version,
        programme=programme.name,
        module_levels=_module_levels(application, languages[0]),
        decided_by=_function(application, decided_by),
    )
    try:
        check_printable(facts)
    except FactsError as error:
        sentence = marked(
            "The certificate could not be printed, so nothing was decided. %(reason)s "
            "Please ask the coordinator to correct it."
        )
        raise Invalid(Message(sentence, {"reason": str(error)})) from error
    return facts


def _function(application: Application, decided_by: list[int]) -> str:
    """Who decided, as a function and never a person (a key of the certificate's texts)."""
    if len(decided_by) > 1:
        return "panel"
    return "assessor" if application.judged_by_id in decided_by else "second-assessor"


def _assessed_on(application_id: int) -> date:
    """The day of the last judgement: what the certificate records evidence on."""
    query = select(func.max(Judgement.given_at)).join(Claim).where(Claim.application_id == application_id)
    last = db.session.scalar(query)
    return last.date() if last else clock.today()


def _module_levels(application: Application, language: str) -> tuple[ModuleLevel, ...]:
    titles = words(language)["modules"]
    levels = judged(application).standing.module_levels
    return tuple(ModuleLevel(number, titles[number - 1], level) for number, level in levels.items())


def _plain(facts: CertificateFacts) -> dict[str, Any]:
    """The facts as JSON values, as `certificates.facts.from_json` reads them."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(facts), default=date.isoformat))
    return plain
