"""What the policy checker knows: the parts a policy must have, and words per language of a school's text.

`policy_parts.yaml` has the structure; `policy/<language>.yaml` names, paragraphs, and the cues a part is known by.
"""

from functools import cache
from pathlib import Path

from pydantic import Field

from modules.load import ROOT
from modules.model import Frozen, Language
from modules.source import build, read


class PartRef(Frozen):
    """One part that a policy must have."""

    id: str
    criterion: str  # the requirement it answers; its screen teaches the part


class PartText(Frozen):
    """A part in one language.

    `say`: phrases that show the part by themselves. `topic` tells that the part is spoken of, `details` that
    something is said about it: both near each other show the part, the topic alone is only a mention.
    """

    name: str
    why: str  # one sentence
    write: str  # the paragraph to paste, with ____ where the school writes
    topic: tuple[str, ...] = Field(min_length=1)
    details: tuple[str, ...] = Field(min_length=1)
    say: tuple[str, ...] = ()


class TermText(Frozen):
    """Words that harm or are out of date."""

    find: tuple[str, ...] = Field(min_length=1)
    instead: str
    why: str
    title: bool = False  # allowed inside the quoted title of a law
    denied: bool = False  # harmless where it is denied: “it is not the child’s own fault”


class PolicyText(Frozen):
    """Everything the checker knows in one language."""

    common: tuple[str, ...]  # frequent words, to tell the language by
    letters: str = ""  # letters that only this of our languages has
    subject: tuple[str, ...]  # words of online life: a text without them is about something else
    laws: tuple[str, ...]  # words beside which a quoted term is a law's title
    denials: tuple[str, ...]
    parts: dict[str, PartText]
    terms: tuple[TermText, ...]


class _Parts(Frozen):
    parts: tuple[PartRef, ...]


@cache
def load_parts(root: Path = ROOT) -> tuple[PartRef, ...]:
    """The parts in their order. Raises ContentError."""
    path = root / "policy_parts.yaml"
    return build(_Parts, read(path), path).parts


@cache
def load_policy(language: Language, root: Path = ROOT) -> PolicyText:
    """The words of one language. Raises ContentError."""
    path = root / "policy" / f"{language}.yaml"
    return build(PolicyText, read(path), path)
