"""A tool as a document: blank as we give it, or filled in by a school. The same draft gives the same document. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.template_files.answers import said
from app.template_files.blocks import LINE, Block, lines
from app.template_files.form import Bit, Part, parts
from modules.model import Template

CELL_LINE = "_" * 11  # a blank among the words of a cell: room for a name
FONT = "Arial"  # in office files: every program has it, or one with letters of the same width
# How office programs name the language of a text, for spelling and for reading aloud.
LOCALES = {"en": "en-GB", "ru": "ru-RU", "uk": "uk-UA", "ro": "ro-RO", "be": "be-BY"}


@dataclass(frozen=True)
class Sheet:
    """Everything a writer of a format needs. `school` is empty on a blank form; `moment` dates the file."""

    title: str
    language: str
    landscape: bool
    moment: datetime
    blocks: tuple[Block, ...]
    school: str = ""
    about: str = ""  # a small line under the school: place, date

    @property
    def locale(self) -> str:
        """The language with its country: ru-RU."""
        return LOCALES.get(self.language, self.language)


def blank(template: Template, moment: datetime) -> Sheet:
    """The tool as it is, with its purpose and lines to write on."""
    found = (_paragraph(template.purpose), *_blocks(parts(template, {})))
    return Sheet(template.title, template.language, template.landscape, moment, found)


def filled(
    template: Template, answers: Mapping[str, Any], *, title: str, school: str, about: str, moment: datetime
) -> Sheet:
    """The tool with what a school typed; parts it left out are not in it, empty blanks are lines."""
    found = tuple(_blocks(parts(template, answers)))
    return Sheet(title, template.language, template.landscape, moment, found, school, about)


def _paragraph(text: str) -> Block:
    return Block("paragraph", ((text, False),))


def _blocks(found: tuple[Part, ...]) -> Iterator[Block]:
    for part in found:
        inside = () if part.out else (*_words(part), *_table(part))
        if inside:
            yield Block("heading", ((part.section.heading, True),))
            yield from inside


def _words(part: Part) -> Iterator[Block]:
    if part.text is not None:
        for line in lines(part.text.value, breaks=True):
            runs = ((LINE if piece.blank else piece.text, piece.bold) for piece in line.pieces)
            yield Block(line.kind, tuple(runs))
    for kind, bits in part.lines:
        yield Block(kind, tuple((said((bit,), LINE), bit.bold or _ours(bit)) for bit in bits))


def _ours(bit: Bit) -> bool:
    """What a school wrote stands out a little among the ready words."""
    return bit.field is not None and bit.field.kind == "line" and bool(bit.field.value)


def _table(part: Part) -> Iterator[Block]:
    rows = [tuple(said(one, CELL_LINE) for one in row.cells) for row in part.rows if not row.emptied]
    if rows:
        yield Block("table", rows=(part.head, *rows))
