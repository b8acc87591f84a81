"""Whom a reminder would reach: heads who did not accept yet, schools whose training is not finished.

A school that was reminded of the same within the last week is left in peace.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, select

from app import clock
from app.domain.action import Action
from app.domain.funnel import Step
from app.domain.roles import Role
from app.extensions import db
from app.models.account import RoleGrant
from app.models.audit import AuditEvent
from app.models.learning import Enrolment
from app.models.programme import Programme
from app.models.school import School
from modules.load import curriculum

PEACE = timedelta(days=7)
AT_ONCE = 200  # schools in one press: each gets its own mail and its own entry in the log


@dataclass(frozen=True)
class RemindPage:
    heads: int
    training: int
    at_once: int = AT_ONCE


@dataclass(frozen=True)
class InvitePage:
    """Schools never invited: with an address, by region, and without one."""

    regions: tuple[tuple[str, int], ...]
    with_address: int
    without_address: int
    at_once: int = AT_ONCE


def _left_in_peace(moment: datetime) -> ColumnElement[bool]:
    """SQL: nobody wrote to this school within the last week."""
    return ~exists().where(
        AuditEvent.school_id == School.id,
        AuditEvent.action.in_((Action.REMIND, Action.INVITE_HEAD)),
        AuditEvent.at > moment - PEACE,
    )


def _silent(programme: Programme, moment: datetime) -> ColumnElement[bool]:
    """SQL: the head was invited and has not come in."""
    return and_(
        School.programme_id == programme.id,
        School.archived_at.is_(None),
        School.reached == Step.INVITED,
        School.head_email != "",
        _left_in_peace(moment),
    )


def _untrained(programme: Programme, moment: datetime) -> ColumnElement[bool]:
    """SQL: a lead of a school that takes part has not passed all modules, as the record stands."""
    passed = (
        select(func.count())
        .where(Enrolment.user_id == RoleGrant.user_id, Enrolment.passed_at.is_not(None))
        .correlate(RoleGrant)
        .scalar_subquery()
    )
    behind = exists().where(
        RoleGrant.school_id == School.id,
        RoleGrant.role == Role.LEAD,
        RoleGrant.revoked_at.is_(None),
        passed < len(curriculum().modules),
    )
    return and_(
        School.programme_id == programme.id,
        School.archived_at.is_(None),
        School.reached.in_((Step.REGISTERED, Step.LEARNING)),
        behind,
        _left_in_peace(moment),
    )


def remind_page(programme: Programme) -> RemindPage:
    """How many schools each reminder would reach. Two queries."""
    moment = clock.now()
    heads, training = (
        db.session.scalar(select(func.count()).select_from(School).where(where(programme, moment))) or 0
        for where in (_silent, _untrained)
    )
    return RemindPage(heads, training)


def silent(programme: Programme) -> Sequence[School]:
    """The next schools whose head gets the invitation again, longest waiting first."""
    return _next(_silent(programme, clock.now()))


def untrained(programme: Programme) -> Sequence[School]:
    """The next schools whose leads are reminded of the training."""
    return _next(_untrained(programme, clock.now()))


def _next(where: ColumnElement[bool]) -> Sequence[School]:
    query = select(School).where(where).order_by(School.invited_at, School.id).limit(AT_ONCE)
    return list(db.session.scalars(query))


def invite_page(programme: Programme) -> InvitePage:
    """Who could be invited. One query."""
    has: Any = School.head_email != ""
    query = (
        select(School.region, has.label("has"), func.count().label("schools"))
        .where(
            School.programme_id == programme.id, School.reached == Step.LISTED, School.archived_at.is_(None)
        )
        .group_by(School.region, has)
        .order_by(School.region)
    )
    rows = db.session.execute(query).all()
    regions = tuple((row.region, row.schools) for row in rows if row.has)
    return InvitePage(regions, sum(count for _, count in regions), sum(r.schools for r in rows if not r.has))


def uninvited(programme: Programme, region: str | None) -> Sequence[School]:
    """The next schools with an address that were never invited, of one region or of all (None)."""
    where = [
        School.programme_id == programme.id,
        School.reached == Step.LISTED,
        School.archived_at.is_(None),
        School.head_email != "",
    ]
    if region is not None:
        where.append(School.region == region)
    query = select(School).where(*where).order_by(School.region, School.name_key, School.id).limit(AT_ONCE)
    return list(db.session.scalars(query))
