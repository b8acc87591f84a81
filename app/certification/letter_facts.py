"""What the letters say, read from the rows of a school and of a decided case, in the school's language."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from app.casefile.claims import assessed_level
from app.casefile.scheme import scheme_of
from app.domain.award import appeal_until
from app.domain.levels import NotApplicable, Profile
from app.domain.message import Message
from app.domain.tiers import blockers_to, module_levels
from app.extensions import db
from app.models.application import Application, Claim, Evidence
from app.models.assessment import Decision, Finding, Judgement, Outcome, Severity, Visit
from app.models.award import Award
from app.models.school import School
from app.web.language import written
from certificates.facts import LANGUAGES, ModuleLevel
from certificates.letters import (
    CommitmentFacts,
    Condition,
    CriterionResult,
    DecisionFacts,
    EvidenceSeen,
    ReportFacts,
)
from certificates.letters import Finding as FindingFact
from modules.load import curriculum
from modules.model import Scheme

GATES = {"none": "", "gate": "gate", "critical": "critical"}


def commitment(ref: str) -> CommitmentFacts | None:
    """The head's promise; None while nobody has signed it."""
    school = db.session.scalars(select(School).where(School.ref == ref)).one_or_none()
    if school is None or school.commitment_signed_at is None:
        return None
    return CommitmentFacts(dated=school.commitment_signed_at.date(), **_head(school))


def decision(ref: str) -> DecisionFacts | None:
    """The decision with the reasons of those who carried it; None while the case is open."""
    found = _decided(ref)
    if found is None:
        return None
    case, votes, award = found
    outcome = "declined" if award is None else "conditions" if award.conditions else "awarded"
    head = _head(case.school)
    judged, scheme = _judgements(case.id), scheme_of(case)
    return DecisionFacts(
        **head,
        dated=_day(votes),
        reference=case.ref,
        scheme_version=case.scheme_version,
        outcome=outcome,
        decided_by=_function(case, votes),
        reasons=tuple(part for vote in votes for part in vote.reason.split("\n\n") if part.strip()),
        tier=award.tier if award else "",
        issued_on=award.issued_on if award else None,
        expires_on=award.expires_on if award else None,
        conditions=tuple(Condition(one) for one in award.conditions.split("\n\n") if one.strip()) if award else (),
        missing=_missing(_profile(judged, scheme), scheme, award.tier if award else "", head["language"]),
        appeal_until=appeal_until(_day(votes)),
    )  # fmt: skip


def report(ref: str) -> ReportFacts | None:
    """The whole case as it was assessed and decided; None while it is open."""
    found = _decided(ref)
    if found is None:
        return None
    case, votes, award = found
    head = _head(case.school)
    judged, scheme = _judgements(case.id), scheme_of(case)
    profile = _profile(judged, scheme)
    levels = module_levels(profile, scheme)
    return ReportFacts(
        **head,
        dated=_day(votes),
        reference=case.ref,
        scheme_version=case.scheme_version,
        assessed_on=max((one.given_at.date() for one in judged.values()), default=None),
        methods=_methods(case.id, judged, head["language"]),
        ceiling=case.ceiling or "",
        tier=award.tier if award else "",
        module_levels=tuple(ModuleLevel(number, "", level) for number, level in levels.items()),
        criteria=_criteria(judged, profile, scheme, head["language"]),
        findings=_findings(case.id),
        evidence=_evidence(judged, scheme),
    )


def _head(school: School) -> dict[str, Any]:
    language = school.language if school.language in LANGUAGES else "en"
    return {
        "school": school.name, "locality": school.locality, "country": school.programme.country, "language": language,
    }  # fmt: skip


def _decided(ref: str) -> tuple[Application, list[Decision], Award | None] | None:
    """The case, the votes that carried its decision, and its award; None while it is open."""
    case = db.session.scalars(select(Application).where(Application.ref == ref)).one_or_none()
    if case is None:
        return None
    award = db.session.scalars(select(Award).where(Award.application_id == case.id)).one_or_none()
    if award is None and case.state.value != "declined":
        return None
    outcome = Outcome.DECLINE if award is None else Outcome.AWARD
    query = select(Decision).where(Decision.application_id == case.id, Decision.outcome == outcome)
    votes = list(db.session.scalars(query.order_by(Decision.id)))
    return (case, votes, award) if votes else None


