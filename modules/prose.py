"""Markdown of the content: to HTML with raw HTML off, to plain text, and counted in words."""

import re
from html import unescape

from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
_WITH_HTML = MarkdownIt("commonmark", {"html": True})
_TAG = re.compile(r"<[^>]+>")
_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")


def html(markdown: str) -> str:
    """HTML of a Markdown text. Raw HTML in it comes out as text, `javascript:` links as words."""
    return str(_MARKDOWN.render(markdown))


def inline(markdown: str) -> str:
    """HTML without the paragraph around it, for options and labels."""
    return str(_MARKDOWN.renderInline(markdown))


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
