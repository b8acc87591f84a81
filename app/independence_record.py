"""What people did for a school, for the exclusion rules (`domain.independence`), read for many people at once."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select

from app import clock
from app.domain.award import add_months
from app.domain.facts import AssignmentState, Function, History
from app.domain.independence import COOLING_MONTHS
from app.domain.roles import Role
from app.domain.workflow import FINAL, State
from app.extensions import db
from app.models.account import RoleGrant
from app.models.application import Application
from app.models.programme import Assignment

LIVE = (AssignmentState.PROPOSED, AssignmentState.DECLARED)


def history(user_ids: Collection[int], school_id: int) -> dict[int, History]:
    """User id → what that person did for the school and holds elsewhere, for everybody asked about. Two queries.

    Staff of the school count as employed until the cooling time after their last day there is over.
    """
    grants = _grants(user_ids)
    done = _functions(user_ids, school_id)
    today = clock.today()
    found = {}
    for user_id in user_ids:
        mine = grants[user_id]
        live = [grant for grant in mine if grant.revoked_at is None]
        found[user_id] = History(
            user_id=user_id,
            employed=any(grant.school_id == school_id and _recent(grant.revoked_at, today) for grant in mine),
            past=tuple(done[user_id]),
            coordinates=frozenset(
                grant.programme_id for grant in live if grant.role is Role.COORDINATOR and grant.programme_id
            ),
            admin=any(grant.role is Role.ADMIN for grant in live),
        )
    return found


def present(application_id: int) -> dict[int, frozenset[Function]]:
    """User id → functions on this very application: those that run and those once taken up. One query."""
    query = select(Assignment.user_id, Assignment.function, Assignment.state, Assignment.declared_at).where(
        Assignment.application_id == application_id
    )
    found: dict[int, set[Function]] = defaultdict(set)
    for row in db.session.execute(query):
        if row.state in LIVE or row.declared_at is not None:
            found[row.user_id].add(row.function)
    return {user_id: frozenset(functions) for user_id, functions in found.items()}


def _recent(last: datetime | None, today: date) -> bool:
    return last is None or add_months(last.date(), COOLING_MONTHS) > today


def _grants(user_ids: Collection[int]) -> dict[int, list[RoleGrant]]:
    found: dict[int, list[RoleGrant]] = defaultdict(list)
    for grant in db.session.scalars(select(RoleGrant).where(RoleGrant.user_id.in_(user_ids))):
        found[grant.user_id].append(grant)
    return found


def _functions(user_ids: Collection[int], school_id: int) -> dict[int, list[tuple[Function, date | None]]]:
    """Functions that people took up (declared) at this school, with their last day; None while they run."""
    query = (
        select(
            Assignment.user_id,
            Assignment.function,
            Assignment.ended_at,
            Application.state,
            Application.moved_at,
        )
        .join(Application, Application.id == Assignment.application_id)
        .where(
            Assignment.user_id.in_(user_ids),
            Assignment.school_id == school_id,
            Assignment.declared_at.is_not(None),
        )
    )
    found: dict[int, list[tuple[Function, date | None]]] = defaultdict(list)
    for row in db.session.execute(query):
        found[row.user_id].append((row.function, _last_day(row.ended_at, row.state, row.moved_at)))
    return found


def _last_day(ended_at: datetime | None, state: State, moved_at: datetime) -> date | None:
    """A function ends with its assignment, or with the case."""
    if ended_at is not None:
        return ended_at.date()
    return moved_at.date() if state in FINAL else None
