"""Through HTTP: every route answers every person in every state as the rules say; a refusal changes nothing."""

from functools import cache

import pytest
from werkzeug.test import TestResponse

from app.domain.workflow import State
from tests.support.personas import World
from tests.support.subjects import CATALOGUE
from tests.support.tries import Try, Verdict, guarded, tries

REFUSED = {Verdict.SIGN_IN: 303, Verdict.UNKNOWN: 404, Verdict.FORBIDDEN: 403}
# A page that is yours opens in every state. A paper may not be written yet (409), or be drawn only now (303 back
# to its page). A button without its fields is done (303) or says why not: never 400 or 404.
PAGE, PAPER, BUTTON = {200}, {200, 303, 409}, {303, 409, 422}
NOT_ON_ONESELF = {"platform.disable_account", "platform.remove_two_step", "platform.revoke_role"}
CASE = (
    "application",
    "application_of",
    "claim",
    "evidence",
    "evidence_version",
    "award",
    "assignment",
    "assignment_of",
)
STRANGERS = ("foreign ", "neighbour ", "home expert", "home assessor", "home hopeful")
METHODS = ("GET", "POST")


@cache
def tried(world: World, method: str, loader: str) -> list[tuple[str, Try]]:
    """Every try of the routes with this loader, with the endpoint."""
    routes = [(rule, guard) for rule, guard in guarded(world, method) if guard.loader == loader]
    return [(rule.endpoint, one) for rule, guard in routes for one in tries(world, rule, guard)]


def as_said(method: str, endpoint: str, one: Try, answer: TestResponse) -> bool:
    """Is this the answer that the rules promise?"""
    if one.verdict is Verdict.SIGN_IN:
        return answer.status_code == 303 and answer.location.startswith("/accounts/sign-in")
    if one.verdict in REFUSED:
        return answer.status_code == REFUSED[one.verdict]
    if method == "POST":
        oneself = endpoint in NOT_ON_ONESELF and answer.status_code == 403
        return answer.status_code in BUTTON or oneself
    return answer.status_code in (PAPER if one.url.endswith((".pdf", ".zip")) else PAGE)


def ask(world: World, method: str, one: Try) -> tuple[TestResponse, bool]:
    """The answer, and whether anything was written meanwhile; what was done is put back."""
    before = world.mark()
    answer = world.get(one.who, one.url) if method == "GET" else world.post(one.who, one.url)
    written = world.mark() != before
    if written:
        world.restore()
    return answer, written


@pytest.mark.parametrize("loader", CATALOGUE)
def test_every_answer_is_what_the_rules_say(world: World, loader: str) -> None:
    wrong, asked = [], 0
    for method in METHODS:
        for endpoint, one in tried(world, method, loader):
            answer, written = ask(world, method, one)
            asked += 1
            if not as_said(method, endpoint, one, answer):
                wrong.append(f"{method} {one}, but {answer.status_code}")
            if written and one.verdict is not Verdict.THEIRS:
                wrong.append(f"{method} {one}, but something was written")
    assert wrong == []
    assert asked >= 15


@pytest.mark.parametrize("method", METHODS)
def test_no_rule_lets_a_stranger_know_of_a_case(world: World, method: str) -> None:
    """Said again without the rules: another country, another school, a colleague who was not asked."""
    found = [one for loader in CASE for _, one in tried(world, method, loader)]
    strangers = [one for one in found if one.relation.startswith(STRANGERS)]
    assert len({one.relation for one in strangers}) >= 11
    assert [str(one) for one in strangers if one.verdict is not Verdict.UNKNOWN] == []


def test_an_administrator_knows_of_no_case_but_by_breaking_the_glass(world: World) -> None:
    cases = [loader for loader in CASE if not loader.startswith("evidence")]
    found = [one for method in METHODS for loader in cases for _, one in tried(world, method, loader)]
    admins = [one for one in found if one.relation == "admin"]
    assert {one.verdict for one in admins} == {Verdict.UNKNOWN}
    papers = [(endpoint, one) for endpoint, one in tried(world, "GET", "evidence") if one.relation == "admin"]
    assert {endpoint for endpoint, one in papers if one.verdict is Verdict.THEIRS} == {"applications.glass"}
    assert {one.verdict for _, one in papers} == {Verdict.THEIRS, Verdict.FORBIDDEN}


@pytest.mark.parametrize("method", METHODS)
def test_every_route_with_a_subject_is_tried(world: World, method: str) -> None:
    found: dict[str, set[Verdict]] = {rule.endpoint: set() for rule, _ in guarded(world, method)}
    for loader in CATALOGUE:
        for endpoint, one in tried(world, method, loader):
            found[endpoint].add(one.verdict)
    enough = {Verdict.SIGN_IN, Verdict.UNKNOWN, Verdict.THEIRS}
    assert {endpoint: verdicts for endpoint, verdicts in found.items() if not enough <= verdicts} == {}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("loader", ["application", "application_of", "claim"])
def test_every_route_of_an_application_is_tried_in_every_state(
    world: World, method: str, loader: str
) -> None:
    found: dict[str, set[str]] = {}
    for endpoint, one in tried(world, method, loader):
        found.setdefault(endpoint, set()).add(one.subject.title.split()[1])
    assert {endpoint: states for endpoint, states in found.items() if states != set(State)} == {}
