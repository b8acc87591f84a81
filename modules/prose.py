"""Markdown of the content: to HTML with raw HTML off, to plain text, and counted in words."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from modules.blanks import MARK


def _name_cells(state: StateCore) -> None:
    """Each cell of a table says its column, for screens too narrow to show columns side by side."""
    names: list[str] = []
    place = 0
    for number, token in enumerate(state.tokens):
        if token.type == "thead_open":
            names = []
        elif token.type == "tr_open":
            place = 0
        elif token.type == "th_open":
            words = state.tokens[number + 1].children or []
            names.append("".join(one.content for one in words if one.type in ("text", "code_inline")))
        elif token.type == "td_open":
            token.attrSet("data-label", names[place])
            place += 1


_MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
_MARKDOWN.core.ruler.after("inline", "name_cells", _name_cells)
_WITH_HTML = MarkdownIt("commonmark", {"html": True})
_BLANK = re.compile("_{3,}")
_TAG = re.compile(r"<[^>]+>")
_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")


def html(markdown: str) -> str:
    """HTML of a Markdown text. Raw HTML in it comes out as text, `javascript:` links as words."""
    return _with_blanks(_MARKDOWN.render, markdown)


def inline(markdown: str) -> str:
    """HTML without the paragraph around it, for options and labels."""
    return _with_blanks(_MARKDOWN.renderInline, markdown)


def _with_blanks(render: Callable[[str], Any], markdown: str) -> str:
    """Lines to write on stay lines: two of them, each beside a bracket, would be taken for signs of bold type."""
    marked = _BLANK.sub(lambda found: MARK * len(found[0]), markdown)
    return str(render(marked)).replace(MARK, "_")


def plain(markdown: str) -> str:
    """The words alone, one space between them: for mail subjects, search, GIFT and counting."""
    return " ".join(unescape(_TAG.sub(" ", html(markdown))).split())


def words(markdown: str) -> int:
    """How many words a reader meets. “Follow-up” and “school’s” count as one each."""
    return len(_WORD.findall(plain(markdown)))


def raw_html(markdown: str) -> bool:
    """Does an author try raw HTML? It would show as text, so the checker refuses it."""
    if "<" not in markdown:  # as nearly always, and parsing takes time
        return False
    allowed = _WITH_HTML.parse(markdown)
    inner = [child for token in allowed for child in token.children or []]
    return any(token.type in {"html_block", "html_inline"} for token in [*allowed, *inner])


def before_heading(markdown: str) -> str:
    """The text before the first heading: a lesson without its worked example, a tool without its sample."""
    return _HEADING.split(markdown, maxsplit=1)[0]


def blocks(markdown: str) -> list[str]:
    """The top-level parts of a text as they are written: headings, paragraphs, whole lists, whole tables."""
    lines = markdown.splitlines()
    tokens = [token for token in _MARKDOWN.parse(markdown) if token.level == 0 and token.map]
    return ["\n".join(lines[slice(*token.map)]).strip() for token in tokens if token.map]


def pieces(markdown: str, most: int) -> list[str]:
    """A text cut for a screen: each piece has at most that many words, or is one part that cannot be cut.

    A heading begins a new piece and stands with what follows.
    """
    found: list[str] = []
    count, open_heading = 0, False
    for block in blocks(markdown):
        heading, size = bool(_HEADING.match(block)), words(block)
        if found and (open_heading or (not heading and count + size <= most)):
            found[-1] += "\n\n" + block
            count += size
        else:
            found.append(block)
            count = size
        open_heading = heading
    return found
