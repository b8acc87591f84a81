"""Rules of the scenario: every path is four decisions long, everything can be reached, three endings."""

from collections.abc import Iterator

from modules.model import Scenario
from modules.problem import Problem, Subject, compare
from modules.timing import DECISIONS

ENDINGS = 3
_FILE = "scenario.yaml"


def structure(subject: Subject) -> Iterator[Problem]:
    """The map of the story."""
    story = subject.module.scenario
    if story is None:
        yield subject.at(_FILE, "this file is missing")
        return
    if story.start not in story.nodes:
        yield subject.at(_FILE, f"start “{story.start}” is no node", "start")
        return
    yield from _links(subject, story)
    if len(story.endings) < ENDINGS:
        yield subject.at(_FILE, f"at least {ENDINGS} endings are needed", "endings")
    for rank in ("good", "poor"):
        if rank not in {ending.rank for ending in story.endings.values()}:
            yield subject.at(_FILE, f"no ending is {rank}", "endings")
    reached: set[str] = set()
    lengths = set(_walk(story, story.start, 0, reached))
    if lengths - {DECISIONS}:
        found = ", ".join(str(length) for length in sorted(lengths))
        yield subject.at(_FILE, f"every path must take {DECISIONS} decisions (found: {found})", "nodes")
    for node in story.nodes.keys() - reached:
        yield subject.at(_FILE, f"node “{node}” cannot be reached", "nodes", node)
    for ending in story.endings.keys() - reached:
        yield subject.at(_FILE, f"ending “{ending}” cannot be reached", "endings", ending)


def _links(subject: Subject, story: Scenario) -> Iterator[Problem]:
    for name, node in story.nodes.items():
        if len(node.choices) < 2:
            yield subject.at(_FILE, f"node “{name}” needs at least two choices", "nodes", name)
        for target in node.choices.values():
            if target not in story.nodes and target not in story.endings:
                yield subject.at(_FILE, f"node “{name}” leads to unknown “{target}”", "nodes", name)
    for both in story.nodes.keys() & story.endings.keys():
        yield subject.at(_FILE, f"“{both}” is both a node and an ending", "endings", both)


def _walk(story: Scenario, place: str, decisions: int, reached: set[str]) -> Iterator[int]:
    """Decisions taken on each path; a loop ends as one decision too many."""
    reached.add(place)
    if place not in story.nodes or decisions > DECISIONS:
        yield decisions
        return
    for target in story.nodes[place].choices.values():
        yield from _walk(story, target, decisions + 1, reached)


def text(subject: Subject) -> Iterator[Problem]:
    """Every node, choice and ending has words, and no other has."""
    story, told = subject.module.scenario, subject.text.scenario
    if story is None:
        return
    yield from _compare(subject, list(told.nodes), list(story.nodes), "nodes")
    yield from _compare(subject, list(told.endings), list(story.endings), "endings")
    for name, node in story.nodes.items():
        if name not in told.nodes:
            continue
        has, keys = told.nodes[name].choices, ("nodes", name, "choices")
        yield from _compare(subject, list(has), list(node.choices), *keys)
        for choice, said in has.items():
            if not said.then.strip():
                yield subject.words(f"{name}: choice “{choice}” says nothing", *keys, choice, file=_FILE)


def _compare(subject: Subject, has: list[str], wants: list[str], *keys: str) -> Iterator[Problem]:
    what = f"{keys[-1].removesuffix('s')} of {keys[1]}" if len(keys) > 1 else keys[0].removesuffix("s")
    return compare(has, wants, what, lambda message, one: subject.words(message, *keys, one, file=_FILE))


CHECKS = (structure, text)
