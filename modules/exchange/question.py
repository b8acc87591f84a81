"""A question between systems: our items, and those of foreign files, in one neutral form.

A right answer is part of it, so a question never goes to a learner's page; it is for files of item banks.
Texts are Markdown, as in the content.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from modules.load import curriculum
from modules.model import ItemType, Module, Use
from modules.text import ModuleText
from modules.views import OptionView, item_view

Kind = ItemType
USES: tuple[str, ...] = get_args(Use)
KINDS: tuple[str, ...] = get_args(ItemType)
# What a foreign system knows of our types: a scenario is one choice, to classify is to match.
Shape = Literal["single", "multiple", "match", "order"]
SHAPES: dict[str, Shape] = {"scenario": "single", "classify": "match"}
# What a question loses here, whichever format it came in; to go on after its name.
PARTLY = "gives part of a mark for some options; here an option is right or wrong"
ANY_OF = "says that one of its right answers is enough; here all of them have to be ticked"
BELONG_TO_NOTHING = "has wrong answers that belong to nothing, which are left out"
SOME_STEPS = "shows only some of its steps in Moodle; here it shows all"


@dataclass(frozen=True)
class Choice:
    """An option. `right`: a right one (single, multiple, scenario); `target`: the text it belongs to (match, classify)."""

    text: str
    why: str = ""
    right: bool = False
    target: str = ""


@dataclass(frozen=True)
class Question:
    """One question. The options of an order question stand in their right order.

    `id` is empty where a file gives none; `line` and `name` say where it came from and compare as equal.
    """

    id: str
    kind: Kind
    stem: str
    choices: tuple[Choice, ...]
    why: str = ""
    objective: str = ""
    use: Use = "check"
    name: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)

    @property
    def shape(self) -> Shape:
        """The type in words that other systems know."""
        found: Shape = SHAPES.get(self.kind) or self.kind  # type: ignore[assignment]
        return found


@dataclass(frozen=True)
class Remark:
    """Something to tell about one question of a file: why it was left out, or what was lost."""

    line: int
    name: str
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: “{self.name}” {self.message}"


@dataclass(frozen=True)
class Reading:
    """What a file gave: questions, those left out with the reason, and what was lost of those taken."""

    questions: tuple[Question, ...]
    refused: tuple[Remark, ...] = ()
    lost: tuple[Remark, ...] = ()


class UnsupportedError(Exception):
    """A question that has no place here. `str()` says why, to go on after its name."""


class UnreadableError(Exception):
    """A whole file that cannot be read. `str()` says what happened and what to do."""


@dataclass(frozen=True)
class Bank:
    """Every item of a module in one language, with the names that a foreign system shows."""

    module: Module
    text: ModuleText
    questions: tuple[Question, ...]

    def by_objective(self) -> Iterator[tuple[str, str, tuple[Question, ...]]]:
        """(id, words, questions) of each objective that has any, in order."""
        for objective in self.module.objectives:
            found = tuple(one for one in self.questions if one.objective == objective)
            if found:
                yield objective, self.text.objectives[objective], found

    @property
    def category(self) -> str:
        """Name of the folder that holds the bank."""
        return f"CISS {self.module.number}. {self.text.title} ({self.text.language})"


def bank(module_id: str, language: str = "en") -> Bank:
    """The bank of a module, in English where the language is not there. KeyError for an unknown module."""
    known = curriculum()
    module, text = known.module(module_id), known.text(module_id, language)
    return Bank(module, text, tuple(_question(module, text, item.id) for item in module.items))


def _question(module: Module, text: ModuleText, item_id: str) -> Question:
    view = item_view(module, text, item_id)
    targets = dict(view.targets)
    options: Sequence[OptionView] = sorted(view.options, key=lambda one: one.place)
    choices = tuple(Choice(one.text, one.why, one.right, targets.get(one.target, "")) for one in options)
    item = view.item
    return Question(item.id, item.type, view.text.stem, choices, view.text.why, item.objective, item.use)


# --- what a format has no place for -------------------------------------------------------------


def told_together(question: Question) -> str:
    """Explanation of the whole with those of its options below, for formats that have one place for all."""
    lines = [f"- {one.text}: {one.why}" for one in question.choices if one.why]
    return "\n\n".join(part for part in (question.why, "\n".join(lines)) if part)


def told_apart(question: Question) -> Question:
    """The same question with `told_together` undone, where the list below names its options."""
    head, _, tail = question.why.rpartition("\n\n")
    whys: dict[str, str] = {}
    for line in tail.splitlines():
        named = [one.text for one in question.choices if line.startswith(f"- {one.text}: ")]
        if named:
            longest = max(named, key=len)  # one text may begin another
            whys[longest] = line.removeprefix(f"- {longest}: ")
    if not whys or len(whys) != len(tail.splitlines()):
        return question
    choices = tuple(replace(one, why=whys.get(one.text, one.why)) for one in question.choices)
    return replace(question, choices=choices, why=head)


def places(count: int) -> list[str]:
    """The targets that stand for places where an order has to be told by matching: “1” to “n”."""
    return [str(number) for number in range(1, count + 1)]


def settled(question: Question, tags: Sequence[str]) -> Question:
    """The question with the type and use that our own tags name, or that the answers show."""
    targets = [one.target for one in question.choices]
    if question.kind == "match" and sorted(targets) == sorted(places(len(targets))):
        by_place = sorted(question.choices, key=lambda one: int(one.target))
        question = replace(question, kind="order", choices=tuple(replace(one, target="") for one in by_place))
    elif question.kind == "match" and ("classify" in tags or len(set(targets)) < len(targets)):
        question = replace(question, kind="classify")
    elif question.kind == "single" and "scenario" in tags:
        question = replace(question, kind="scenario")
    use = next((one for one in USES if one in tags), question.use)
    return replace(question, use=use)  # type: ignore[arg-type]
