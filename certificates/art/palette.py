"""Colours of the documents. Every text colour keeps at least 4.5 : 1 on white."""

from __future__ import annotations

from typing import NamedTuple

INK = "#1d2b3a"
QUIET = "#55606c"
RULE = "#c9cfd6"


class Tone(NamedTuple):
    """One tier's colours: text, metal of the seal (dark to pale) and the tint of the ornament."""

    text: str
    dark: str
    metal: str
    light: str
    tint: str
    stars: int


TONES = {
    "bronze": Tone("#8a4b20", "#7a421c", "#b9794a", "#e9cdb6", "#f3e6dc", 1),
    "silver": Tone("#4d5b69", "#4a5763", "#8d9aa6", "#d9dfe5", "#e9edf0", 2),
    "gold": Tone("#85600c", "#7d5a0b", "#c39a34", "#f0dfae", "#f6eed8", 3),
}
# Learning has a colour of its own and no stars: nobody takes a person's paper for a school's award.
LEARNING = Tone("#1c5a66", "#17505c", "#5b95a1", "#c9dee2", "#e8f1f3", 0)
