"""Rules for the policy checker's own files: every part in every language, with cues that its own paragraph satisfies."""

import re
from collections.abc import Iterator
from pathlib import Path

from modules.check_style import complaints, strings
from modules.load import LANGUAGES, load_module, load_scheme
from modules.model import Language
from modules.policy_text import PolicyText, load_parts, load_policy
from modules.policy_words import GAP
from modules.problem import Problem, broken, compare, found
from modules.source import ContentError, Key, read

_ONE = r"[^\W_]+(?:[’'][^\W_]+)*[’']?\*?"
_WORD = re.compile(rf"…|{_ONE}(?:\|{_ONE})*")
_SHORTEST_STEM = 2
_LISTS = ("common", "subject", "laws", "denials")
_CUES = ("say", "topic", "details")
_SENTENCE_END = (".", "!", "?", "…", "”", "»")


def policy(root: Path) -> Iterator[Problem]:
    """Everything to mend in `policy_parts.yaml` and `policy/`. A folder of modules alone has no policy checker."""
    if not (root / "policy_parts.yaml").exists():
        return
    try:
        parts = [ref.id for ref in load_parts(root)]
        yield from _structure(root)
    except ContentError as error:
        yield broken(root, error)
        return
    for language in LANGUAGES:
        try:
            text = load_policy(language, root)
        except ContentError as error:
            yield broken(root, error)
            continue
        yield from _language(root, language, text, parts)


def _structure(root: Path) -> Iterator[Problem]:
    """Ids once, and criteria that exist and are taught."""
    path = root / "policy_parts.yaml"
    scheme = load_scheme(root)
    criteria = {one.id: one.screen for name in scheme.modules for one in load_module(name, root).criteria}
    seen: set[str] = set()
    for ref in load_parts(root):
        if ref.id in seen:
            yield found(root, path, f"part “{ref.id}” stands twice", "parts", ref.id)
        seen.add(ref.id)
        if not criteria.get(ref.criterion):
            message = f"{ref.id}: no screen teaches criterion “{ref.criterion}”"
            yield found(root, path, message, "parts", ref.id)


def _language(root: Path, language: Language, text: PolicyText, parts: list[str]) -> Iterator[Problem]:
    path = root / "policy" / f"{language}.yaml"
    yield from compare(
        text.parts, parts, "part", lambda message, one: found(root, path, message, "parts", one)
    )
    for name, part in text.parts.items():
        for field in ("name", "why", "write"):
            if not getattr(part, field).strip():
                yield found(root, path, f"{name}: {field} is empty", "parts", name, field)
        if part.why.strip() and not part.why.strip().endswith(_SENTENCE_END):
            yield found(root, path, f"{name}: why must be a sentence", "parts", name, "why")
    for number, term in enumerate(text.terms):
        if not (term.instead.strip() and term.why.strip()):
            yield found(root, path, "a term needs the words to use instead, and why", "terms", number)
    for name in _LISTS:
        if not getattr(text, name):
            yield found(root, path, f"{name} is empty", name)
    yield from _cues(root, path, text)
    for keys, words in strings(read(path)):
        if "find" not in keys and keys[0] in ("parts", "terms") and not set(_CUES) & set(keys):
            for complaint in complaints(words, language):
                yield found(root, path, complaint, *keys)


def _cues(root: Path, path: Path, text: PolicyText) -> Iterator[Problem]:
    """Every cue is a row of words, not of signs, and no stem is so short that it fits everything."""
    rows: list[tuple[tuple[Key, ...], tuple[str, ...]]] = [((name,), getattr(text, name)) for name in _LISTS]
    rows += [(("terms", number, "find"), term.find) for number, term in enumerate(text.terms)]
    for name, part in text.parts.items():
        rows += [(("parts", name, field), getattr(part, field)) for field in _CUES]
    for keys, cues in rows:
        for number, cue in enumerate(cues):
            for message in _complaints(cue):
                yield found(root, path, f"cue “{cue}”: {message}", *keys, number)


def _complaints(cue: str) -> Iterator[str]:
    words = cue.split()
    if not words or words[0] == "…" or words[-1] == "…":
        yield f"begins and ends with a word; “…” stands between words and skips up to {GAP}"
    for word in words:
        if not _WORD.fullmatch(word):
            yield f"“{word}” is no word, no stem (word*), and no alternatives (one|other)"
        elif any(len(stem) - 1 < _SHORTEST_STEM for stem in word.split("|") if stem.endswith("*")):
            yield f"a stem has at least {_SHORTEST_STEM} letters"
