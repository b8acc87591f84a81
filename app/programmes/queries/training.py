"""The training of a programme's schools, counted: never a person."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, func, select

from app.extensions import db
from app.models.account import RoleGrant, User
from app.models.learning import Enrolment
from app.models.programme import Programme
from app.models.school import School
from modules.load import curriculum


def training_rows(programme: Programme) -> Iterator[tuple[Any, ...]]:
    """A row for each school with people: how many people, how many passed each module. Three queries."""
    modules = [module.id for module in curriculum().modules]
    passed: dict[int, dict[str, int]] = defaultdict(dict)
    for school, module, count in db.session.execute(_counted(programme, Enrolment.module)):
        passed[school][module] = count
    people = dict(db.session.execute(_people(programme)).all())
    schools = (
        select(School.id, School.ref, School.source_id, School.name, School.region)
        .where(School.programme_id == programme.id, School.archived_at.is_(None))
        .order_by(School.name_key, School.id)
    )
    for number, ref, source, name, region in db.session.execute(schools):
        if number in people:
            yield (
                ref,
                source or "",
                name,
                region,
                people[number],
                *(passed[number].get(m, 0) for m in modules),
            )


def _present(programme: Programme) -> tuple[ColumnElement[bool], ...]:
    return (
        School.programme_id == programme.id,
        RoleGrant.revoked_at.is_(None),
        RoleGrant.confirmed_at.is_not(None),
        User.disabled_at.is_(None),
        User.erased_at.is_(None),
    )


def _people(programme: Programme) -> Any:
    return (
        select(RoleGrant.school_id, func.count(RoleGrant.user_id.distinct()))
        .join(School, School.id == RoleGrant.school_id)
        .join(User, User.id == RoleGrant.user_id)
        .where(*_present(programme))
        .group_by(RoleGrant.school_id)
    )


def _counted(programme: Programme, by: Any) -> Any:
    return (
        select(RoleGrant.school_id, by, func.count(RoleGrant.user_id.distinct()))
        .join(School, School.id == RoleGrant.school_id)
        .join(User, User.id == RoleGrant.user_id)
        .join(Enrolment, Enrolment.user_id == User.id)
        .where(*_present(programme), Enrolment.passed_at.is_not(None))
        .group_by(RoleGrant.school_id, by)
    )


def enrolled(enrolments: Any) -> int:
    """How many learners in modules a question for them gives. One query."""
    return int(db.session.scalar(select(func.count()).select_from(enrolments.subquery())) or 0)
