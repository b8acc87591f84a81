"""The assessor's first page: cases with a date, what is not yet opened, what waits for a declaration or a vote."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, func, select

from app.domain.facts import AssignmentState, Function
from app.domain.workflow import FINAL, State
from app.extensions import db
from app.models.application import Application, Claim
from app.models.assessment import Decision, Judgement
from app.models.award import Award
from app.models.programme import Assignment
from app.models.school import School
from modules.load import curriculum

MINE = (State.IN_SCREENING, State.WITH_ASSESSOR, State.JUDGED, State.CHECK_OF_FACTS)


@dataclass(frozen=True)
class Row:
    """A case in the list. `judged` of `total` criteria have a judgement."""

    ref: str
    name: str
    place: str
    country: str
    function: Function
    state: State
    due_at: datetime | None
    since: datetime
    judged: int
    total: int
    decides: bool  # this person's vote is what the case waits for

    @property
    def opened(self) -> bool:
        return self.judged > 0

    def overdue(self, today: date) -> bool:
        return self.due_at is not None and self.due_at.date() < today


@dataclass(frozen=True)
class IndexPage:
    proposed: Sequence[Any]
    decisions: tuple[Row, ...]
    cases: tuple[Row, ...]  # open cases to judge, earliest date first
    later: tuple[Row, ...]  # with somebody else now, or closed
    awards: Sequence[Any]
    words: str

    @property
    def found(self) -> int:
        return len(self.proposed) + len(self.decisions) + len(self.cases) + len(self.later)


def index(user_id: int, words: str) -> IndexPage:
    """All cases of this person; `words` searches school, place and reference. Two queries."""
    wanted = words.casefold()
    rows = [
        row
        for row in db.session.execute(_query(user_id))
        if wanted in f"{row.name} {row.locality} {row.region} {row.ref}".casefold()
    ]
    cases = [_row(row, user_id) for row in rows if row.assignment is AssignmentState.DECLARED]
    cases.sort(key=lambda case: (case.due_at is None, case.due_at or case.since))
    proposed = [row for row in rows if row.assignment is AssignmentState.PROPOSED and row.state not in FINAL]
    decisions = [case for case in cases if case.decides]
    open_cases = [c for c in cases if c.function is Function.ASSESSOR and c.state in MINE and not c.decides]
    shown = {id(case) for case in (*decisions, *open_cases)}
    return IndexPage(
        proposed=proposed,
        decisions=tuple(decisions),
        cases=tuple(open_cases),
        later=tuple(case for case in cases if id(case) not in shown),
        awards=_awards(user_id),
        words=words,
    )


def _query(user_id: int) -> Any:
    judged = (
        select(func.count(Judgement.id))
        .join(Claim, Claim.id == Judgement.claim_id)
        .where(Claim.application_id == Application.id)
        .correlate(Application)
        .scalar_subquery()
    )
    voted = exists().where(Decision.application_id == Application.id, Decision.decider_id == user_id)
    return (
        select(
            Assignment.id,
            Assignment.state.label("assignment"),
            Assignment.function,
            Assignment.due_at,
            Application.ref,
            Application.state,
            Application.moved_at,
            Application.ceiling,
            Application.judged_by_id,
            Application.scheme_version,
            School.name,
            School.locality,
            School.region,
            judged.label("judged"),
            voted.label("voted"),
        )
        .join(Application, Application.id == Assignment.application_id)
        .join(School, School.id == Assignment.school_id)
        .where(
            Assignment.user_id == user_id,
            Assignment.function.in_((Function.ASSESSOR, Function.DECIDER)),
            Assignment.ended_at.is_(None),
        )
        .order_by(Application.moved_at.desc(), Assignment.id)
        .limit(300)
    )


def _row(row: Any, user_id: int) -> Row:
    alone = row.judged_by_id == user_id and row.ceiling in (None, "bronze")
    may = row.function is Function.DECIDER or alone
    return Row(
        ref=row.ref,
        name=row.name,
        place=", ".join(part for part in (row.locality, row.region) if part),
        country=row.ref[:2],
        function=row.function,
        state=row.state,
        due_at=row.due_at,
        since=row.moved_at,
        judged=row.judged,
        total=len(curriculum().scheme_of(row.scheme_version).criteria),
        decides=may and row.state is State.REPORT_FINAL and not row.voted,
    )


def _awards(user_id: int) -> Sequence[Any]:
    """Awards that this person decided: who decided may suspend, restore and withdraw."""
    query = (
        select(Award.code, Award.tier, Award.state, Award.expires_on, School.name)
        .join(School, School.id == Award.school_id)
        .join(Decision, Decision.application_id == Award.application_id)
        .where(Decision.decider_id == user_id, Decision.tier.is_not(None))
        .order_by(Award.id.desc())
        .limit(50)
    )
    return db.session.execute(query).all()
