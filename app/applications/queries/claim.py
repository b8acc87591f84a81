"""Everything about one claim on one screen."""

from dataclasses import dataclass

from flask import g
from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from app.applications.queries.evidence import Piece, piece, team_choices
from app.applications.queries.last_time import LastTime, last_time
from app.casefile import team
from app.casefile.pictures import GATES
from app.casefile.scheme import scheme_of
from app.casefile.team import Member
from app.domain.action import Action
from app.domain.levels import may_be_left_out
from app.domain.policy import can
from app.domain.workflow import is_time
from app.extensions import db
from app.models.application import Claim
from app.models.review import ChangeRequest, Review
from app.web.language import current
from modules.load import curriculum
from modules.text import ModuleText
from modules.views import CriterionView

# Put together once: that costs more than running them.
ADVICE = (
    select(Review)
    .where(Review.claim_id == bindparam("claim"))
    .options(joinedload(Review.expert))
    .order_by(Review.id)
)
CHANGES = (
    select(ChangeRequest)
    .where(ChangeRequest.claim_id == bindparam("claim"), ChangeRequest.asked_at.is_not(None))
    .order_by(ChangeRequest.round)
)


@dataclass(frozen=True)
class ClaimPage:
    view: CriterionView
    module_title: str
    words: ModuleText  # in which the criterion is written: it says whether anybody has read the translation
    gate: int
    may_be_left_out: bool
    may_claim: bool
    may_add: bool
    may_remove: bool
    may_give: bool
    pieces: tuple[Piece, ...]
    advice: tuple[Review, ...]
    changes: tuple[ChangeRequest, ...]
    record: tuple[Member, ...]  # head and coordinator, for the criterion that rates itself
    record_level: int
    colleagues: tuple[tuple[int, str], ...]
    last_time: LastTime | None
    before: str  # the criteria beside this one
    after: str


def claim_page(claim: Claim) -> ClaimPage:
    """At most ten queries, whatever the claim holds."""
    data, language, scheme = curriculum(), current(), scheme_of(claim.application)
    view = data.criterion(claim.criterion, language, scheme=scheme)
    text, state, facts = data.text(view.module, language), claim.application.state, claim.facts()
    ids = [criterion.id for criterion in scheme.criteria]
    place = ids.index(claim.criterion)
    members = team.team(claim.application.school_id) if view.criterion.automatic else ()
    may_add = can(g.actor, Action.ADD_EVIDENCE, facts) and is_time(Action.ADD_EVIDENCE, state)
    may_give = can(g.actor, Action.GIVE_CRITERION, facts) and is_time(Action.GIVE_CRITERION, state)
    return ClaimPage(
        view=view,
        module_title=text.title,
        words=text,
        gate=GATES[view.gate],
        may_be_left_out=may_be_left_out(view.criterion),
        may_claim=can(g.actor, Action.CLAIM_LEVEL, facts) and is_time(Action.CLAIM_LEVEL, state),
        may_add=may_add,
        may_remove=can(g.actor, Action.CLAIM_LEVEL, facts) and is_time(Action.REMOVE_EVIDENCE, state),
        may_give=may_give,
        pieces=tuple(piece(one) for one in claim.evidence if one.withdrawn_at is None),
        last_time=last_time(claim) if may_add else None,
        advice=tuple(db.session.scalars(ADVICE, {"claim": claim.id})),
        changes=tuple(db.session.scalars(CHANGES, {"claim": claim.id})),
        record=tuple(one for one in members if one.position != "staff"),
        record_level=team.record(members, scheme).level if members else 0,
        colleagues=team_choices(claim.application.school_id) if may_give else (),
        before=ids[place - 1] if place else "",
        after=ids[place + 1] if place + 1 < len(ids) else "",
    )
