"""Who may be asked to take a function on an application, and why others may not."""

from dataclasses import dataclass

from sqlalchemy import Subquery, func, select

from app import clock, independence_record
from app.domain.facts import AssignmentState, Function
from app.domain.message import Message
from app.domain.seats import ROLES, barred
from app.domain.workflow import FINAL
from app.extensions import db
from app.models.account import RoleGrant, User
from app.models.application import Application
from app.models.programme import Assignment, Programme


@dataclass(frozen=True)
class Candidate:
    """A confirmed expert or assessor with the cases on their desk and what stands against them here."""

    user_id: int
    name: str
    programme: str
    own: bool  # of this programme
    load: int
    against: tuple[Message, ...]


def load_of() -> Subquery:
    """SQL: user id → cases that run."""
    return (
        select(Assignment.user_id, func.count().label("cases"))
        .join(Application, Application.id == Assignment.application_id)
        .where(
            Assignment.ended_at.is_(None),
            Assignment.state.in_((AssignmentState.PROPOSED, AssignmentState.DECLARED)),
            Application.state.not_in(FINAL),
        )
        .group_by(Assignment.user_id)
        .subquery()
    )


def candidates(application: Application, function: Function) -> tuple[Candidate, ...]:
    """All confirmed people for a function: free ones first, of the own programme first, few cases first. Four queries."""
    load = load_of()
    query = (
        select(User.id, User.name, Programme.name.label("programme"), RoleGrant.programme_id, load.c.cases)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .join(Programme, Programme.id == RoleGrant.programme_id)
        .outerjoin(load, load.c.user_id == User.id)
        .where(
            RoleGrant.role == ROLES[function],
            RoleGrant.revoked_at.is_(None),
            RoleGrant.confirmed_at.is_not(None),
            User.disabled_at.is_(None),
            User.erased_at.is_(None),
        )
        .order_by(RoleGrant.programme_id != application.programme_id, User.name, User.id)
    )
    rows = {row.id: row for row in reversed(db.session.execute(query).all())}
    histories = independence_record.history(tuple(rows), application.school_id)
    present = independence_record.present(application.id)
    today = clock.today()
    found = [
        Candidate(
            row.id,
            row.name,
            row.programme,
            row.programme_id == application.programme_id,
            row.cases or 0,
            barred(
                histories[row.id], function, application.programme_id, today, present.get(row.id, frozenset())
            ),
        )
        for row in rows.values()
    ]
    return tuple(sorted(found, key=lambda one: (bool(one.against), not one.own, one.load, one.name)))
