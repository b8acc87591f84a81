"""What the learner's pages read."""

from dataclasses import dataclass

from flask import g

from app import progress
from app.domain.progress import Progress
from app.web.language import current
from modules.load import curriculum
from modules.model import Module
from modules.text import ModuleText


@dataclass(frozen=True)
class ModuleCard:
    """One module on the overview."""

    module: Module
    text: ModuleText
    progress: Progress


@dataclass(frozen=True)
class IndexPage:
    """All modules, and the one to go on with."""

    cards: tuple[ModuleCard, ...]

    @property
    def passed(self) -> int:
        return sum(card.progress.passed for card in self.cards)

    @property
    def next(self) -> ModuleCard | None:
        """The module that was begun, else the first one waiting; None when all is done."""
        waiting = [card for card in self.cards if card.progress.missing]
        begun = [card for card in waiting if card.progress.status != "not-started"]
        return next(iter(begun or waiting), None)


def index() -> IndexPage:
    """The learner's overview."""
    mine, content, language = progress.of_person(g.actor.user_id), curriculum(), current()
    return IndexPage(
        tuple(ModuleCard(one, content.text(one.id, language), mine[one.id]) for one in content.modules)
    )
