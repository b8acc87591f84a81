"""One school as its coordinator sees it: invitation, team and training, application, people on it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app import clock
from app.casefile import check_ins
from app.casefile.check_ins import Shown
from app.casefile.team import Member, team
from app.domain.roles import Role
from app.extensions import db
from app.models.account import Invitation
from app.models.application import Application
from app.models.award import Award
from app.models.school import School
from modules.load import curriculum


@dataclass(frozen=True)
class InvitationShown:
    """`state`: accepted, taken back, expired, or open."""

    email: str
    name: str
    sent_at: datetime
    until: datetime
    state: str


@dataclass(frozen=True)
class SchoolPage:
    invitations: tuple[InvitationShown, ...]
    members: tuple[Member, ...]
    modules: int
    applications: tuple[tuple[Application, Award | None], ...]
    check_ins: tuple[Shown, ...]


def page(school: School) -> SchoolPage:
    """Everything on the page. Six queries, however many people there are."""
    query = (
        select(Application, Award)
        .outerjoin(Award, Award.application_id == Application.id)
        .where(Application.school_id == school.id)
        .order_by(Application.id.desc())
    )
    return SchoolPage(
        invitations=_invitations(school),
        members=team(school.id),
        modules=len(curriculum().modules),
        applications=tuple((one, award) for one, award in db.session.execute(query)),
        check_ins=check_ins.of_school(school.id),
    )


def _invitations(school: School) -> tuple[InvitationShown, ...]:
    """The last invitations of a head, newest first."""
    query = select(Invitation).where(Invitation.school_id == school.id, Invitation.role == Role.LEAD)
    found = db.session.scalars(query.order_by(Invitation.id.desc()).limit(5))
    return tuple(
        InvitationShown(one.email, one.name, one.created_at, one.expires_at, _state(one)) for one in found
    )


def _state(one: Invitation) -> str:
    if one.accepted_at is not None:
        return "accepted"
    if one.revoked_at is not None:
        return "withdrawn"
    return "expired" if one.expires_at < clock.now() else "invited"
