"""What a list of colleagues is judged against."""

from sqlalchemy import select

from app import clock
from app.domain.people_sheet import Present
from app.extensions import db
from app.invitations import waiting
from app.models.account import RoleGrant, User
from app.models.school import School
from app.web.language import NAMES


def present(school: School) -> Present:
    """The team, its open invitations, and accounts that were closed. Three queries."""
    team = select(User.email).join(RoleGrant, RoleGrant.user_id == User.id)
    members = team.where(RoleGrant.school_id == school.id, RoleGrant.revoked_at.is_(None))
    closed = select(User.email).where(User.disabled_at.is_not(None), User.email.is_not(None))
    return Present(
        members=frozenset(str(one) for one in db.session.scalars(members)),
        invited=frozenset(one.email for one in waiting(school=school) if one.expires_at > clock.now()),
        closed=frozenset(str(one) for one in db.session.scalars(closed)),
        languages=frozenset(NAMES),
        language=school.language,
    )
