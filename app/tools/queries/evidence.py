"""Where a draft can become evidence: the criteria its tool feeds, in the school's open application."""

from dataclasses import dataclass

from flask import abort, g
from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload, selectinload

from app.domain.action import Action
from app.domain.errors import Invalid
from app.domain.message import Message
from app.domain.policy import can
from app.domain.workflow import OPEN, is_time
from app.extensions import db
from app.models.application import Application, Claim, Evidence
from app.models.school import School
from app.models.tool import ToolDraft
from app.tools.queries.drafts import DraftLine, of_my_schools
from app.web.language import current
from modules.load import curriculum, fed_by
from modules.views import CriterionView

CLAIMS = (
    select(Claim)
    .join(Application)
    .where(
        Application.school_id == bindparam("school"),
        Application.state.in_(OPEN),
        Claim.criterion.in_(bindparam("criteria", expanding=True)),
    )
    .options(
        joinedload(Claim.application).joinedload(Application.assignments),
        selectinload(Claim.evidence).selectinload(Evidence.versions),
    )
    .order_by(Claim.id)
)
OF_CASE = (
    select(ToolDraft)
    .join(Application, Application.school_id == ToolDraft.school_id)
    .where(
        Application.ref == bindparam("application"),
        ToolDraft.ref == bindparam("draft"),
        ToolDraft.removed_at.is_(None),
    )
    .options(joinedload(ToolDraft.school).joinedload(School.programme))
)


@dataclass(frozen=True)
class Offer:
    """A criterion this draft can be shown for. `earlier`: evidence already made of it that may still change."""

    claim: Claim
    view: CriterionView
    earlier: Evidence | None


@dataclass(frozen=True)
class EvidencePage:
    draft: ToolDraft
    claim: Claim
    view: CriterionView
    earlier: Evidence | None


def offers(draft: ToolDraft) -> tuple[Offer, ...]:
    """The criteria for which this person may add it now."""
    fed = [one.id for one in fed_by().get(draft.template, ())]
    claims = db.session.scalars(CLAIMS, {"school": draft.school_id, "criteria": fed}).unique() if fed else ()
    return tuple(
        Offer(claim, curriculum().criterion(claim.criterion, current()), _earlier(draft, claim))
        for claim in claims
        if can(g.actor, Action.ADD_EVIDENCE, claim.facts())
        and is_time(Action.ADD_EVIDENCE, claim.application.state)
    )


def _earlier(draft: ToolDraft, claim: Claim) -> Evidence | None:
    """The last piece made of this draft, unless it is withdrawn or a submission froze it."""
    made = [one for one in claim.evidence if one.ref in draft.evidence_refs and one.withdrawn_at is None]
    return next((one for one in reversed(made) if not any(v.frozen_at for v in one.versions)), None)


def draft_of_case(application: str, draft: str) -> ToolDraft | None:
    """A draft of the school behind an application; nobody else's."""
    values = {"application": application.upper(), "draft": draft}
    found: ToolDraft | None = db.session.scalars(OF_CASE, values).one_or_none()
    return found


def drafts_for(claim: Claim) -> tuple[DraftLine, ...]:
    """What the school filled in that can show this criterion. One query."""
    tool = curriculum().criterion(claim.criterion).criterion.template
    found = of_my_schools([claim.application.school_id], tool) if tool else ()
    return tuple(one for one in found if one.removed_at is None)


def evidence_page(claim: Claim, draft: str) -> EvidencePage:
    """One draft for one criterion; 404 where they do not belong together. Raises Invalid when none is named."""
    if not draft:
        raise Invalid(Message("Choose which of your school’s tools."))
    found = draft_of_case(claim.application.ref, draft)
    if found is None or claim.criterion not in [one.id for one in fed_by().get(found.template, ())]:
        return abort(404)
    view = curriculum().criterion(claim.criterion, current())
    return EvidencePage(found, claim, view, _earlier(found, claim))
