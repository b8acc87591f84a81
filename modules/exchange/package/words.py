"""The player's own words, from `words.yaml`."""

from functools import cache
from pathlib import Path

from modules.model import Frozen, Language
from modules.source import build, read

WORDS = Path(__file__).parents[1] / "words.yaml"


class Word(Frozen):
    """One sentence in every language: none may be missing."""

    en: str
    ru: str
    uk: str
    ro: str
    be: str


@cache
def words(language: Language) -> dict[str, str]:
    """Every sentence of the player in that language. ContentError where one is missing."""
    found = {key: build(Word, value, WORDS) for key, value in read(WORDS).items()}
    return {key: str(getattr(word, language)) for key, word in found.items()}
