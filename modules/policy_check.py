"""A school's own policy, read against the parts it must have and the words it should not use. Text in, report out.

Pure and quick: nothing is kept. The cues are in `policy/<language>.yaml`, the manner of finding in `policy_words.py`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import chain, islice

from modules.load import LANGUAGES
from modules.model import Language
from modules.policy_text import PartText, TermText, load_parts, load_policy
from modules.policy_words import Patterns, Place, Words, fold, words

NEAR = 40  # words between a topic and what is said about it
QUOTE = 220  # characters
SAMPLE = 4_000  # words that tell the language
MOST_TERMS = 60  # of one text are told; who mends these checks again
A_SUBJECT_WORD_IN = 600  # words: a text that speaks of online life less often is about something else
_DENIED_WITHIN, _LAW_WITHIN = 5, 14
_BLANKS = re.compile(r"\s+")
_OPEN, _CLOSE, _BOTH = "«“„", "»”", '"'


class Verdict(StrEnum):
    """What a text says about one part."""

    THERE = "there"
    MENTIONED = "mentioned"  # named, but nothing is said about it
    MISSING = "missing"


@dataclass(frozen=True)
class Guess:
    """The language of a text; confidence from 0 (not told) to 1."""

    language: Language
    confidence: float


@dataclass(frozen=True)
class PartFinding:
    """One part: its verdict, and the words that show it (empty when it is missing)."""

    id: str
    criterion: str
    verdict: Verdict
    quote: str = ""


@dataclass(frozen=True)
class TermFinding:
    """One harmful or out-dated term where it stands. `title`: fine, but only as the title of a law."""

    line: int
    before: str
    term: str
    after: str
    instead: str
    why: str
    title: bool


@dataclass(frozen=True)
class PolicyReport:
    """What was found. `about`: does the text speak of online life at all? If not, no part is counted."""

    language: Language
    guess: Guess
    words: int
    about: bool
    parts: tuple[PartFinding, ...]
    terms: tuple[TermFinding, ...]

    def having(self, verdict: str) -> tuple[PartFinding, ...]:
        """The parts with this verdict, in their order."""
        return tuple(part for part in self.parts if part.verdict == verdict)

    @property
    def complete(self) -> bool:
        """Is every part there?"""
        return len(self.having(Verdict.THERE)) == len(self.parts)


def check(text: str, language: Language | None = None) -> PolicyReport:
    """Read a policy. Without a language it is guessed from the text."""
    cut = words(text)
    guess = guess_language(cut)
    spoken = language or guess.language
    knows = load_policy(spoken)
    found = _patterns(spoken).found(cut)
    subject = sum(len(found.get(cue, ())) for cue in knows.subject)
    about = subject > 0 and subject * A_SUBJECT_WORD_IN >= len(cut.folded)
    parts = tuple(
        _part(ref.id, ref.criterion, knows.parts[ref.id], cut, found)
        if about
        else PartFinding(ref.id, ref.criterion, Verdict.MISSING)
        for ref in load_parts()
    )
    terms = tuple(islice(_terms(spoken, cut, found), MOST_TERMS))
    return PolicyReport(spoken, guess, len(cut.folded), about, parts, terms)


def guess_language(cut: Words) -> Guess:
    """The language whose frequent words and own letters stand in the text most often; English if none do."""
    sample = [
        (word, cut.text[slice(*span)].lower())
        for word, span in zip(cut.folded, cut.spans[:SAMPLE], strict=False)
    ]
    scores: list[tuple[int, Language]] = []
    for language in LANGUAGES:
        common, letters = _marks(language)
        score = sum((folded in common) + (not letters.isdisjoint(word)) for folded, word in sample)
        scores.append((score, language))
    scores.sort(key=lambda one: -one[0])
    (best, language), (second, _) = scores[:2]
    return Guess(language, (best - second) / best if best else 0.0)


@cache
def _marks(language: Language) -> tuple[frozenset[str], frozenset[str]]:
    knows = load_policy(language)
    return frozenset(map(fold, knows.common)), frozenset(knows.letters)


@cache
def _patterns(language: Language) -> Patterns:
    knows = load_policy(language)
    parts = ((*part.say, *part.topic, *part.details) for part in knows.parts.values())
    terms = (term.find for term in knows.terms)
    return Patterns(chain(knows.subject, knows.laws, knows.denials, *parts, *terms))


Found = Mapping[str, list[Place]]


def _places(cues: Sequence[str], found: Found) -> list[Place]:
    return sorted({place for cue in cues for place in found.get(cue, ())})


def _part(name: str, criterion: str, part: PartText, cut: Words, found: Found) -> PartFinding:
    said = _places(part.say, found)
    if said:
        return PartFinding(name, criterion, Verdict.THERE, _quote(cut, said[0][0]))
    topics, details = _places(part.topic, found), _places(part.details, found)
    shown = [place for place in topics if _near(place, details, cut.blocks)]
    if shown:
        best = next((place for place in shown if _near(place, details, cut.sentences)), shown[0])
        return PartFinding(name, criterion, Verdict.THERE, _quote(cut, best[0]))
    if topics:
        return PartFinding(name, criterion, Verdict.MENTIONED, _quote(cut, topics[0][0]))
    return PartFinding(name, criterion, Verdict.MISSING)


def _near(topic: Place, details: Sequence[Place], units: Sequence[int]) -> bool:
    """Is something said near the topic, in its own paragraph (or sentence), in other words than the topic's?"""
    for first, last in details[bisect_left(details, (topic[0] - NEAR, 0)) :]:
        if first > topic[1] + NEAR:
            return False
        if units[first] == units[topic[0]] and (last < topic[0] or first > topic[1]):
            return True
    return False


