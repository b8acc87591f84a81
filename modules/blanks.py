"""The lines a school fills in: ____ in the words of a tool, with a name where the platform knows what belongs there.

`____` is a line to fill in. `____{head}` is one that the platform fills in first (the school changes it at will).
`____{hand}` is written on paper only, by a child, a parent or a colleague, and is never offered on a screen.
"""

import re

BLANK = "____"
HAND = "hand"
KNOWN = ("school", "locality", "head", "coordinator", "today")
TICK = "☐"
MARK = "\ue000"  # a private character: Markdown takes ____ for emphasis or a rule

_NAMED = re.compile(r"____(?:\{([a-z]+)\})?")


def shown(text: str) -> str:
    """The text as people read it, without the names of its blanks."""
    return _NAMED.sub(BLANK, text) if "{" in text else text


def names(text: str) -> tuple[str, ...]:
    """What each blank is called, in order; "" for one without a name."""
    return tuple(found[1] or "" for found in _NAMED.finditer(text))


def marked(text: str) -> str:
    """The text with MARK for each blank."""
    return _NAMED.sub(MARK, text)
