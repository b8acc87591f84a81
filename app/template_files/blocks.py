"""A template as a flat list of blocks, so that each format only has to write them one after another."""

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from modules.model import Template

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
Run = tuple[str, bool]  # text, bold?


@dataclass(frozen=True)
class Block:
    """kind: heading, paragraph, bullet, number or table. A table has `rows` of plain cells, the others `runs`."""

    kind: str
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.runs)


def blocks(template: Template) -> Iterator[Block]:
    """Everything of a template but its title; the guidance is for the screen and stays out."""
    yield Block("paragraph", ((template.purpose, False),))
    for section in template.sections:
        yield Block("heading", ((section.heading, True),))
        yield from _text(section.text)
        if section.rows:
            yield Block("table", rows=tuple(tuple(runs_text(cell) for cell in row) for row in section.rows))


def runs_text(markdown: str) -> str:
    """The words of one line of Markdown without its signs."""
    return "".join(text for token in _MARKDOWN.parseInline(markdown) for text, _ in _runs(token))


def _text(markdown: str) -> Iterator[Block]:
    kinds: list[str] = []
    for token in _MARKDOWN.parse(markdown):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            kinds.append("bullet" if token.type.startswith("bullet") else "number")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            kinds.pop()
        elif token.type == "inline":
            yield Block(kinds[-1] if kinds else "paragraph", tuple(_runs(token)))


def _runs(inline: Token) -> Iterator[Run]:
    bold = 0
    for token in inline.children or ():
        if token.type in ("strong_open", "strong_close"):
            bold += 1 if token.type == "strong_open" else -1
        elif token.type in ("softbreak", "hardbreak"):
            yield " ", False
        elif token.content:
            yield token.content, bold > 0
