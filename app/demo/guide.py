"""The way round the demonstration: how everybody signs in, and where one case in each state is."""

from collections import defaultdict
from typing import Any

from flask import current_app
from sqlalchemy import or_, select

from app import clock, secrets
from app.accounts.operations import DEMO_ENDING
from app.demo.people import PASSWORD
from app.domain.award import status
from app.domain.facts import AssignmentState, Function
from app.domain.roles import Position, Role
from app.domain.workflow import State
from app.extensions import db
from app.models.account import RoleGrant, User
from app.models.application import Application
from app.models.award import Award
from app.models.programme import Assignment, Programme
from app.models.school import School

ROLES = list(Role)
STATES = list(State)
FIRST = {Role.ADMIN: "/platform", Role.EXPERT: "/reviews", Role.ASSESSOR: "/assessments"}
DESKS = {Function.EXPERT: "reviews", Function.ASSESSOR: "assessments", Function.DECIDER: "assessments"}


def guide() -> dict[str, Any]:
    """People, cases (at least one in each state), awards and addresses, as plain values for JSON."""
    found = {"people": _people(), "cases": _cases(), "awards": _awards(), "urls": _urls()}
    db.session.rollback()
    return found


def _absolute(path: str) -> str:
    return f"{current_app.config['SETTINGS'].base_url}{path}"


def _people() -> list[dict[str, Any]]:
    home = (Programme.id == RoleGrant.programme_id) | (Programme.id == School.programme_id)
    query = (
        select(User, RoleGrant, School, Programme)
        .join(RoleGrant, (RoleGrant.user_id == User.id) & RoleGrant.revoked_at.is_(None))
        .outerjoin(School, School.id == RoleGrant.school_id)
        .outerjoin(Programme, home)
        .where(User.email.endswith(DEMO_ENDING))
        .order_by(RoleGrant.id)
    )
    people = [_person(*row) for row in db.session.execute(query)]
    order = [role.value for role in ROLES]
    return sorted(people, key=lambda one: (one["country"], order.index(one["role"])))


def _person(
    user: User, grant: RoleGrant, school: School | None, programme: Programme | None
) -> dict[str, Any]:
    first = FIRST.get(grant.role) or (f"/schools/{school.ref}" if school else f"/programmes/{programme.slug}")  # type: ignore[union-attr]
    return {
        "name": user.name,
        "role": grant.role.value,
        "position": grant.position.value if grant.position else "",
        "counts": grant.confirmed_at is not None,  # a proposed expert or assessor waits for a second person
        "country": programme.country if programme else "",
        "school": school.name if school else "",
        "email": user.email,
        "password": PASSWORD,
        "totp_secret": secrets.decrypt(user.totp_secret),
        "url": _absolute(first),
    }


def _cases() -> list[dict[str, Any]]:
    query = (
        select(Application, School.name, Programme.country, Award.tier)
        .join(School, School.id == Application.school_id)
        .join(Programme, Programme.id == Application.programme_id)
        .outerjoin(Award, Award.application_id == Application.id)
        .order_by(Application.id)
    )
    pages = _pages()
    rows = sorted(db.session.execute(query), key=lambda row: STATES.index(row.Application.state))
    return [
        {
            "state": case.state.value, "ref": case.ref, "school": school, "country": country, "tier": tier,
            "url": _absolute(f"/applications/{case.ref}"), "pages": pages[case.id],
        }
        for case, school, country, tier in rows
    ]  # fmt: skip


def _pages() -> dict[int, list[dict[str, Any]]]:
    """Application id → who may open what of it: function, address of the person, page."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    owners = (
        select(Application.id, Application.ref, RoleGrant.role, User.email)
        .join(
            RoleGrant,
            or_(
                (RoleGrant.school_id == Application.school_id) & (RoleGrant.position == Position.HEAD),
                (RoleGrant.programme_id == Application.programme_id) & (RoleGrant.role == Role.COORDINATOR),
            ),
        )
        .join(User, User.id == RoleGrant.user_id)
        .where(RoleGrant.revoked_at.is_(None))
        .order_by(RoleGrant.id)
    )
    for number, ref, role, email in db.session.execute(owners):
        who = "head" if role is Role.LEAD else role.value
        found[number].append({"for": who, "email": email, "url": _absolute(f"/applications/{ref}")})
    helpers = (
        select(Assignment, Application.ref, User.email)
        .join(Application, Application.id == Assignment.application_id)
        .join(User, User.id == Assignment.user_id)
        .where(Assignment.ended_at.is_(None))
        .order_by(Assignment.id)
    )
    for assignment, ref, email in db.session.execute(helpers):
        declared = assignment.state is AssignmentState.DECLARED
        path = f"/{DESKS[assignment.function]}/{ref if declared else f'assignments/{assignment.id}'}"
        who = assignment.function.value if declared else f"{assignment.function.value} who was asked"
        found[assignment.application_id].append({"for": who, "email": email, "url": _absolute(path)})
    return found


def _awards() -> list[dict[str, Any]]:
    query = select(Award, School.name).join(School, School.id == Award.school_id).order_by(Award.id)
    return [
        {
            "status": status(award.state, award.expires_on, clock.today()).value,
            "tier": award.tier,
            "school": school,
            "code": award.code,
            "url": _absolute(f"/verify/{award.code}"),
        }
        for award, school in db.session.execute(query)
    ]


def _urls() -> dict[str, str]:
    paths = {
        "base": "", "sign_in": "/accounts/sign-in", "demo": "/accounts/demo", "learning": "/learning",
        "verify": "/verify", "register": "/verify/register", "platform": "/platform",
    }  # fmt: skip
    paths |= {slug: f"/programmes/{slug}" for slug in db.session.scalars(select(Programme.slug))}
    return {name: _absolute(path) for name, path in paths.items()}
