"""What an expert sees: the schools, a case by modules, one claim with the rounds so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.casefile import claims as casefile
from app.casefile.pictures import GATES
from app.casefile.scheme import parts, scheme_of
from app.casework.card import Card, card
from app.domain.action import Action
from app.domain.facts import AssignmentState, Function
from app.domain.readiness import MOST_ROUNDS
from app.domain.workflow import FINAL, State, is_time
from app.extensions import db
from app.models.application import Application, Claim
from app.models.programme import Assignment
from app.models.review import ChangeRequest, Readiness, Review
from app.models.school import School
from app.web.language import current
from modules.model import Scheme


@dataclass(frozen=True)
class SchoolRow:
    """A school in an expert's list."""

    ref: str
    name: str
    place: str
    state: State
    round: int
    since: datetime


@dataclass(frozen=True)
class IndexPage:
    """Assignments to declare; schools that wait for the expert, longest first; the others."""

    proposed: Sequence[Any]
    waiting: tuple[SchoolRow, ...]
    others: tuple[SchoolRow, ...]
    query: str

    @property
    def empty(self) -> bool:
        return not (self.proposed or self.waiting or self.others)


def index(user_id: int, words: str) -> IndexPage:
    """The expert's first page; `words` searches school, place and reference. One query."""
    query = (
        select(
            Assignment.id,
            Assignment.state.label("assignment"),
            Assignment.due_at,
            Application.ref,
            Application.state,
            Application.support_round,
            Application.moved_at,
            School.name,
            School.locality,
            School.region,
        )
        .join(Application, Application.id == Assignment.application_id)
        .join(School, School.id == Assignment.school_id)
        .where(
            Assignment.user_id == user_id,
            Assignment.function == Function.EXPERT,
            Assignment.ended_at.is_(None),
            Application.state.not_in(FINAL),
        )
        .order_by(Application.moved_at, Assignment.id)
    )
    wanted = words.casefold()
    rows = [
        row
        for row in db.session.execute(query)
        if wanted in f"{row.name} {row.locality} {row.region} {row.ref}".casefold()
    ]
    cases = [_school(row) for row in rows if row.assignment is AssignmentState.DECLARED]
    return IndexPage(
        proposed=[row for row in rows if row.assignment is AssignmentState.PROPOSED],
        waiting=tuple(case for case in cases if case.state is State.IN_SUPPORT),
        others=tuple(case for case in cases if case.state is not State.IN_SUPPORT),
        query=words,
    )


def _school(row: Any) -> SchoolRow:
    place = ", ".join(part for part in (row.locality, row.region) if part)
    return SchoolRow(row.ref, row.name, place, row.state, row.support_round, row.moved_at)


@dataclass(frozen=True)
class ClaimLine:
    """A claim in the case's overview."""

    criterion: str
    title: str
    gate: int
    level: int | None
    not_applicable: bool
    evidence: int
    readiness: str
    asks: bool  # a change is prepared for the next round


@dataclass(frozen=True)
class Change:
    """A change asked for and what the school answered."""

    round: int
    criterion: str
    note: str
    asked_at: datetime | None
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True)
class CasePage:
    modules: tuple[tuple[str, str, tuple[ClaimLine, ...]], ...]  # id, title, claims
    rounds: tuple[tuple[int, tuple[Change, ...]], ...]  # sent rounds, newest first
    prepared: tuple[Change, ...]
    advised: int
    total: int
    open: bool  # may the expert advise now?
    rounds_left: int


def case(application: Application, expert_id: int) -> CasePage:
    """The overview of one case. Three queries."""
    rows = casefile.rows(application)
    query = select(Review.claim_id, Review.readiness).join(Claim)
    query = query.where(Claim.application_id == application.id, Review.expert_id == expert_id)
    advice: dict[int, Readiness] = {one.claim_id: one.readiness for one in db.session.execute(query)}
    changes = _changes(application.id)
    prepared = tuple(one for one in changes if one.asked_at is None)
    asks = {one.criterion for one in prepared}
    sent = sorted({one.round for one in changes if one.asked_at}, reverse=True)
    return CasePage(
        modules=_by_module(scheme_of(application), rows, advice, asks),
        rounds=tuple((number, tuple(one for one in changes if one.round == number)) for number in sent),
        prepared=prepared,
        advised=len(advice),
        total=len(rows),
        open=is_time(Action.ADVISE, application.state),
        rounds_left=MOST_ROUNDS - application.support_round,
    )


def _changes(application_id: int, claim_id: int | None = None) -> tuple[Change, ...]:
    query = (
        select(
            ChangeRequest.round,
            Claim.criterion,
            ChangeRequest.note,
            ChangeRequest.asked_at,
            ChangeRequest.answer,
            ChangeRequest.answered_at,
        )
        .join(Claim)
        .where(Claim.application_id == application_id)
        .order_by(ChangeRequest.round, ChangeRequest.id)
    )
    if claim_id is not None:
        query = query.where(Claim.id == claim_id)
    return tuple(Change(*row) for row in db.session.execute(query))


def _by_module(
    scheme: Scheme, rows: Sequence[casefile.ClaimRow], advice: dict[int, Readiness], asks: set[str]
) -> tuple[tuple[str, str, tuple[ClaimLine, ...]], ...]:
    known = {row.criterion: row for row in rows}
    found = []
    for part in parts(scheme, current()):
        lines = []
        for criterion in part.criteria:
            row = known.get(criterion.id)
            if row is None:
                continue
            readiness = advice.get(row.id)
            lines.append(
                ClaimLine(
                    criterion.id,
                    part.text.criteria[criterion.id].title,
                    GATES[criterion.gate],
                    row.level,
                    row.not_applicable,
                    row.evidence,
                    readiness.value if readiness else "",
                    criterion.id in asks,
                )
            )
        found.append((f"M{part.module.number}", part.text.title, tuple(lines)))
    return tuple(found)


def review_of(claim_id: int, expert_id: int) -> Review | None:
    query = select(Review).where(Review.claim_id == claim_id, Review.expert_id == expert_id)
    return db.session.scalars(query).one_or_none()


def prepared_change(claim_id: int, number: int) -> ChangeRequest | None:
    """The note for this claim that the next round will send."""
    query = select(ChangeRequest).where(ChangeRequest.claim_id == claim_id, ChangeRequest.round == number)
    return db.session.scalars(query).one_or_none()


@dataclass(frozen=True)
class ClaimPage:
    """One claim as the expert sees it. `version` changes when the claim, the advice or the note does."""

    card: Card
    review: Review | None
    change: ChangeRequest | None
    earlier: tuple[Change, ...]
    open: bool
    may_ask: bool
    previous: str
    next: str
    version: str


def claim_page(claim: Claim, expert_id: int) -> ClaimPage:
    """Six queries, whatever there is."""
    application = claim.application
    review = review_of(claim.id, expert_id)
    change = prepared_change(claim.id, application.support_round + 1)
    order = [criterion.id for criterion in scheme_of(application).criteria]
    place = order.index(claim.criterion)
    return ClaimPage(
        card=card(claim),
        review=review,
        change=change,
        earlier=tuple(one for one in _changes(application.id, claim.id) if one.asked_at),
        open=is_time(Action.ADVISE, application.state),
        may_ask=application.support_round < MOST_ROUNDS,
        previous=order[place - 1] if place else "",
        next=order[place + 1] if place + 1 < len(order) else "",
        version=f"{claim.version}.{review.version if review else 0}.{change.version if change else 0}",
    )
