"""The desk: one criterion with its claim, its evidence and its judgement; which ones are still to be judged."""

import hashlib
import json
from dataclasses import dataclass

from app.assessments.queries.standing import Judged, judged
from app.casefile.claims import assessed_level
from app.casefile.scheme import scheme_of
from app.casefile.team import record, team
from app.casework.card import Card, card
from app.domain.action import Action
from app.domain.levels import NotApplicable, may_be_left_out
from app.domain.training_record import TrainingRecord
from app.domain.workflow import is_time
from app.models.application import Claim
from app.models.assessment import Judgement
from app.web.language import current
from modules.load import curriculum


@dataclass(frozen=True)
class DeskPage:
    """`version` changes when the judgement does, or what is in view."""

    card: Card
    judgement: Judgement | None
    level: int | None
    left_out: bool  # "does not apply" was accepted
    may_leave_out: bool
    changed: bool  # evidence came after the judgement
    training: TrainingRecord | None  # the platform's own record, for the criterion that rests on it
    open: bool
    missing: tuple[tuple[str, str], ...]  # criteria without a full judgement: id, title
    done: int
    total: int
    previous: str
    next: str
    version: str


def desk(claim: Claim) -> DeskPage:
    """Three queries (seven for the criterion that rests on the training record), whatever there is."""
    scheme, shown, result = scheme_of(claim.application), card(claim), judged(claim.application)
    judgement = result.judgements.get(claim.criterion)
    value = assessed_level(judgement, scheme) if judgement else None
    order = [criterion.id for criterion in scheme.criteria]
    place = order.index(claim.criterion)
    missing = _missing(result)
    criterion = shown.view.criterion
    return DeskPage(
        card=shown,
        judgement=judgement,
        level=None if isinstance(value, NotApplicable) else value,
        left_out=isinstance(value, NotApplicable),
        may_leave_out=claim.not_applicable and may_be_left_out(criterion),
        changed=judgement is not None and judgement.evidence_seen != shown.seen,
        training=record(team(claim.application.school_id), scheme) if criterion.automatic else None,
        open=is_time(Action.JUDGE, claim.application.state),
        missing=missing,
        done=len(order) - len(missing),
        total=len(order),
        previous=order[place - 1] if place else "",
        next=order[place + 1] if place + 1 < len(order) else "",
        version=f"{judgement.version if judgement else 0}.{_fingerprint(shown.seen)}",
    )


def _missing(result: Judged) -> tuple[tuple[str, str], ...]:
    data, language = curriculum(), current()
    return tuple(
        (one.criterion, data.criterion(one.criterion, language).text.title) for one in result.obstacles
    )


def _fingerprint(seen: list[list[object]]) -> str:
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:12]
