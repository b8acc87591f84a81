"""People and the places they work in, made as rows. Each returns the row, committed."""

from itertools import count
from typing import Any

from app.clock import now
from app.domain.roles import Position, Role
from app.extensions import db
from app.models import Programme, RoleGrant, School, User

_numbers = count(1)
COUNTRIES = {"BY": ("belarus", "Belarus", "Europe/Minsk"), "MD": ("moldova", "Moldova", "Europe/Chisinau")}


def save(row: Any) -> Any:
    """Add and commit a row."""
    db.session.add(row)
    db.session.commit()
    return row


def make_user(name: str = "", **values: Any) -> User:
    """A person with an account, a second factor set up and no role."""
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "name": name or f"Person {number}",
        "email": f"person{number}@school.test",
        "language": "en",
        "timezone": "Europe/Minsk",
        "created_at": now(),
        "totp_confirmed_at": now(),
    }
    return save(User(**{**defaults, **values}))


def make_programme(country: str = "BY", **values: Any) -> Programme:
    """The open programme of a country; the same row when asked twice."""
    slug, name, zone = COUNTRIES[country]
    found = db.session.query(Programme).filter_by(slug=slug).one_or_none()
    if found:
        return found
    defaults: dict[str, Any] = {
        "slug": slug,
        "country": country,
        "name": name,
        "languages": ["en", "ru"],
        "timezone": zone,
        "contacts": [],
        "opened_at": now(),
    }
    return save(Programme(**{**defaults, **values}))


def make_school(programme: Programme | None = None, name: str = "", **values: Any) -> School:
    """A registered school."""
    programme = programme or make_programme()
    number = next(_numbers)
    name = name or f"School No. {number}"
    defaults: dict[str, Any] = {
        "ref": f"{programme.country.lower()}-{number:05d}",
        "programme_id": programme.id,
        "name": name,
        "name_key": name.casefold(),
        "place_key": "",
        "language": "en",
        "created_at": now(),
        "invited_at": now(),
        "registered_at": now(),
    }
    return save(School(**{**defaults, **values}))


def grant(user: User, role: Role, *, programme: Any = None, school: Any = None, position: Any = None) -> User:
    """Give a person a role that counts at once."""
    save(
        RoleGrant(
            user_id=user.id,
            role=role,
            programme_id=programme.id if programme else None,
            school_id=school.id if school else None,
            position=position,
            granted_at=now(),
            confirmed_at=now(),
        )
    )
    return user


def make_head(school: School, **values: Any) -> User:
    return grant(make_user(**values), Role.LEAD, school=school, position=Position.HEAD)


def make_school_coordinator(school: School, **values: Any) -> User:
    return grant(make_user(**values), Role.LEAD, school=school, position=Position.COORDINATOR)


def make_member(school: School, **values: Any) -> User:
    return grant(make_user(**values), Role.MEMBER, school=school, position=Position.STAFF)


def make_coordinator(programme: Programme | None = None, **values: Any) -> User:
    return grant(make_user(**values), Role.COORDINATOR, programme=programme or make_programme())


def make_expert(programme: Programme | None = None, **values: Any) -> User:
    return grant(make_user(**values), Role.EXPERT, programme=programme or make_programme())


def make_assessor(programme: Programme | None = None, **values: Any) -> User:
    return grant(make_user(**values), Role.ASSESSOR, programme=programme or make_programme())


def make_admin(**values: Any) -> User:
    return grant(make_user(**values), Role.ADMIN)
