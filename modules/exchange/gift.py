"""Item banks in Moodle's GIFT format: a text file that a teacher can read. Out and in.

Grammar: docs.moodle.org, “GIFT format”. GIFT has no ordering: an order question goes out as matching, step to place,
and comes back as an order. It has one place for the explanations of a matching, so they stand together there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from modules.exchange.markup import one_line, read, refuse_files
from modules.exchange.question import (
    ANY_OF,
    BELONG_TO_NOTHING,
    PARTLY,
    SOME_STEPS,
    Bank,
    Choice,
    Question,
    Reading,
    Remark,
    UnsupportedError,
    places,
    settled,
    told_apart,
    told_together,
)
from modules.exchange.weights import as_text, weights
from modules.prose import plain

SUFFIX = "gift"
_MISTAKEN = re.compile(r"^[\[%]|[<&]")
_RESERVED = re.compile(r"[\\~=#{}:]")
# Escaped characters wait as characters that no text may contain.
_ESCAPED = dict(zip(r"\:#={}~n", "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5\ufdd6\ufdd7", strict=True))
_BACK = {ord(mark): "\n" if char == "n" else char for char, mark in _ESCAPED.items()}
_ESCAPE = re.compile(r"\\([\\:#={}~n])")
_FORMAT = re.compile(r"\[(html|markdown|plain|moodle)\]")
_WEIGHT = re.compile(r"%(-?\d+(?:\.\d*)?)%")
# “>3 ALL VERTICAL …”: Moodle’s own ordering, its steps in the lines below.
_ORDER = re.compile(r">[ \t]*(\d*)([^\n]*)\n")


# --- out ----------------------------------------------------------------------------------------


def write(bank: Bank) -> str:
    """The whole bank, a category for each objective."""
    pieces = [
        f"// CISS, module {bank.module.number}, version {bank.module.version}, language {bank.text.language}"
    ]
    for objective, words, questions in bank.by_objective():
        pieces.append(f"$CATEGORY: $course$/top/{_step(bank.category)}/{_step(f'{objective} {words}')}")
        pieces += [_written(one) for one in questions]
    return "\n\n".join(pieces) + "\n"


def _step(name: str) -> str:
    return name.replace("/", "//")


def _written(question: Question) -> str:
    tags = f"[tag:{question.kind}] [tag:{question.use}]"
    head = [f"// [id:{question.id}] {tags}", f"::{_escaped(question.id)}::{_text(question.stem)} {{"]
    if question.shape in ("single", "multiple"):
        percent = weights(question)
        body = [
            f"\t{sign}{_text(one.text)}" + (f"#{_text(one.why)}" if one.why else "")
            for one, sign in zip(question.choices, (_sign(question, one) for one in percent), strict=True)
        ]
        why = question.why
    else:
        question = _arrows(question)
        ends = [one.target for one in question.choices] if question.shape == "match" else None
        pairs = zip(question.choices, ends or places(len(question.choices)), strict=True)
        body = [f"\t={_text(one.text)} -> {_escaped(plain(end))}" for one, end in pairs]
        why = told_together(question)
    tail = [f"\t####{_text(why)}"] if why else []
    return "\n".join([*head, *body, *tail, "}"])


def _sign(question: Question, percent: float) -> str:
    if question.shape == "single":
        return "=" if percent else "~"
    return f"~%{as_text(percent)}%"


def _arrows(question: Question) -> Question:
    """“->” parts a pair and cannot be escaped: inside a text it becomes “→”."""
    choices = tuple(replace(one, text=one.text.replace("->", "→")) for one in question.choices)
    return replace(question, choices=choices)


def _text(markdown: str) -> str:
    """Escaped; marked as Markdown where it is more than words, as plain where words could be taken for marks or HTML."""
    words = plain(markdown) == markdown
    form = "" if words and not _MISTAKEN.search(markdown) else "[plain]" if words else "[markdown]"
    return form + _escaped(markdown)


def _escaped(text: str) -> str:
    return _RESERVED.sub(r"\\\g<0>", text).replace("\r", "").replace("\n", "\\n")


# --- in -----------------------------------------------------------------------------------------


@dataclass
class _Block:
    """Lines of a file without a blank line between them; comments are noted and gone."""

    line: int
    lines: list[str] = field(default_factory=list)
    id: str = ""
    tags: list[str] = field(default_factory=list)


def parse(text: str) -> Reading:
    """Every question of a GIFT file. What cannot be taken is named with its line; the rest is given."""
    questions: list[Question] = []
    refused: list[Remark] = []
    lost: list[Remark] = []
    objective = ""
    for block in _blocks(text):
        if block.lines[0].startswith("$CATEGORY:"):
            last = re.split(r"(?<!/)/(?!/)", block.lines.pop(0).removeprefix("$CATEGORY:").strip())[-1]
            objective = last.split(" ")[0]
            if not block.lines:
                continue
        name, rest = _named("\n".join(block.lines))
        try:
            question, remarks = _question(rest)
        except UnsupportedError as error:
            refused.append(Remark(block.line, name or _short(rest), str(error)))
            continue
        found = replace(question, id=block.id, objective=objective, name=name, line=block.line)
        questions.append(settled(found, block.tags))
        lost += [Remark(block.line, name or _short(rest), one) for one in remarks]
    return Reading(tuple(questions), tuple(refused), tuple(lost))


def _blocks(text: str) -> Iterator[_Block]:
    block = _Block(1)
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.strip().startswith("//"):
            block.id = "".join(re.findall(r"\[id:(.+?)\]", line)[:1]) or block.id
            block.tags += re.findall(r"\[tag:(.+?)\]", line)
        elif line.strip():
            block.line = block.line if block.lines else number
            block.lines.append(line.strip())
        else:
            if block.lines:
                yield block
            block = _Block(number + 1)


def _named(text: str) -> tuple[str, str]:
    """(name, the rest), escaped characters waiting."""
    text = _ESCAPE.sub(lambda found: _ESCAPED[found[1]], text)
    if text.startswith("::") and "::" in text[2:]:
        name, _, text = text[2:].partition("::")
        return one_line(_restored(name)), text.strip()
    return "", text


def _restored(text: str) -> str:
    return text.translate(_BACK)


def _short(text: str) -> str:
    return one_line(_restored(_FORMAT.sub("", text, count=1)))[:60]


def _question(text: str) -> tuple[Question, list[str]]:
    start, end = text.find("{"), text.find("}")
    if start < 0 and end < 0:
        raise UnsupportedError("has no answers: it is a description")
    if start < 0 or end < start:
        raise UnsupportedError(
            "cannot be read: a brace { or } is missing, or a blank line stands inside the question"
        )
    refuse_files(_restored(text))
    head, answers, tail = text[:start], text[start + 1 : end].strip(), text[end + 1 :].strip()
    stem, form = _formatted(f"{head.rstrip()} _____ {tail}" if tail else head, "moodle")
    answers, _, feedback = answers.rpartition("####") if "####" in answers else (answers, "", "")
    question, lost = _answered(answers.strip(), form)
    why = _formatted(feedback, form)[0]
    full = replace(question, stem=stem, why=why)
    return (told_apart(full) if full.shape == "match" else full), lost


def _answered(answers: str, form: str) -> tuple[Question, list[str]]:
    """The question that the braces hold, still without its stem, and what it loses here."""
    if not answers:
        raise UnsupportedError("is an essay; here every answer is marked at once")
    if answers.startswith("#"):
        raise UnsupportedError("asks for a number; numerical questions are not taken over")
    if answers.startswith(">"):
        return _steps(answers, form)
    if "~" in answers:
        return _choices(answers, form)
    if "=" in answers and "->" in answers:
        return _pairs(answers, form)
    truth = answers.partition("#")[0].strip()
    if truth in ("T", "TRUE", "F", "FALSE"):
        return _truth(truth.startswith("T"), answers, form), []
    raise UnsupportedError("asks for a short answer in the learner’s own words; that is not taken over")


def _choices(answers: str, form: str) -> tuple[Question, list[str]]:
    single = "=" in answers
    found: list[Choice] = []
    for sign, piece in re.findall(r"([~=])([^~=]*)", answers):
        weight = _WEIGHT.match(piece.strip())
        right = float(weight[1]) > 0 if weight else False
        text, _, why = (piece.strip()[weight.end() :] if weight else piece).partition("#")
        words = one_line(_formatted(text, form)[0])
        found.append(Choice(words, _formatted(why, form)[0], sign == "=" if single else right))
    if len(found) < 2 or not any(one.right for one in found):
        raise UnsupportedError("has no right answer, or only one option")
    partly = {float(one) for one in _WEIGHT.findall(answers)} - {100.0}
    several = sum(one.right for one in found) > 1
    lost = [words for words, there in ((PARTLY, partly), (ANY_OF, several)) if single and there]
    return Question("", "single" if single and not several else "multiple", "", tuple(found)), lost


def _pairs(answers: str, form: str) -> tuple[Question, list[str]]:
    found: list[Choice] = []
    for piece in (one for one in answers.split("=") if one.strip()):
        left, _, right = piece.partition("->")
        if not right.strip():
            raise UnsupportedError("matches something with nothing")
        found.append(
            Choice(
                one_line(_formatted(left, form)[0]), target=one_line(read(_restored(right).strip(), "plain"))
            )
        )
    whole = tuple(one for one in found if one.text)
    if len(whole) < 2:
        raise UnsupportedError("matches fewer than two pairs")
    return Question("", "match", "", whole), [BELONG_TO_NOTHING] if len(whole) < len(found) else []


def _steps(answers: str, form: str) -> tuple[Question, list[str]]:
    head = _ORDER.match(answers)
    steps = [one_line(_formatted(one, form)[0]) for one in answers[head.end() :].splitlines()] if head else []
    if head is None or len(steps) < 2:
        raise UnsupportedError("is an ordering without steps")
    some = "ALL" not in head[2].split() and int(head[1] or len(steps)) < len(steps)
    return Question("", "order", "", tuple(Choice(one) for one in steps)), [SOME_STEPS] if some else []


def _truth(true: bool, answers: str, form: str) -> Question:
    """True or false: two options. GIFT gives the explanation of the wrong answer first."""
    wrong, _, right = answers.partition("#")[2].partition("#")
    whys = {True: _formatted(right, form)[0], False: _formatted(wrong, form)[0]}
    pairs = (("True", true), ("False", not true))
    return Question("", "single", "", tuple(Choice(word, whys[good], good) for word, good in pairs))


def _formatted(text: str, form: str) -> tuple[str, str]:
    """(Markdown, the format it had), from a text with or without its own [format]."""
    text = text.strip()
    named = _FORMAT.match(text)
    if named:
        form, text = named[1], text[named.end() :]
    return read(_restored(text).strip(), form), form