def _quote(cut: Words, at: int) -> str:
    """The sentence of this word in one line, shortened around the word when it is long."""
    first, last = cut.sentence(at)
    if last - first > QUOTE:
        first = max(first, cut.spans[at][0] - QUOTE // 3)
        last = min(last, first + QUOTE)
        shown = " ".join(cut.text[first:last].split())
        return f"… {shown} …"
    return " ".join(cut.text[first:last].split())


def _terms(language: Language, cut: Words, found: Found) -> Iterator[TermFinding]:
    knows = load_policy(language)
    laws, denials = _places(knows.laws, found), _places(knows.denials, found)
    hits = sorted(
        ((place, term) for term in knows.terms for place in _places(term.find, found)),
        key=lambda hit: (hit[0][0], -hit[0][1]),
    )
    done = -1
    for place, term in hits:
        if place[0] <= done or (term.denied and _within(denials, place, _DENIED_WITHIN, 0)):
            continue
        done = place[1]
        title = term.title and _quoted(cut, place) and _within(laws, place, _LAW_WITHIN, _LAW_WITHIN)
        yield _term(cut, place, term, title)


def _within(others: Sequence[Place], place: Place, before: int, after: int) -> bool:
    start = bisect_left(others, (place[0] - before, 0))
    return start < len(others) and others[start][0] <= place[1] + after and others[start] != place


def _quoted(cut: Words, place: Place) -> bool:
    """Does the term stand between quotation marks of its own line?"""
    at = cut.spans[place[0]][0]
    before = cut.text[max(at - QUOTE * 2, cut.text.rfind("\n", 0, at) + 1) : at]
    depth = sum(before.count(mark) for mark in _OPEN) - sum(before.count(mark) for mark in _CLOSE)
    return depth > 0 or sum(before.count(mark) for mark in _BOTH) % 2 == 1


def _term(cut: Words, place: Place, term: TermText, title: bool) -> TermFinding:
    first, last = cut.spans[place[0]][0], cut.spans[place[1]][1]
    begin, end = cut.sentence(place[0])
    before, after = cut.text[max(begin, first - 80) : first], cut.text[last : max(last, min(end, last + 80))]
    return TermFinding(
        cut.line(place[0]),
        _BLANKS.sub(" ", before).lstrip(),
        " ".join(cut.text[first:last].split()),
        _BLANKS.sub(" ", after).rstrip(),
        term.instead,
        term.why,
        title,
    )
