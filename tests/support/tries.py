"""Who tries which address of whose subject, and what the rules say about it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from werkzeug.routing import Rule

from app.domain.policy import can, can_see
from app.web.guard import Guard
from tests.support.personas import PUBLIC_NAME, Persona, World
from tests.support.subjects import Subject, subjects

OURS = (1, 2)  # two countries with people in every role


class Verdict(StrEnum):
    """What the rules say, in the words of the house: 303 to the door, 404, 403, or theirs."""

    SIGN_IN = "sign in"
    UNKNOWN = "unknown"
    FORBIDDEN = "forbidden"
    THEIRS = "theirs"


@dataclass(frozen=True)
class Try:
    """One person at one address."""

    who: Persona
    relation: str  # own head, assigned assessor, foreign coordinator
    subject: Subject
    url: str
    verdict: Verdict

    def __str__(self) -> str:
        return f"{self.who.name} ({self.relation}) at {self.url} of {self.subject.title}: {self.verdict}"


def relation(who: Persona, subject: Subject) -> str:
    """What ties a person to a subject, in two words."""
    if who.name == PUBLIC_NAME or who.role == "admin":
        return who.role
    if who.actor.user_id in subject.helpers:
        return f"asked {who.role}"
    if subject.country and who.country != subject.country:
        return f"foreign {who.role}"
    if who.school:
        return f"own {who.role}" if subject.school == who.school else f"neighbour {who.role}"
    return f"home {who.role}"


def verdict(who: Persona, guard: Guard, subject: Subject) -> Verdict:
    """The rules' answer, asked as the guard must ask them."""
    if not who.actor.signed_in:
        return Verdict.SIGN_IN
    if can(who.actor, guard.action, subject.facts):
        return Verdict.THEIRS
    return Verdict.FORBIDDEN if can_see(who.actor, subject.facts) else Verdict.UNKNOWN


def guarded(world: World, method: str) -> list[tuple[Rule, Guard]]:
    """Every route with a subject that answers this method."""
    rules = [rule for rule in world.app.url_map.iter_rules() if method in (rule.methods or ())]
    found = [(rule, world.app.view_functions[rule.endpoint].guard) for rule in rules]  # type: ignore[attr-defined]
    return [(rule, guard) for rule, guard in found if guard.kind == "allowed"]


def tries(world: World, rule: Rule, guard: Guard) -> list[Try]:
    """Enough tries of one route: every relation meets every verdict it can get, every subject too."""
    with world.app.test_request_context():
        places = subjects(guard.loader, set(rule.arguments))
    address = world.app.url_map.bind("localhost")
    everybody = []
    for place in places:
        url = address.build(rule.endpoint, {name: place.values[name] for name in rule.arguments})
        for who, tie in _people(world, place):
            everybody.append(Try(who, tie, place, url, verdict(who, guard, place)))
    return list(_cover(everybody))


def _people(world: World, subject: Subject) -> Iterator[tuple[Persona, str]]:
    """Everybody tied to the subject, and one person of each kind that is not."""
    seen = set()
    for who in world.people.values():
        tie = relation(who, subject)
        if tie not in seen or tie.startswith(("own", "asked")):
            seen.add(tie)
            yield who, tie


def _cover(everybody: list[Try]) -> Iterator[Try]:
    """Greedy: each (relation, verdict) and each (subject, verdict) once, by whoever tried least so far."""
    used: Counter[str] = Counter()
    open_pairs = {(one.relation, one.verdict) for one in everybody}
    open_places = {
        (one.subject.title, one.verdict) for one in everybody if one.verdict is not Verdict.SIGN_IN
    }
    for title in dict.fromkeys(one.subject.title for one in everybody):
        here = [one for one in everybody if one.subject.title == title]
        for one in sorted(here, key=lambda one: used[one.relation]):
            pair, place = (one.relation, one.verdict), (one.subject.title, one.verdict)
            if pair in open_pairs or place in open_places:
                open_pairs.discard(pair)
                open_places.discard(place)
                used[one.relation] += 1
                yield one