def _day(votes: list[Decision]) -> date:
    return max(vote.decided_at for vote in votes).date()


def _function(case: Application, votes: list[Decision]) -> str:
    """Who decided, as a function: a letter names nobody."""
    deciders = {vote.decider_id for vote in votes}
    if len(deciders) > 1:
        return "panel"
    return "assessor" if case.judged_by_id in deciders else "second-assessor"


def _judgements(application_id: int) -> Mapping[str, Judgement]:
    query = select(Claim.criterion, Judgement).join(Claim, Claim.id == Judgement.claim_id)
    rows = db.session.execute(query.where(Claim.application_id == application_id))
    return {row.criterion: row.Judgement for row in rows}


def _profile(judged: Mapping[str, Judgement], scheme: Scheme) -> Profile:
    return {criterion: assessed_level(one, scheme) for criterion, one in judged.items()}


def _missing(profile: Profile, scheme: Scheme, tier: str, language: str) -> tuple[str, ...]:
    """What stands before the tier after this one, in words."""
    order: list[str] = [one.id for one in scheme.tiers]
    place = order.index(tier) + 1 if tier else 0
    if place == len(order):
        return ()
    with force_locale(str(written(language))):
        return tuple(_said(one.message) for one in blockers_to(profile, scheme, scheme.tiers[place].id))


def _said(message: Message) -> str:
    params = {name: _said(one) if isinstance(one, Message) else one for name, one in message.params.items()}
    return str(_(message.text, **params))


def _methods(application_id: int, judged: Mapping[str, Judgement], language: str) -> tuple[str, ...]:
    """How the assessor came to know: kinds of evidence in view, interviews and visits held."""
    refs = {seen[0] for one in judged.values() for seen in one.evidence_seen}
    kinds = set(db.session.scalars(select(Evidence.kind).where(Evidence.ref.in_(refs))))
    kinds |= set(db.session.scalars(select(Visit.kind).where(Visit.application_id == application_id)))
    with force_locale(str(written(language))):
        names = {
            "examine": _("documents"),
            "interview": _("interviews recorded by the school"),
            "observe": _("observation"),
            "test": _("tests and drills"),
            "record": _("records of daily use"),
            "survey": _("surveys"),
            "interviews": _("interviews by the assessor"),
            "on-site": _("a visit to the school"),
            "virtual": _("a visit by video"),
        }
        return tuple(name for kind, name in names.items() if kind in kinds)


def _criteria(
    judged: Mapping[str, Judgement], profile: Profile, scheme: Scheme, language: str
) -> tuple[CriterionResult, ...]:
    data, found = curriculum(), []
    for criterion in scheme.criteria:
        one, level = judged.get(criterion.id), profile.get(criterion.id)
        left_out = isinstance(level, NotApplicable)
        found.append(
            CriterionResult(
                criterion.id,
                data.criterion(criterion.id, language).text.title,
                GATES[criterion.gate],
                None if one is None or left_out else one.d,
                None if one is None or left_out else one.p,
                None if isinstance(level, NotApplicable) else level,
                one.reason if one else "",
            )
        )
    return tuple(found)


def _findings(application_id: int) -> tuple[FindingFact, ...]:
    query = select(Finding).where(Finding.application_id == application_id).order_by(Finding.id)
    return tuple(
        FindingFact(one.criterion, Severity(one.severity).value, one.text, one.due_on)
        for one in db.session.scalars(query)
    )


def _evidence(judged: Mapping[str, Judgement], scheme: Scheme) -> tuple[EvidenceSeen, ...]:
    """By its neutral reference and the hash of its bytes: titles may name people."""
    order = {criterion.id: place for place, criterion in enumerate(scheme.criteria)}
    seen = ((criterion, *piece) for criterion, one in judged.items() for piece in one.evidence_seen)
    return tuple(
        EvidenceSeen(criterion, f"{ref}, v{number}", sha256)
        for criterion, ref, number, sha256 in sorted(seen, key=lambda row: (order.get(row[0], 99), row[1]))
    )
