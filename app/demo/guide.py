"""The way round the demonstration: how everybody signs in, and where one case in each state is."""

from typing import Any

from flask import current_app
from sqlalchemy import select

from app import clock, secrets
from app.accounts.operations import DEMO_ENDING
from app.demo.people import PASSWORD
from app.domain.award import status
from app.domain.facts import Function
from app.domain.roles import Role
from app.domain.workflow import State
from app.extensions import db
from app.models.account import RoleGrant, User
from app.models.application import Application
from app.models.award import Award
from app.models.programme import Assignment, Programme
from app.models.school import School

PEOPLE_ORDER = list(Role)


def guide() -> dict[str, Any]:
    """People, cases (one at least in each state), awards and addresses, as plain values."""
    found = {"people": _people(), "cases": _cases(), "awards": _awards(), "urls": _urls()}
    db.session.rollback()
    return found


def _base() -> str:
    return str(current_app.config["SETTINGS"].base_url)


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
    order = [role.value for role in PEOPLE_ORDER]
    return sorted(people, key=lambda one: (one["country"], order.index(one["role"])))


def _person(
    user: User, grant: RoleGrant, school: School | None, programme: Programme | None
) -> dict[str, Any]:
    return {
        "name": user.name,
        "role": grant.role.value,
        "position": grant.position.value if grant.position else "",
        "counts": grant.confirmed_at is not None,  # a proposed expert or assessor waits for a second person
        "country": programme.country if programme else "",
        "school": school.name if school else "",
        "school_url": f"{_base()}/schools/{school.ref}" if school else "",
        "email": user.email,
        "password": PASSWORD,
        "totp_secret": secrets.decrypt(user.totp_secret),
    }


def _cases() -> list[dict[str, Any]]:
    query = (
        select(Application, School, Programme, Award.tier)
        .join(School, School.id == Application.school_id)
        .join(Programme, Programme.id == Application.programme_id)
        .outerjoin(Award, Award.application_id == Application.id)
        .order_by(Application.id)
    )
    order = list(State)
    rows = sorted(db.session.execute(query), key=lambda row: order.index(row.Application.state))
    people = _on_cases()
    return [
        {
            "state": case.state.value,
            "ref": case.ref,
            "school": school.name,
            "country": programme.country,
            "url": f"{_base()}/applications/{case.ref}",
            "tier": tier,
            "people": people.get(case.id, {}),
        }
        for case, school, programme, tier in rows
    ]


def _on_cases() -> dict[int, dict[str, str]]:
    """Application id → function → address of somebody who has it; `head` among them."""
    found: dict[int, dict[str, str]] = {}
    heads = (
        select(Application.id, User.email)
        .join(RoleGrant, RoleGrant.school_id == Application.school_id)
        .join(User, User.id == RoleGrant.user_id)
        .where(RoleGrant.position == "head", RoleGrant.revoked_at.is_(None))
    )
    for number, email in db.session.execute(heads):
        found.setdefault(number, {})["head"] = email or ""
    helpers = select(Assignment.application_id, Assignment.function, User.email).join(
        User, User.id == Assignment.user_id
    )
    for number, function, email in db.session.execute(helpers.where(Assignment.ended_at.is_(None))):
        found.setdefault(number, {})[Function(function).value] = email or ""
    return found


def _awards() -> list[dict[str, Any]]:
    query = select(Award, School.name).join(School, School.id == Award.school_id).order_by(Award.id)
    return [
        {
            "status": status(award.state, award.expires_on, clock.today()).value,
            "tier": award.tier,
            "school": school,
            "code": award.code,
            "url": f"{_base()}/verify/{award.code}",
        }
        for award, school in db.session.execute(query)
    ]


def _urls() -> dict[str, str]:
    paths = {
        "home": "/", "sign_in": "/accounts/sign-in", "demo": "/accounts/demo", "learning": "/learning",
        "verify": "/verify", "register": "/verify/register", "platform": "/platform", "belarus": "/programmes/belarus",
        "moldova": "/programmes/moldova", "expert": "/reviews", "assessor": "/assessments",
    }  # fmt: skip
    return {name: f"{_base()}{path}" for name, path in paths.items()}
