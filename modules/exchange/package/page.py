"""The files of a package: the player's page, the sheets to print, the README."""

import base64
import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from modules import blanks
from modules.exchange.package.content import module_json
from modules.exchange.package.words import words
from modules.load import ROOT, load_template
from modules.model import Module, Screen, Template
from modules.prose import html
from modules.text import ModuleText

PLAYER = Path(__file__).parent / "player"
PROGRAM = (
    "marking", "draw", "progress", "state", "store", "dom", "questions", "items", "story", "plan", "shell",
)  # fmt: skip
VIEW_BOX = re.compile(r'viewBox="0 0 (\d+) (\d+)"')


@cache
def _environment() -> Environment:
    """Templates with escaping on; a misspelt name is an error."""
    made = Environment(
        loader=FileSystemLoader(PLAYER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(prose=html, sheet=_sheet)
    return made


@cache
def program() -> str:
    """The player's JavaScript, all files in their order."""
    return "\n".join((PLAYER / f"{name}.js").read_text("utf-8") for name in PROGRAM)


@cache
def _style() -> str:
    return (PLAYER / "player.css").read_text("utf-8")


def index_html(module: Module, text: ModuleText, *, scorm: bool) -> str:
    """The whole module in one file that needs nothing beside it."""
    return (
        _environment()
        .get_template("index.html")
        .render(
            module=module,
            text=text,
            words=words(text.asked),
            note=_note(text),
            data=module_json(module, text, scorm=scorm),
            program=program(),
            style=_style(),
            picture=lambda screen: _picture(module, screen),
            size=lambda screen: _size(module, screen),
            tool=lambda screen: load_template(screen.template, text.asked),
            tools=tools(module, text),
        )
    )


def tools(module: Module, text: ModuleText) -> tuple[Template, ...]:
    """The tools that the module's screens and criteria name, its own first, each once."""
    named = [*(one.template for one in module.screens), *(one.template for one in module.criteria)]
    return tuple(load_template(one, text.asked) for one in dict.fromkeys(named) if one)


def tool_sheets(module: Module, text: ModuleText) -> dict[str, str]:
    """File name -> a sheet to print, for every tool of the module."""
    page = _environment().get_template("sheet.html")
    return {
        f"tools/{one.id}.html": page.render(template=one, words=words(text.asked), style=_style())
        for one in tools(module, text)
    }


def readme(module: Module, text: ModuleText, *, scorm: bool) -> str:
    """What this is and how to begin, with line ends that every editor knows."""
    said = words(text.asked)
    head = f"CISS · {said['module'].format(n=module.number)}: {text.title} ({module.version})"
    body = [] if scorm else [said["readme_open"], said["readme_files"], said["offline_note"]]
    if note := _note(text):
        body.append(note)
    return "\r\n\r\n".join([head, *body, said["licence"]]) + "\r\n"


def _note(text: ModuleText) -> str:
    """In which language the words are, when they are not simply the reader's own; else empty."""
    named = {"fallback": text.fallback, "stale": text.stale, "draft": text.draft}
    return next((words(text.asked)[name] for name, true in named.items() if true), "")


def _sheet(text: str) -> str:
    """HTML of a tool's text, its lines to fill in untouched by Markdown."""
    return html(blanks.marked(text)).replace(blanks.MARK, blanks.BLANK)


def _svg(module: Module, screen: Screen) -> str:
    return (ROOT / module.id / screen.picture).read_text("utf-8")


def _picture(module: Module, screen: Screen) -> str:
    """The picture as an address that contains it."""
    return "data:image/svg+xml;base64," + base64.b64encode(_svg(module, screen).encode()).decode()


def _size(module: Module, screen: Screen) -> tuple[str, str]:
    """Width and height as drawn."""
    found = VIEW_BOX.search(_svg(module, screen))
    return (found[1], found[2]) if found else ("", "")
