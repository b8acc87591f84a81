"""The beginning: administrators, the programmes of three countries, their people, and the registers of schools."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app import audit, clock
from app.demo import people
from app.demo.people import Cast
from app.demo.stage import Calendar, Story, acting
from app.domain import register_sheet
from app.domain.action import Action
from app.domain.roles import Role
from app.extensions import db
from app.invitations import invite
from app.models.account import RoleGrant, User
from app.models.programme import Programme
from app.programmes import operations as programmes

REGISTER = Path(__file__).parent / "schools.csv"


@dataclass(frozen=True)
class Country:
    """A programme and who works for it: (handle, name) pairs."""

    code: str
    slug: str
    name: str
    languages: tuple[str, ...]
    timezone: str
    coordinator: str
    experts: tuple[str, ...]
    assessors: tuple[str, ...]
    contacts: tuple[tuple[str, str, str, str], ...]  # kind, text, url, source


COUNTRIES = (
    Country(
        "BY", "belarus", "Safe Internet School Belarus", ("ru", "be", "en"), "Europe/Minsk", "Ірына Саковіч",
        ("Ольга Левшук", "Кирилл Рябов"), ("Галина Бойко", "Степан Вашкевич", "Вера Дубовик"),
        (
            ("helpline", "8-801-100-16-11, day and night", "", "Republican Centre of Mental Health"),
            ("police", "102", "", "Ministry of the Interior"),
        ),
    ),
    Country(
        "MD", "moldova", "Safe Internet School Moldova", ("ro", "ru", "en"), "Europe/Chisinau", "Mariana Codreanu",
        ("Natalia Sandu",), ("Elena Vasilache", "Viorel Ganea", "Rodica Pleșca"),
        (
            ("helpline", "116 111, Telefonul Copilului, day and night", "https://telefonulcopilului.md", "La Strada"),
            ("hotline", "Report illegal content", "https://siguronline.md", "La Strada"),
        ),
    ),
    Country(
        "UA", "ukraine", "Safe Internet School Ukraine", ("uk", "en"), "Europe/Kyiv", "Оксана Левченко", (), (),
        (("helpline", "116 111", "", "La Strada-Ukraine"),),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One line of the demonstration's register; the last fields are empty for schools that only stand in it."""

    country: str
    slug: str
    name: str
    region: str
    district: str
    locality: str
    longitude: str
    latitude: str
    head: str
    coordinator: str
    teacher: str

    @property
    def source_id(self) -> str:
        """The school's id in the register: how a story finds its school again."""
        return f"demo-{self.slug}" if self.slug else f"demo-{self.longitude}-{self.latitude}"


@cache
def entries() -> tuple[Entry, ...]:
    """Every invented school."""
    with REGISTER.open(encoding="utf-8", newline="") as file:
        return tuple(Entry(**row) for row in csv.DictReader(file))


def opens(cast: Cast, country: Country, calendar: Calendar) -> Story:
    """A programme from its opening to its register of schools."""
    yield calendar.moment
    if not cast.admins:
        cast.admins += [people.admin("admin", "Alex Morgan"), people.admin("admin2", "Sam Rivera")]
    first, second = cast.admins
    with acting(first):
        programme = _open(country)
    yield calendar.after(days=1)
    with acting(first):
        handle = f"coordinator.{country.slug}"
        invitation = invite(
            people.address(handle),
            Role.COORDINATOR,
            by=first.id,
            name=country.coordinator,
            programme=programme,
        )
        audit.record(Action.NAME_COORDINATOR, programme, personal={"email": invitation.email})
    yield calendar.after(days=1)
    coordinator = people.accept(invitation, handle, timezone=country.timezone, with_app=True)
    cast.coordinators[country.code] = coordinator
    yield calendar.after(minutes=40)
    with acting(coordinator):
        _contacts(programme, country)
        _register(programme, country, coordinator)
    for role, names, found in (
        (Role.EXPERT, country.experts, cast.experts.setdefault(country.code, [])),
        (Role.ASSESSOR, country.assessors, cast.assessors.setdefault(country.code, [])),
    ):
        yield calendar.after(days=1)
        found += _appoint(programme, role, names, coordinator, second)


def _open(country: Country) -> Programme:
    programme = Programme(
        slug=country.slug, country=country.code, name=country.name, languages=list(country.languages),
        timezone=country.timezone, contacts=[], opened_at=clock.now(),
    )  # fmt: skip
    db.session.add(programme)
    audit.record(Action.OPEN_PROGRAMME, programme, country=country.code, languages=list(country.languages))
    return programme


def _contacts(programme: Programme, country: Country) -> None:
    for number, (kind, text, url, source) in enumerate(country.contacts):
        programmes.save_contact(programme, None, kind=kind, text=text, url=url, source=source)
        if url:  # a telephone number is confirmed by calling it, which nobody did
            programmes.confirm_contact(programme, number)


def _register(programme: Programme, country: Country, coordinator: User) -> None:
    """The register comes in as a file, as any coordinator would send it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("sourced_id", "name", "region", "district", "locality", "longitude", "latitude"))
    for one in entries():
        if one.country == country.code:
            place = (one.region, one.district, one.locality, one.longitude, one.latitude)
            writer.writerow((one.source_id, one.name, *place))
    data = out.getvalue().encode()
    sheet = register_sheet.read(data)
    kept = programmes.dry_run_register(
        programme,
        sheet,
        programmes.judged(sheet),
        filename=f"schools-{country.slug}.csv",
        data=data,
        by=coordinator.id,
    )
    programmes.import_schools(kept)


def _appoint(
    programme: Programme, role: Role, names: Sequence[str], coordinator: User, confirmer: User
) -> list[User]:
    """Proposed by the coordinator, accepted by the person, confirmed by an administrator."""
    return [
        confirm(propose(programme, role, number, name, coordinator), role, confirmer)
        for number, name in enumerate(names, start=1)
    ]


def propose(programme: Programme, role: Role, number: int, name: str, coordinator: User) -> User:
    """Somebody who was proposed and said yes; the role counts when an administrator has confirmed it."""
    handle = f"{role.value}{number}.{programme.slug}"
    with acting(coordinator):
        invitation = programmes.propose_role(
            programme, role, name=name, email=people.address(handle), language="en", by=coordinator.id
        )
    return people.accept(invitation, handle, timezone=programme.timezone, with_app=True)


def confirm(user: User, role: Role, confirmer: User) -> User:
    """The second person's word."""
    waiting: dict[str, Any] = {"user_id": user.id, "role": role, "confirmed_at": None}
    grant = db.session.query(RoleGrant).filter_by(**waiting).one()
    with acting(confirmer):
        grant.confirmed_by_id, grant.confirmed_at = confirmer.id, clock.now()
        audit.record(Action.CONFIRM_ROLE, grant, role=role)
    return user
