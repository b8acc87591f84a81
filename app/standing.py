"""The step each school has reached (`School.reached`), kept in the transaction of the change that moved it.

The figure can be thrown away and counted again from the raw rows at any time: `rebuild` and the upkeep after every
flush share one expression, so they cannot disagree.
"""

from typing import Any

from sqlalchemy import and_, case, exists, or_, select, update
from sqlalchemy.event import listens_for
from sqlalchemy.orm import Session

from app.domain.funnel import Step
from app.domain.workflow import PREPARING, State
from app.extensions import db
from app.models.account import RoleGrant
from app.models.application import Application
from app.models.award import Award
from app.models.learning import Enrolment
from app.models.school import School

NOT_YET_ASSESSED = (*PREPARING, State.SUBMITTED, State.IN_SCREENING, State.CANCELLED)


def _reached() -> Any:
    """SQL of the furthest step of a school, from the rows that prove it."""
    staff_learn = (
        exists()
        .where(RoleGrant.school_id == School.id, RoleGrant.user_id == Enrolment.user_id)
        .correlate(School)
    )
    applied = exists().where(Application.school_id == School.id, Application.submitted_at.is_not(None))
    judged = exists().where(Application.school_id == School.id, Application.judged_by_id.is_not(None))
    seated = exists().where(Application.school_id == School.id, Application.state.not_in(NOT_YET_ASSESSED))
    return case(
        (exists().where(Award.school_id == School.id), Step.AWARDED),
        (or_(judged, seated), Step.WITH_ASSESSOR),
        (applied, Step.APPLIED),
        (and_(School.registered_at.is_not(None), staff_learn), Step.LEARNING),
        (School.registered_at.is_not(None), Step.REGISTERED),
        (School.invited_at.is_not(None), Step.INVITED),
        else_=Step.LISTED,
    )


def rebuild(programme_id: int | None = None) -> None:
    """Count again from the raw rows, for one programme or for all."""
    query = update(School).values(reached=_reached()).execution_options(synchronize_session=False)
    db.session.execute(query if programme_id is None else query.where(School.programme_id == programme_id))


@listens_for(Session, "after_flush")
def _keep(session: Session, context: object) -> None:
    """Recount the schools behind the rows that were just written."""
    schools: set[int | None] = set()
    learners: set[int] = set()
    for row in (*session.new, *session.dirty):
        if isinstance(row, School):
            schools.add(row.id)
        elif isinstance(row, Application | Award | RoleGrant):
            schools |= {row.school_id} - {None}
        elif isinstance(row, Enrolment):
            learners.add(row.user_id)
    if schools:
        _recount(session, list(schools))
    if learners:
        _recount(session, select(RoleGrant.school_id).where(RoleGrant.user_id.in_(learners)))


def _recount(session: Session, which: Any) -> None:
    session.connection().execute(update(School).where(School.id.in_(which)).values(reached=_reached()))
