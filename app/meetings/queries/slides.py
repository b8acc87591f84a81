"""A module cut for a wall: one thing at a time, big enough for the last row.

What each person does alone stays out: the pre-check, whose answers nobody else sees, and the check.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from modules.model import Module, Screen
from modules.prose import pieces
from modules.text import ModuleText

MOST_WORDS = 90  # on one slide; a list that cannot be cut may have more
MINUTES = {  # of a meeting, talking included
    "door": 2,
    "incident": 3,
    "then": 2,
    "picture": 1,
    "reading": 1,
    "rule": 1,
    "question": 2,
    "answer": 1,
    "tool": 2,
    "scenario": 10,
    "plan": 3,
    "decided": 5,
}


@dataclass(frozen=True)
class Slide:
    """One thing on the wall. `kind` names its template; `body` is Markdown to read, `item` a question's id."""

    id: str  # in addresses: "try-a-1-answer"
    kind: str
    screen: str
    body: str = ""
    item: str = ""

    @property
    def minutes(self) -> int:
        return MINUTES[self.kind]


def slides(module: Module, text: ModuleText) -> tuple[Slide, ...]:
    """Everything a meeting sees of a module, in order."""
    found = [slide for screen in module.screens for slide in _screen(screen, text)]
    return (*found, Slide("decided", "decided", module.screens[-1].id))


def _screen(screen: Screen, text: ModuleText) -> Iterator[Slide]:
    own = screen.id
    if screen.kind in ("door", "scenario", "plan"):
        yield Slide(own, screen.kind, own)
    elif screen.kind == "incident":
        yield Slide(own, "incident", own)
        yield Slide(f"{own}-then", "then", own)
    elif screen.kind in ("lesson", "tool"):
        yield from _lesson(screen, text)
    elif screen.kind == "try":
        for number, item in enumerate(screen.items, start=1):
            yield Slide(f"{own}-{number}", "question", own, item=item)
            yield Slide(f"{own}-{number}-answer", "answer", own, item=item)


def _lesson(screen: Screen, text: ModuleText) -> Iterator[Slide]:
    """The picture first, to talk about; then the words in pieces; then the rule or the tool."""
    own = screen.id
    if screen.picture:
        yield Slide(f"{own}-picture", "picture", own)
    for number, piece in enumerate(pieces(text.lessons.get(screen.lesson, ""), MOST_WORDS), start=1):
        yield Slide(f"{own}-{number}", "reading", own, body=piece)
    if screen.kind == "tool":
        yield Slide(own, "tool", own)
    elif text.screens[own].key_rule:
        yield Slide(f"{own}-rule", "rule", own)


def place_of(found: tuple[Slide, ...], wanted: str) -> int:
    """Where a slide stands, from 0. One that this language does not have: the last one of its screen, else the first."""
    ids = [one.id for one in found]
    if wanted in ids:
        return ids.index(wanted)
    near = [place for place, one in enumerate(found) if wanted.startswith(f"{one.screen}-")]
    return near[-1] if near else 0
