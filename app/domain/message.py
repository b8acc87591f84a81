"""Sentences for people, as values: pure code names the sentence, the web part translates it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Message:
    """A sentence for a person: the English text is the key for translation; params fill it."""

    text: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text % self.params if self.params else self.text


def marked(text: str) -> str:
    """The text itself: says to the collector of texts that this one is a person's to read (see `app.catalogues`)."""
    return text
