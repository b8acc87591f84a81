"""The menu: what this person comes to do, from the roles they hold."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import g, request
from flask_babel import gettext as _

from app.domain.roles import Role
from app.web.addresses import url_for
from app.web.language import NAMES, current


@dataclass(frozen=True)
class Link:
    text: str
    href: str
    current: bool = False
    count: int = 0


@dataclass(frozen=True)
class LanguageLink:
    code: str
    name: str
    href: str
    current: bool


def menu() -> list[Link]:
    """Links of the signed-in person, most used first; empty for the public."""
    person = g.get("person")
    if person is None:
        return []
    links = [*_places(person), _link(_("Learning"), "learning.index")]
    links.append(_link(_("Inbox"), "accounts.inbox", count=person.unread))
    return links


def _places(person: object) -> list[Link]:
    links: list[Link] = []
    for grant, place in person.places:  # type: ignore[attr-defined]
        if grant.role in (Role.LEAD, Role.MEMBER):
            links.append(_link(_("My school"), "schools.show", ref=place))
        elif grant.role is Role.COORDINATOR:
            links.append(_link(_("Programme"), "programmes.show", slug=place))
        elif grant.role is Role.EXPERT:
            links.append(_link(_("Support"), "reviews.index"))
        elif grant.role is Role.ASSESSOR:
            links.append(_link(_("Assessments"), "assessments.index"))
        elif grant.role is Role.ADMIN:
            links.append(_link(_("Platform"), "platform.show"))
    return list(dict.fromkeys(links))


def _link(text: str, endpoint: str, count: int = 0, **values: Any) -> Link:
    here = (request.endpoint or "").split(".")[0] == endpoint.split(".")[0]
    if endpoint == "accounts.inbox":
        here = request.endpoint == endpoint
    return Link(text, url_for(endpoint, **values), here, count)


def languages() -> list[LanguageLink]:
    """The language switch: a link that comes back to this page."""
    here = request.full_path.rstrip("?") if request.method == "GET" else request.path
    chosen, back = current(), quote(here, safe="/!$'()*,:;?@")
    return [
        LanguageLink(code, name, f"{url_for('pages.speak', language=code)}?next={back}", code == chosen)
        for code, name in NAMES.items()
    ]


def first_page(person: object) -> str:
    """Where this person's day begins (first screens of product.md)."""
    if person.must_set_up_totp:  # type: ignore[attr-defined]
        return url_for("accounts.two_step")
    links = _places(person)
    return links[0].href if links else url_for("learning.index")
