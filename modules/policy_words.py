"""Words of a text and patterns of words found among them, in languages that bend their words.

A pattern is a row of words: `*` ends a stem, `|` parts alternatives, `…` lets up to four words stand between.
No regular expression ever runs over a person's text but the plain one that finds words, so time grows with length.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

GAP = 4  # words that “…” may skip
_SMALL = "a-zа-яёіїєґўăâîșțşţ"  # a line that begins with one of these goes on from the line above
_JOINER = rf"[’'ʼ‘`´\u00ad]{{1,3}}|-[ \t]{{0,8}}\n[ \t]{{0,8}}(?=[{_SMALL}])"
_WORD = re.compile(rf"[^\W_]+(?:(?:{_JOINER})[^\W_]+)*")
_INSIDE = re.compile(r"[^\w]+|_")
_BREAK = re.compile(rf"\n[ \t]*\n|(?<=[.!?:;])[ \t]*\n(?=[ \t]*[^\s{_SMALL}])|\Z")
_SENTENCE = re.compile(rf"[.!?;]+[»”\")\]]*(?=\s)|\n[ \t]*\n|\n(?=[ \t]*[^\s{_SMALL}])")
_SAME = str.maketrans(
    {"ё": "е", "ў": "у", "ă": "a", "â": "a", "î": "i", "ș": "s", "ş": "s", "ț": "t", "ţ": "t"}
)
HEADING_WORDS = 10


def fold(word: str) -> str:
    """A word as it is compared: without case, soft hyphens, apostrophes, ligatures and optional marks."""
    if word.isascii() and word.isalnum():
        return word.lower()
    return _INSIDE.sub("", unicodedata.normalize("NFKC", word)).casefold().translate(_SAME)


@dataclass(frozen=True)
class Words:
    """A text cut into words; every word keeps its place."""

    text: str
    folded: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    @cached_property
    def blocks(self) -> tuple[int, ...]:
        """The number of the paragraph each word stands in; a heading belongs to the paragraph under it."""
        numbers: list[int] = []
        at = number = 0
        for end in _BREAK.finditer(self.text):
            first = at
            while at < len(self.spans) and self.spans[at][0] < end.end():
                at += 1
            numbers += [number] * (at - first)
            if at > first and not self._heading(first, at):
                number += 1
        return tuple(numbers)

    def _heading(self, first: int, last: int) -> bool:
        after = self.text[self.spans[last - 1][1] : self.spans[last - 1][1] + 3].lstrip(" \t")
        return last - first <= HEADING_WORDS and after[:1] not in (".", "!", "?", ";")

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        return (0, *(match.end() for match in _SENTENCE.finditer(self.text)), len(self.text))

    @cached_property
    def sentences(self) -> tuple[int, ...]:
        """The number of the sentence each word stands in."""
        return tuple(bisect_right(self._ends, first) for first, _ in self.spans)

    def sentence(self, at: int) -> tuple[int, int]:
        """Where the sentence of a word begins and ends in the text."""
        place = self.sentences[at]
        return self._ends[place - 1], self._ends[min(place, len(self._ends) - 1)]

    def line(self, at: int) -> int:
        """The line a word stands in, from 1."""
        return self.text.count("\n", 0, self.spans[at][0]) + 1


def words(text: str) -> Words:
    """The words of a text."""
    found = [(match.group(), match.span()) for match in _WORD.finditer(text)]
    known: dict[str, str] = {}
    for word, _ in found:
        if word not in known:
            known[word] = fold(word)
    return Words(text, tuple(known[word] for word, _ in found), tuple(span for _, span in found))


Place = tuple[int, int]  # first and last word of what was found
_Element = tuple[int, int]  # pattern, word in it


class Patterns:
    """Many patterns looked for at once. `found` gives for each pattern its places in the text."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self.patterns = tuple(dict.fromkeys(patterns))
        self._gaps: list[list[int]] = []
        self._whole: dict[str, list[_Element]] = {}
        self._stems: dict[str, list[_Element]] = {}
        for number, pattern in enumerate(self.patterns):
            self._gaps.append(self._read(number, pattern))
        self._lengths = sorted({len(stem) for stem in self._stems})

    def _read(self, number: int, pattern: str) -> list[int]:
        gaps: list[int] = []
        gap = 0
        for piece in pattern.split():
            if piece == "…":
                gap = GAP
                continue
            for word in piece.split("|"):
                table = self._stems if word.endswith("*") else self._whole
                table.setdefault(fold(word.rstrip("*")), []).append((number, len(gaps)))
            gaps.append(gap)
            gap = 0
        return gaps

    def found(self, text: Words) -> dict[str, list[Place]]:
        """The places of every pattern that stands in the text, each within one sentence."""
        means: dict[str, frozenset[_Element]] = {}
        for word in set(text.folded):
            elements = list(self._whole.get(word, ()))
            for length in self._lengths:
                if length > len(word):
                    break
                elements += self._stems.get(word[:length], ())
            if elements:
                means[word] = frozenset(elements)
        row = [means.get(word) for word in text.folded]
        places: dict[str, list[Place]] = {}
        for at, here in enumerate(row):
            for number, element in here or ():
                if element or (end := self._follow(number, at, row)) is None:
                    continue
                if end == at or text.sentences[at] == text.sentences[end]:
                    places.setdefault(self.patterns[number], []).append((at, end))
        return places

    def _follow(self, number: int, at: int, row: Sequence[frozenset[_Element] | None]) -> int | None:
        """The last word of the pattern that begins at this word, if the rest of it follows."""
        for element, gap in enumerate(self._gaps[number][1:], start=1):
            for following in range(at + 1, min(at + 2 + gap, len(row))):
                if (number, element) in (row[following] or ()):
                    at = following
                    break
            else:
                return None
        return at
