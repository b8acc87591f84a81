"""Foreign questions as a draft for a curriculum author: what goes into module.yaml and into text.yaml, and what is missing.

Nothing of a module changes: the author takes over what is good, and `./ciss content` checks it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import StringIO
from string import ascii_lowercase
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from modules.exchange.question import Bank, Question, Reading, Remark
from modules.load import ROOT
from modules.source import read

OPTIONS = 3
TARGETS = "zyxwvutsrqponm"


@dataclass(frozen=True)
class Draft:
    """What a file brings to a module. `changed` and `new` go into the draft; `same` are there already."""

    module: str
    language: str
    new: tuple[Question, ...]
    changed: tuple[Question, ...]
    same: int
    refused: tuple[Remark, ...]
    lost: tuple[Remark, ...]
    missing: tuple[Remark, ...]
    objectives: dict[str, str]

    @property
    def questions(self) -> tuple[Question, ...]:
        """Those in the draft."""
        return self.changed + self.new

    def report(self) -> Iterator[str]:
        """Line by line: what was taken, what was left out and why, what the author still has to write."""
        yield f"{len(self.new)} new, {len(self.changed)} changed, {self.same} as they are here, {len(self.refused)} left out"
        for title, remarks in (
            ("left out", self.refused),
            ("taken, but", self.lost),
            ("to complete", self.missing),
        ):
            for one in sorted(remarks, key=lambda remark: remark.line):
                yield f"{title}: {one}"


def draft(reading: Reading, bank: Bank) -> Draft:
    """The questions of a file beside the bank they are for. Ids of ours are recognised, others get free ones."""
    ours = {one.id: one for one in bank.questions}
    known = [one for one in reading.questions if one.id in ours]
    changed = [replace(one, objective=ours[one.id].objective) for one in known if one != ours[one.id]]
    free = _free_ids(bank)
    new = [
        replace(
            one, id=next(free), objective=one.objective if one.objective in bank.module.objectives else ""
        )
        for one in reading.questions
        if one.id not in ours
    ]
    missing = tuple(
        Remark(one.line, one.name or one.id, message) for one in (*changed, *new) for message in _missing(one)
    )
    return Draft(
        bank.module.id,
        bank.text.language,
        tuple(new),
        tuple(changed),
        len(known) - len(changed),
        reading.refused,
        reading.lost,
        missing,
        bank.text.objectives,
    )


def _free_ids(bank: Bank) -> Iterator[str]:
    """ "m3-c38", "m3-c39", …: after the highest that is there, for an id is never used again."""
    start = f"m{bank.module.number}-c"
    ever = [one.id for one in bank.questions] + list(read(ROOT / "retired.yaml").get("retired") or {})
    taken = [int(found[1]) for one in ever if (found := re.fullmatch(rf"{start}(\d+)", one))]
    number = max(taken, default=0)
    while True:
        number += 1
        yield f"{start}{number:02}"


def _missing(question: Question) -> Iterator[str]:
    if not question.objective:
        yield "has no objective of this module yet"
    silent = sum(not one.why for one in question.choices)
    if silent:
        yield f"has {silent} of {len(question.choices)} options without an explanation"
    if question.shape in ("match", "order") and not question.why:
        yield "has no explanation of the whole"
    if question.shape == "single" and len(question.choices) != OPTIONS:
        yield f"has {len(question.choices)} options; here a question with one right answer has {OPTIONS}"


def as_yaml(one: Draft) -> str:
    """The draft as a file: the parts for module.yaml and for text.yaml, the report above them."""
    head = [
        f"Draft for {one.module}, language {one.language}. Nothing has been changed.",
        "Copy what is good into module.yaml and text.yaml, complete what is empty, then run ./ciss content.",
        *one.report(),
        *(f"objective {name}: {words}" for name, words in one.objectives.items()),
    ]
    written = YAML()
    written.width = 10_000
    written.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    body = {
        "module.yaml": {"items": [_structure(each) for each in one.questions]},
        "text.yaml": {"items": {each.id: _words(each) for each in one.questions}},
    }
    written.dump(body, out)
    return "".join(f"# {line}\n" for line in head) + out.getvalue()


def _structure(question: Question) -> CommentedMap:
    """An item of module.yaml; an order is shown shuffled there, by its text's order."""
    names = list(ascii_lowercase[: len(question.choices)])
    made: dict[str, Any] = {"id": question.id, "use": question.use, "type": question.kind}
    made |= {"objective": question.objective, "options": names}
    if question.shape == "match":
        targets = _targets(question)
        made["targets"] = list(targets.values())
        pairs = zip(names, question.choices, strict=True)
        made["answer"] = {name: targets[choice.target] for name, choice in pairs}
    elif question.shape == "order":
        made["answer"] = list(names)  # the same list twice would become an alias in the file
    else:
        pairs = zip(names, question.choices, strict=True)
        made["answer"] = [name for name, choice in pairs if choice.right]
    flow = CommentedMap(made)
    flow.fa.set_flow_style()
    return flow


def _targets(question: Question) -> dict[str, str]:
    """Text of a target → its id, from the end of the alphabet as in the modules."""
    texts = list(dict.fromkeys(one.target for one in question.choices))
    return dict(zip(texts, sorted(TARGETS[: len(texts)]), strict=True))


def _words(question: Question) -> dict[str, Any]:
    made: dict[str, Any] = {"stem": question.stem}
    names = ascii_lowercase[: len(question.choices)]
    pairs = zip(names, question.choices, strict=True)
    made["options"] = {name: {"text": choice.text, "why": choice.why} for name, choice in pairs}
    if question.shape == "match":
        made["targets"] = {name: text for text, name in _targets(question).items()}
    if question.shape in ("match", "order") or question.why:
        made["why"] = question.why
    return made
