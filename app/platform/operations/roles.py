"""Confirming and ending roles."""

from sqlalchemy import select, update

from app import audit, clock
from app.announce import announce
from app.domain.action import Action
from app.domain.errors import AlreadyDone, NotAllowed
from app.domain.facts import AssignmentState, Function
from app.domain.message import Message
from app.domain.roles import Role
from app.domain.workflow import FINAL
from app.extensions import db
from app.models.account import RoleGrant
from app.models.application import Application
from app.models.programme import Assignment, Programme
from app.models.school import School
from app.recipients import programme_coordinators
from app.web.sessions import end_sessions

FUNCTIONS = {Role.EXPERT: (Function.EXPERT,), Role.ASSESSOR: (Function.ASSESSOR, Function.DECIDER)}
FIRST_PAGE = {Role.EXPERT: "/reviews", Role.ASSESSOR: "/assessments"}


def _place(grant: RoleGrant) -> str:
    if grant.school_id is not None:
        return db.session.get_one(School, grant.school_id).name
    return db.session.get_one(Programme, grant.programme_id).name if grant.programme_id else "CISS"


def confirm_role(grant: RoleGrant, *, by: int) -> None:
    """The second person says yes: the role counts. Raises AlreadyDone when it was answered meanwhile."""
    moment = clock.now()
    mine = update(RoleGrant).where(
        RoleGrant.id == grant.id, RoleGrant.confirmed_at.is_(None), RoleGrant.revoked_at.is_(None)
    )
    answered = db.session.execute(mine.values(confirmed_at=moment, confirmed_by_id=by))
    if not answered.rowcount:  # type: ignore[attr-defined]
        raise AlreadyDone(Message("Somebody answered this already."))
    audit.record(Action.CONFIRM_ROLE, grant, role=grant.role.value, person=grant.user_id)
    announce(
        "role_confirmed",
        [grant.user],
        url=FIRST_PAGE.get(grant.role, "/start"),
        act=False,
        role=grant.role.value,
        place=_place(grant),
    )


def revoke_role(grant: RoleGrant, *, reason: str, by: int) -> None:
    """End a role: sessions end, running assignments that rest on it end, and coordinators look for somebody else.

    Raises AlreadyDone when it has ended, NotAllowed for an administrator's own role.
    """
    if grant.role is Role.ADMIN and grant.user_id == by:
        raise NotAllowed(Message("You cannot take your own administrator’s role. Ask another administrator."))
    mine = update(RoleGrant).where(RoleGrant.id == grant.id, RoleGrant.revoked_at.is_(None))
    if not db.session.execute(mine.values(revoked_at=clock.now())).rowcount:  # type: ignore[attr-defined]
        raise AlreadyDone(Message("This role has ended already."))
    cases = _end_assignments(grant)
    end_sessions(grant.user_id)
    audit.record(
        Action.REVOKE_ROLE,
        grant,
        role=grant.role.value,
        person=grant.user_id,
        cases=[case.ref for case in cases],
        personal={"reason": reason} if reason else None,
    )
    announce(
        "role_revoked", [grant.user], url="/accounts/profile", act=True, place=_place(grant), reason=reason
    )
    for case in cases:
        announce(
            "case_left",
            programme_coordinators(case.programme_id),
            url=f"/applications/{case.ref}",
            act=True,
            ref=case.ref,
            role=grant.role.value,
        )


def _end_assignments(grant: RoleGrant) -> list[Application]:
    """End what the person was asked to do by this role, unless another grant of the same role still carries it."""
    functions = FUNCTIONS.get(grant.role, ())
    if not functions:
        return []
    others = select(RoleGrant.programme_id).where(
        RoleGrant.user_id == grant.user_id,
        RoleGrant.role == grant.role,
        RoleGrant.id != grant.id,
        RoleGrant.revoked_at.is_(None),
        RoleGrant.confirmed_at.is_not(None),
    )
    carried = set(db.session.scalars(others))
    query = (
        select(Assignment, Application)
        .join(Application, Application.id == Assignment.application_id)
        .where(
            Assignment.user_id == grant.user_id,
            Assignment.function.in_(functions),
            Assignment.ended_at.is_(None),
            Application.state.not_in(FINAL),
        )
    )
    left = []
    for assignment, application in db.session.execute(query).all():
        if assignment.programme_id == grant.programme_id or not carried:
            assignment.state, assignment.ended_at = AssignmentState.ENDED, clock.now()
            left.append(application)
    return left
