"""What the wall shows: one slide with its words, the way back and on."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import abort, request
from markupsafe import Markup

from app.domain.marking import shuffled
from app.meetings.queries.slides import Slide, place_of, slides
from app.meetings.queries.story import Walked, walk
from app.models.meeting import Meeting
from app.web.language import current
from app.web.templating import prose
from modules.load import curriculum, load_template
from modules.model import Module, Template
from modules.text import ChoiceText, ModuleText, PlanText
from modules.views import ItemView, OptionView, ScreenView, item_view, screen_view

LETTERS = "ABCDEFGHIJ"
KEPT = 40  # characters of the place that is kept
MARK = ","  # between a slide and the path of its story, in the place that is kept


@dataclass(frozen=True)
class Lettered:
    """An option with the letter people vote for."""

    letter: str
    id: str
    option: OptionView


@dataclass(frozen=True)
class Wall:
    """One slide of a meeting: number `place` of `count`."""

    meeting: Meeting
    module: Module
    text: ModuleText
    slides: tuple[Slide, ...]
    at: int
    story: Walked | None
    chosen: str  # in the incident, the choice whose outcome is shown; '' for all

    @property
    def slide(self) -> Slide:
        return self.slides[self.at]

    @property
    def view(self) -> ScreenView:
        return screen_view(self.module, self.text, self.slide.screen)

    @property
    def place(self) -> int:
        return self.at + 1

    @property
    def count(self) -> int:
        return len(self.slides)

    @property
    def back(self) -> str:
        """Id of the slide before, '' on the first."""
        return self.slides[self.at - 1].id if self.at else ""

    @property
    def next(self) -> str:
        """Id of the slide after, '' on the last."""
        return self.slides[self.at + 1].id if self.at + 1 < self.count else ""

    @property
    def kept(self) -> str:
        """The place to come back to after a break."""
        path = self.story.joined if self.story else ""
        full = f"{self.slide.id}{MARK}{path}" if path else self.slide.id
        return full if len(full) <= KEPT else self.slide.id

    @property
    def body(self) -> Markup:
        return prose(self.slide.body)

    @property
    def choices(self) -> list[tuple[str, str, ChoiceText]]:
        """(letter, id, words) of what the incident or the scene offers."""
        order: Iterable[str] = self.view.screen.choices
        words = self.view.text.choices
        if self.story is not None and self.module.scenario is not None:
            words = self.story.scene.choices if self.story.scene else {}
            order = self.module.scenario.nodes[self.story.node].choices if words else ()
        return [(letter, one, words[one]) for letter, one in zip(LETTERS, order, strict=False)]

    @property
    def shown(self) -> list[tuple[str, str, ChoiceText]]:
        """The choices whose outcome is on the wall."""
        return [one for one in self.choices if self.chosen in ("", one[1])]

    @property
    def item(self) -> ItemView:
        return item_view(self.module, self.text, self.slide.item)

    @property
    def options(self) -> list[Lettered]:
        """The options in an order of this meeting's own: question and answer have the same letters."""
        by_id = {one.id: one for one in self.item.options}
        order = shuffled(self.item.item.options, seed=f"{self.meeting.ref}:{self.slide.item}")
        return [Lettered(letter, one, by_id[one]) for letter, one in zip(LETTERS, order, strict=False)]

    @property
    def template(self) -> Template:
        return load_template(self.view.screen.template, current())

    @property
    def plans(self) -> list[PlanText]:
        return [self.text.plan[one] for one in self.view.screen.suggestions]


def words_of(meeting: Meeting) -> tuple[Module, ModuleText]:
    """Module and words of a meeting; 404 when the standard no longer has the module."""
    known = {one.id: one for one in curriculum().modules}
    if meeting.module not in known:
        return abort(404)
    return known[meeting.module], curriculum().text(meeting.module, current())


def wall(meeting: Meeting, wanted: str) -> Wall:
    """The slide of an address, in the reader's language. No query."""
    module, text = words_of(meeting)
    found = slides(module, text)
    at = place_of(found, wanted)
    told = found[at].kind == "scenario" and module.scenario is not None
    story = (
        walk(module.scenario, text.scenario, request.args.get("path", ""))
        if told and module.scenario
        else None
    )
    chosen = request.args.get("choice", "")
    known = text.screens[found[at].screen].choices
    return Wall(meeting, module, text, found, at, story, chosen if chosen in known else "")


def resume(meeting: Meeting) -> tuple[str, str]:
    """(slide, path of its story) where the meeting stopped."""
    slide, _, path = meeting.screen.partition(MARK)
    return slide, path
