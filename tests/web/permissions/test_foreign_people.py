"""Whatever the people of one country open, the people of another find nothing there."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.support.crawl import Seen, endpoint_of
from tests.support.personas import Persona, World

COUNTRIES = ("belarus", "moldova")
ROLES = {"coordinator", "expert", "assessor", "school head", "school coordinator", "school teacher"}
# An address that holds one's own things though no row stands in it.
OWN = {"accounts.notice"}


def of_a_subject(walks: dict[str, list[Seen]], world: World, country: int) -> dict[str, Seen]:
    """Every address with a subject that somebody of this country opened, once."""
    opened = [
        one for walk in walks.values() for one in walk if one.status == 200 and one.who.country == country
    ]
    return {
        urlsplit(one.url).path: one
        for one in opened
        if one.guard.kind == "allowed" or endpoint_of(world, one.url) in OWN
    }


def visitors(world: World, country: int) -> list[Persona]:
    """One person in each role of another country."""
    others = [who for who in world.people.values() if who.country and who.country != country]
    chosen = {who.role: who for who in others if who.role in ROLES}
    assert set(chosen) == ROLES
    return list(chosen.values())


def wanderings(walks: dict[str, list[Seen]], world: World, home: str) -> Iterator[tuple[Persona, str]]:
    country = world.people[f"coordinator.{home}"].country
    found = of_a_subject(walks, world, country)
    assert len(found) >= 80
    for who in visitors(world, country):
        for url in found:
            yield who, url


@pytest.mark.parametrize("home", COUNTRIES)
def test_every_address_of_one_country_is_nothing_to_another(
    world: World, walks: dict[str, list[Seen]], home: str
) -> None:
    before = world.mark()
    answers = [(who.name, url, world.get(who, url)) for who, url in wanderings(walks, world, home)]
    assert [
        (name, url, answer.status_code) for name, url, answer in answers if answer.status_code != 404
    ] == []
    assert world.mark() == before


@pytest.mark.parametrize("home", COUNTRIES)
def test_a_refusal_says_nothing_of_what_is_there(
    world: World, walks: dict[str, list[Seen]], home: str
) -> None:
    """The page for a foreign case and the page for no case at all are the same but for the address itself."""
    country = world.people[f"coordinator.{home}"].country
    for who in visitors(world, country):
        ref = _a_case(walks, country)
        there, nothing = (_page(world, who, f"/applications/{one}") for one in (ref, "ZZ-2026-9999"))
        assert there.replace(ref, "ZZ-2026-9999") == nothing


def _page(world: World, who: Persona, url: str) -> str:
    """The words of a page, without the keys of its forms."""
    return re.sub(r'name="(once|csrf_token)" value="[^"]*"', "", world.get(who, url).get_data(as_text=True))


def _a_case(walks: dict[str, list[Seen]], country: int) -> str:
    urls = (
        one.url for walk in walks.values() for one in walk if one.who.country == country and one.status == 200
    )
    return next(url.split("/")[2] for url in urls if url.startswith("/applications/") and url.count("/") == 2)
