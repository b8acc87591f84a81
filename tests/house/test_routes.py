"""Every route is guarded, typed, kebab-case, and written down: a change of the surface shows in a diff."""

import re
from pathlib import Path

import pytest
from flask import Flask

from app.factory import SLICES
from app.web.guard import Guard

LEDGER = Path(__file__).parent / "routes.txt"


def routes(app: Flask) -> list[tuple[str, str, str, Guard]]:
    found = []
    for rule in app.url_map.iter_rules():
        guard = getattr(app.view_functions[rule.endpoint], "guard", None)
        methods = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        found.extend((method, rule.rule, rule.endpoint, guard) for method in methods)
    return sorted(found, key=lambda row: (row[1], row[0]))


def test_every_route_says_who_may_call_it(app: Flask) -> None:
    assert [row[:3] for row in routes(app) if not isinstance(row[3], Guard)] == []


def test_the_ledger_of_routes_is_current(app: Flask) -> None:
    lines = [f"{method:4} {url}  {guard.kind}:{guard.action}" for method, url, _, guard in routes(app)]
    text = "\n".join(lines) + "\n"
    if not LEDGER.exists() or LEDGER.read_text(encoding="utf-8") != text:
        LEDGER.with_suffix(".new").write_text(text, encoding="utf-8")
        pytest.fail("the routes changed: read tests/house/routes.new, and if it is right, make it routes.txt")


def test_urls_are_kebab_case_and_their_parts_typed(app: Flask) -> None:
    for _, url, endpoint, _ in routes(app):
        bare = re.sub(r"<[a-z]+(\(.*?\))?:[a-z_]+>", "x", url)
        assert "<" not in bare, f"{endpoint}: an untyped part in {url}"
        assert re.fullmatch(r"[a-z0-9./-]*", bare), f"{endpoint}: {url} is not kebab-case"


def test_the_first_word_of_a_url_is_the_name_of_its_slice(app: Flask) -> None:
    for _, url, endpoint, _ in routes(app):
        slice_name = endpoint.split(".")[0]
        if slice_name != "pages":
            own = url.startswith(f"/{slice_name}")
            published = slice_name == "verify" and url.startswith(
                ("/.well-known/", "/status/", "/achievements/", "/pki", "/register")
            )
            assert own or published, f"{endpoint} is at {url}"


def test_a_change_is_never_a_get(app: Flask) -> None:
    """What has a row in the table of transitions is reached by POST (its form may be a GET of the same URL)."""
    from app.domain.workflow import BY_ACTION

    posts = {(url, guard.action) for method, url, _, guard in routes(app) if method == "POST"}
    gets = {(url, guard.action) for method, url, _, guard in routes(app) if method == "GET"}
    changing = {(url, action) for url, action in gets if action in BY_ACTION}
    assert changing <= posts


def test_every_action_that_moves_a_case_has_its_route(app: Flask) -> None:
    from app.domain.action import Action

    named = {guard.action for *_, guard in routes(app)}
    assert set(Action) - named == set()


def test_every_slice_is_registered(app: Flask) -> None:
    assert set(SLICES) <= set(app.blueprints)
