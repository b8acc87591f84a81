"""Every link a person sees leads somewhere, and no page names what its reader may not know of."""

import re

from sqlalchemy.orm import selectinload

from app.domain.policy import can_see
from app.domain.roles import Role
from app.extensions import db
from app.models import Application, School, User
from tests.support.crawl import Seen
from tests.support.personas import PUBLIC_NAME, World

CASE = re.compile(r"\b(?:BY|MD|UA)-20\d\d-\d{4}\b")
SCHOOL = re.compile(r"\b(?:by|md|ua)-\d{5}\b")
WITHOUT_CONTENT = (
    "/platform/log",
    "/platform/open-programme",
)  # events without payload; an example in a hint
ADDRESS = re.compile(r"[\w.+-]+@demo\.ciss\.invalid")


def opens(one: Seen) -> bool:
    """200; a signing-in page for the public; /start goes on; a paper may be drawn only now, back at its page."""
    if one.status != 303:
        return one.status == 200
    back = one.text.removeprefix('<a href="')
    to_the_door = one.who.name == PUBLIC_NAME and back.startswith("/accounts/sign-in?next=")
    return one.url == "/start" or one.url.endswith(".pdf") or to_the_door


def test_every_link_that_a_person_sees_opens(walks: dict[str, list[Seen]]) -> None:
    seen = [one for walk in walks.values() for one in walk]
    assert [
        f"{one.who.name}: {one.found_on} → {one.url}: {one.status}" for one in seen if not opens(one)
    ] == []
    fewest = min(walks.values(), key=len)
    assert len(fewest) >= 20, f"{fewest[0].who.name} came to {[one.url for one in fewest]} only"


def private(walks: dict[str, list[Seen]]) -> list[Seen]:
    """Pages that are not for everybody, but for those that name cases without saying what is in them."""
    seen = [one for walk in walks.values() for one in walk if one.guard and one.guard.kind != "public"]
    return [one for one in seen if not one.url.startswith(WITHOUT_CONTENT)]


def test_no_page_names_a_case_its_reader_may_not_see(world: World, walks: dict[str, list[Seen]]) -> None:
    with world.app.app_context():
        rows = db.session.query(Application).options(selectinload(Application.assignments))
        cases = {row.ref: row.facts() for row in rows}
        db.session.remove()
    asked = {ref: {one.user_id for one in facts.assignments} for ref, facts in cases.items()}
    named = [(one, ref) for one in private(walks) for ref in set(CASE.findall(one.text))]
    assert len(named) > 100
    leaks = [
        f"{one.who.name} reads of {ref} at {one.url}"
        for one, ref in named
        if not can_see(one.who.actor, cases[ref]) and one.who.actor.user_id not in asked[ref]
    ]
    assert leaks == []


def test_no_page_names_a_school_of_another_country_or_a_neighbour_to_a_school(
    world: World, walks: dict[str, list[Seen]]
) -> None:
    with world.app.app_context():
        schools = {row.ref: row for row in db.session.query(School)}
        db.session.expunge_all()
        db.session.remove()
    named = [(one, ref) for one in private(walks) for ref in set(SCHOOL.findall(one.text))]
    assert len(named) > 100
    leaks = [
        f"{one.who.name} reads of {ref} at {one.url}"
        for one, ref in named
        if not one.who.actor.has(Role.ADMIN)
        and (one.who.country != schools[ref].programme_id or one.who.school not in (0, schools[ref].id))
    ]
    assert leaks == []


def test_no_page_shows_an_address_from_another_country_or_of_a_neighbours_team(
    world: World, walks: dict[str, list[Seen]]
) -> None:
    """Administrators manage accounts; an invitation's address belongs to nobody yet."""
    with world.app.app_context():
        people = {email for (email,) in db.session.query(User.email)}
        db.session.remove()
    home = {f"{who.name.removeprefix('hopeful.')}@demo.ciss.invalid": who for who in world.people.values()}
    named = [(one, email) for one in private(walks) for email in set(ADDRESS.findall(one.text)) & people]
    assert len(named) > 20
    leaks = [
        f"{one.who.name} reads {email} at {one.url}"
        for one, email in named
        if not one.who.actor.has(Role.ADMIN)
        and one.who.name != home[email].name
        and (
            home[email].country != one.who.country
            or (home[email].school and one.who.school not in (0, home[email].school))
        )
    ]
    assert leaks == []
