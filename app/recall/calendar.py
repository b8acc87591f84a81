"""Which days have no school where a learner is: public holidays and the programme's own days off."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import or_, select

from app.domain.follow_up import NoSchool
from app.extensions import db
from app.holidays_of import is_holiday
from app.models.account import RoleGrant
from app.models.programme import Programme
from app.models.school import School


def only_weekends(day: date) -> bool:
    """The calendar of somebody without a programme: no day is free but weekends, which the rules know."""
    return False


def days_without_school(user_ids: Iterable[int]) -> Mapping[int, NoSchool]:
    """User id → calendar of the programme of their school, or of their own role; absent without one. One query."""
    query = (
        select(RoleGrant.user_id, Programme.id, Programme.country, Programme.days_off)
        .select_from(RoleGrant)
        .outerjoin(School, School.id == RoleGrant.school_id)
        .join(Programme, or_(Programme.id == RoleGrant.programme_id, Programme.id == School.programme_id))
        .where(RoleGrant.user_id.in_(list(user_ids)), RoleGrant.revoked_at.is_(None))
        .order_by(RoleGrant.school_id.is_(None), RoleGrant.id)
    )
    calendars: dict[int, NoSchool] = {}
    found: dict[int, NoSchool] = {}
    for user_id, programme, country, days_off in db.session.execute(query):
        if programme not in calendars:
            calendars[programme] = _calendar(country, frozenset(days_off))
        found.setdefault(user_id, calendars[programme])
    return found


def _calendar(country: str, days_off: frozenset[str]) -> NoSchool:
    return lambda day: day.isoformat() in days_off or is_holiday(country, day)
