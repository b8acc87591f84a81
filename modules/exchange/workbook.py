"""A module on paper: lessons, questions with boxes, the incident and the scenario to talk about, the plan, the tool,
and on new pages the answers with every explanation. HTML for `certificates.paper`.

The check on paper asks as many questions as the platform does, always the same ones, so that most of the bank stays
unseen by those who take the check afterwards.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from html import escape
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from modules import prose
from modules.load import ROOT, curriculum, load_template
from modules.model import Module, Screen
from modules.source import read
from modules.text import ModuleText
from modules.views import ItemView, OptionView, item_view

HERE = Path(__file__).parent
LINE, CELL_LINE = "_" * 28, "_" * 11
WIDTH = 400  # pixels of CSS: three fifths of the page, so that drawing and text share one
_HEADING = re.compile(r"(</?h)([1-5])(?=[ >])")
_TITLE = re.compile(r"(<title[^>]*>).*?(</title>)", re.DOTALL)
_NAMES = re.compile(r"""(\bid="|aria-labelledby="|url\(#|href="#)([^")]+)""")
_BLANK = re.compile(r"_{3,}")


@dataclass(frozen=True)
class PaperQuestion:
    """A question with its number in the workbook."""

    number: int
    view: ItemView

    @property
    def shape(self) -> str:
        """How it is answered: one, more, order or match."""
        kinds = {"single": "one", "scenario": "one", "multiple": "more", "order": "order"}
        return kinds.get(self.view.item.type, "match")

    @property
    def options(self) -> list[tuple[str, OptionView]]:
        """(letter, option), as in the file."""
        return list(zip(ascii_lowercase, self.view.options, strict=False))

    @property
    def targets(self) -> list[tuple[str, str]]:
        """(capital letter, text)."""
        return [(letter, text) for letter, (_, text) in zip(ascii_uppercase, self.view.targets, strict=False)]

    @property
    def right(self) -> str:
        """The right answer in letters: “b”, “a, c”, “c – a – b”, “a B, b A”."""
        if self.shape == "order":
            return " – ".join(letter for letter, _ in sorted(self.options, key=lambda one: one[1].place))
        if self.shape == "match":
            capital = {
                target: letter
                for letter, (target, _) in zip(ascii_uppercase, self.view.targets, strict=False)
            }
            return ", ".join(f"{letter} {capital[option.target]}" for letter, option in self.options)
        return ", ".join(letter for letter, option in self.options if option.right)


@dataclass(frozen=True)
class Workbook:
    """What the template of the workbook needs."""

    module: Module
    text: ModuleText
    questions: dict[str, tuple[PaperQuestion, ...]]  # screen id → its questions

    @property
    def places(self) -> dict[str, int]:
        """Scene id → its number, ending id → its number, in the order of the file."""
        story = self.module.scenario
        if story is None:
            return {}
        nodes = [story.start, *(name for name in story.nodes if name != story.start)]
        return {
            name: number for names in (nodes, story.endings) for number, name in enumerate(names, start=1)
        }

    def picture(self, screen: Screen) -> str:
        """The screen’s drawing, which tells its own content to whoever cannot see it."""
        drawing = (ROOT / self.module.id / screen.picture).read_text(encoding="utf-8")
        told = escape(self.text.screens[screen.id].picture_alt, quote=False)
        drawing = drawing.partition("?>")[2] if drawing.startswith("<?xml") else drawing
        drawing = _TITLE.sub(lambda found: found[1] + told + found[2], drawing, count=1)
        drawing = drawing.replace("<svg ", f'<svg width="{WIDTH}" ', 1)
        # two drawings on one page may not share a name
        return _NAMES.sub(lambda found: f"{found[1]}{screen.id}-{found[2]}", drawing)


def workbook_html(module_id: str, language: str = "en") -> str:
    """The body of the workbook. KeyError for an unknown module."""
    known = curriculum()
    module, text = known.module(module_id), known.text(module_id, language)
    book = Workbook(module, text, dict(_numbered(module, text)))
    asked = text.asked
    page = _environment().get_template("workbook.html")
    return page.render(book=book, module=module, text=text, say=lambda key, **gaps: say(key, asked, **gaps))


def workbook_title(module_id: str, language: str = "en") -> str:
    """Title of the document: “Workbook: Reporting, response and care”."""
    return f"{say('workbook', language)}: {curriculum().text(module_id, language).title}"


def say(key: str, language: str, **gaps: object) -> str:
    """One of the workbook’s own sentences."""
    words: dict[str, str] = read(HERE / "workbook.yaml")[key]
    return words[language].format(**gaps)


def paper_check(module: Module) -> tuple[str, ...]:
    """Ids of the check questions on paper: the first of each objective, then the second, until there are enough."""
    by_objective = [[item.id for item in module.bank if item.objective == one] for one in module.objectives]
    rounds = max((len(one) for one in by_objective), default=0)
    chosen = [ids[turn] for turn in range(rounds) for ids in by_objective if turn < len(ids)][
        : module.check.draw
    ]
    return tuple(item.id for item in module.bank if item.id in chosen)


def _numbered(module: Module, text: ModuleText) -> Iterator[tuple[str, tuple[PaperQuestion, ...]]]:
    number = 0
    for screen in module.screens:
        ids = paper_check(module) if screen.kind == "check" else screen.items
        yield (
            screen.id,
            tuple(PaperQuestion(number + at, item_view(module, text, one)) for at, one in enumerate(ids, 1)),
        )
        number += len(ids)


# --- what the template uses ---------------------------------------------------------------------


def _below(markdown: str, by: int = 1) -> str:
    """HTML of a text (raw HTML in it is off) whose headings go `by` levels down, to stand under one of the page."""
    lowered = _HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + by}", prose.html(markdown))
    return _BLANK.sub(LINE, lowered)


def _inline(markdown: str) -> str:
    return prose.inline(" ".join(markdown.split()))


def _cell(markdown: str) -> str:
    return _BLANK.sub(CELL_LINE, _inline(markdown))


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"below": _below, "inline": _inline, "cell": _cell}
    made.globals |= {"letters": ascii_lowercase, "load_template": load_template, "line": LINE}
    return made


def workbook_pdf(module_id: str, language: str = "en") -> bytes:
    """The workbook as PDF/A and PDF/UA, dated with the day on which its content changed last. Takes seconds."""
    from certificates.paper import paper_pdf

    body = workbook_html(module_id, language)
    return paper_pdf(
        body, title=workbook_title(module_id, language), language=language, dated=_changed_on(module_id)
    )


def _changed_on(module_id: str) -> date:
    """The youngest file of the module: the same content gives the same bytes."""
    files = [one for one in (ROOT / module_id).rglob("*") if one.suffix in {".yaml", ".md", ".svg"}]
    newest = max(one.stat().st_mtime for one in files)
    return datetime.fromtimestamp(newest, UTC).date()
