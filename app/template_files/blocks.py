"""The words of a tool as a flat list of blocks, so that each format only has to write them one after another."""

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from modules.blanks import MARK, marked, names

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
LINE = "_" * 14  # what is printed for a blank in a sentence: room for a pen


@dataclass(frozen=True)
class Piece:
    """A stretch of words, or (`blank`) a line to fill in, with the name it carries."""

    text: str
    bold: bool = False
    blank: bool = False
    name: str = ""


@dataclass(frozen=True)
class Line:
    """A paragraph or an item of a list. kind: paragraph, bullet or number."""

    kind: str
    pieces: tuple[Piece, ...]

    @property
    def plain(self) -> str:
        """Its words, with one private character for each blank."""
        return "".join(MARK if piece.blank else piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Block:
    """kind: heading, paragraph, bullet, number or table. A table has `rows` of plain cells, the others `runs`
    (text and whether it is bold). A line break inside is a "\\n".
    """

    kind: str
    runs: tuple[tuple[str, bool], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.runs)


def lines(markdown: str, *, breaks: bool = False) -> tuple[Line, ...]:
    """The paragraphs and items of a text. `breaks`: a new line stays a new line, as people expect of what they typed."""
    found: list[Line] = []
    kinds: list[str] = []
    called = iter(names(markdown))
    for token in _MARKDOWN.parse(marked(markdown)):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            kinds.append("bullet" if token.type.startswith("bullet") else "number")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            kinds.pop()
        elif token.type == "inline":
            kind = kinds[-1] if kinds else "paragraph"
            found.append(Line(kind, tuple(_pieces(token, called, "\n" if breaks else " "))))
        elif token.type in ("code_block", "fence"):
            found.append(Line("paragraph", tuple(_cut(token.content.rstrip("\n"), False, called))))
    return tuple(found)


def cell(markdown: str) -> tuple[Piece, ...]:
    """The pieces of one cell of a table."""
    called = iter(names(markdown))
    parsed = _MARKDOWN.parseInline(marked(markdown))
    return tuple(piece for token in parsed for piece in _pieces(token, called, "\n"))


def _pieces(inline: Token, called: Iterator[str], newline: str) -> Iterator[Piece]:
    bold = 0
    for token in inline.children or ():
        if token.type in ("strong_open", "strong_close"):
            bold += 1 if token.type == "strong_open" else -1
        elif token.type in ("softbreak", "hardbreak"):
            yield Piece("\n" if token.type == "hardbreak" else newline, bold > 0)
        elif token.content:
            yield from _cut(token.content, bold > 0, called)


def _cut(text: str, bold: bool, called: Iterator[str]) -> Iterator[Piece]:
    for number, words in enumerate(text.split(MARK)):
        if number:
            yield Piece("", bold, blank=True, name=next(called, ""))
        if words:
            yield Piece(words, bold)
