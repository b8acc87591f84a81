"""How the content is written: words we never use, length, balance of options, typography, no raw HTML."""

import re
from collections.abc import Iterator
from typing import Any

from modules.problem import Problem, Subject
from modules.prose import before_heading, raw_html, words
from modules.source import ContentError, Key, read
from modules.timing import minutes

LESSON_WORDS = 200
MINUTES, TOLERANCE = 28, 4
TELLING_SHARE = 0.45  # of the check items may have the right option as the longest, or as the shortest
FORBIDDEN = (
    "child pornography",
    "child porn",
    "child prostitut",
    "revenge porn",
    "all of the above",
    "none of the above",
    "lorem ipsum",
    "TODO",
)
_PHONE = re.compile(r"(?<![\d.,/])\+?\d(?:[ \-()]?\d){5,}(?![\d/])|\b116 ?111\b")
_FILES = ("text.yaml", "criteria.yaml", "scenario.yaml")


def strings(value: Any, *keys: Key) -> Iterator[tuple[tuple[Key, ...], str]]:
    """Every text in a YAML file, with the keys that lead to it."""
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from strings(inner, *keys, key)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from strings(inner, *keys, index)


def complaints(text: str, language: str = "en") -> Iterator[str]:
    """What is wrong with the manner of one text."""
    for word in FORBIDDEN:
        if re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE):
            yield f"“{word}” is never used here"
    if raw_html(text):
        yield "raw HTML is off in Markdown"
    if _PHONE.search(text):
        yield "a telephone number belongs to the country pack, not to the prose"
    if language == "en" and re.search(r"[\"']", text):
        yield "use typographic quotes (“ ” ’)"


def manner(subject: Subject) -> Iterator[Problem]:
    """Every text of the language."""
    folder = subject.folder / subject.text.language
    for file in _FILES:
        try:
            texts = list(strings(read(folder / file))) if (folder / file).exists() else []
        except ContentError:
            continue  # already reported by whoever loads it
        for keys, text in texts:
            for complaint in complaints(text, subject.text.language):
                yield subject.words(complaint, *keys, file=file)
    for name, lesson in subject.text.lessons.items():
        for number, line in enumerate(lesson.splitlines(), start=1):
            for complaint in complaints(line, subject.text.language):
                path = f"{subject.module.id}/{subject.text.language}/lessons/{name}.md"
                yield Problem(path, number, complaint)


def length(subject: Subject) -> Iterator[Problem]:
    """Lessons of at most 200 words (without the worked example) and 28 minutes in all. English only."""
    if subject.text.language != "en":
        return
    for name, lesson in subject.text.lessons.items():
        count = words(before_heading(lesson))
        if count > LESSON_WORDS:
            yield subject.words(f"{count} words; at most {LESSON_WORDS}", file=f"lessons/{name}.md")
    taught = [screen.lesson for screen in subject.module.screens if screen.kind == "lesson"]
    if len(taught) > 1:
        second = subject.text.lessons.get(taught[1], "")
        if before_heading(second) == second:
            message = (
                "the second lesson needs a worked example under a heading: a good text beside a weak one"
            )
            yield subject.words(message, file=f"lessons/{taught[1]}.md")
    time = minutes(subject.module, subject.text)
    if abs(time - MINUTES) > TOLERANCE:
        yield subject.here(f"one pass takes {time:.1f} minutes; {MINUTES} ± {TOLERANCE} are meant", "minutes")


def balance(subject: Subject) -> Iterator[Problem]:
    """The right option must not give itself away by being the longest, or the shortest. English only."""
    if subject.text.language != "en":
        return
    words = subject.text.items
    single = [item for item in subject.module.bank if item.type in {"single", "scenario"}]
    sizes = {
        item.id: (
            [len(option.text) for name, option in words[item.id].options.items() if name in item.answer],
            [len(option.text) for name, option in words[item.id].options.items() if name not in item.answer],
        )
        for item in single
        if item.id in words
    }
    known = {name: (right[0], wrong) for name, (right, wrong) in sizes.items() if right and wrong}
    telling = {
        "longest": [name for name, (right, wrong) in known.items() if right > max(wrong)],
        "shortest": [name for name, (right, wrong) in known.items() if right < min(wrong)],
    }
    for which, names in telling.items():
        if len(names) > TELLING_SHARE * len(known):
            share = f"{len(names)} of {len(known)} check items: {', '.join(names)}"
            yield subject.words(f"the right option is the {which} in {share}", "items")


CHECKS = (manner, length, balance)
