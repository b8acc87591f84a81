"""Following the links a person sees, from the first page on: GET only, two clicks from there."""

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

from werkzeug.exceptions import HTTPException

from app.web.guard import Guard
from tests.support.personas import Persona, World

LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"', re.DOTALL)
LEFT_OUT = {"accounts.export", "pages.speak", "applications.take_away", "verify.certificate"}
ALIKE = 3  # so many addresses of one route are opened: the four hundredth school is as the third


@dataclass(frozen=True)
class Seen:
    """An address a person was led to, the page with the link, and the answer."""

    who: Persona
    url: str
    found_on: str
    status: int
    text: str
    guard: Guard


def crawl(world: World, who: Persona, first: str, *, clicks: int = 3) -> Iterator[Seen]:
    """Every kind of page that this person comes to. /start leads to the first page: one click more."""
    routes: Counter[str] = Counter()
    waiting, met = [(first, "")], {first}
    for _ in range(clicks + 1):
        following: list[tuple[str, str]] = []
        for url, found_on in waiting:
            endpoint = endpoint_of(world, url)
            if endpoint in LEFT_OUT or routes[endpoint] >= ALIKE:
                continue
            routes[endpoint] += 1
            one = _open(world, who, url, found_on, endpoint)
            yield one
            for link in _links(one.text, url):
                if link not in met:
                    met.add(link)
                    following.append((link, url))
        waiting = following


def endpoint_of(world: World, url: str) -> str:
    """The route of an address, or the address itself where there is none."""
    try:
        return str(world.app.url_map.bind("localhost").match(urlsplit(url).path)[0])
    except HTTPException:
        return url


def _open(world: World, who: Persona, url: str, found_on: str, endpoint: str) -> Seen:
    answer = world.get(who, url)
    text = answer.get_data(as_text=True) if "text/" in answer.content_type else ""
    if answer.status_code == 303:
        text = f'<a href="{html.escape(answer.location)}">'
    guard = getattr(world.app.view_functions.get(endpoint), "guard", None)
    return Seen(who, url, found_on, answer.status_code, text, guard)  # type: ignore[arg-type]


def _links(page: str, url: str) -> Iterator[str]:
    for href in LINK.findall(page):
        link = urldefrag(html.unescape(href))[0]
        if link.startswith("?"):
            link = urlsplit(url).path + link
        if link.startswith("/") and not link.startswith(("//", "/static/")):
            yield link
