"""A tool as a form: its blanks and cells as fields with labels, the school's words in them, and back again. Pure.

What a school typed is kept under the label it was typed at ({"parts": {part: {"values": {label: words}, …}}}), so it
finds its place again when a tool changes, or else is shown as typed before.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from app.template_files import labels
from app.template_files.blocks import LINE, Piece, cell, lines
from modules.blanks import BLANK, HAND, TICK, shown
from modules.model import Template, TemplateSection

OWN = "own-words"  # the key of a part's text once the school has changed it
TICKED, MARKED = "☑", "x"
MOST_ROWS = 40  # that a school may add to a table


@dataclass(frozen=True)
class Field:
    """Something to fill in. kind: line (a blank in a sentence), tick, cell (of a table) or text (of a whole part)."""

    key: str  # its label, unique in the part
    kind: str
    value: str = ""
    known: str = ""  # what the platform can put in: school, head, …


@dataclass(frozen=True)
class Bit:
    """A stretch of words, or a field standing among them."""

    text: str = ""
    bold: bool = False
    field: Field | None = None
    hugged: bool = False  # a field in round brackets, which stay with it on one line


@dataclass(frozen=True)
class Row:
    """A row of a table, each cell in bits. `empty`: had words in the tool and has none any more."""

    cells: tuple[tuple[Bit, ...], ...]
    name: str
    emptied: bool = False


@dataclass(frozen=True)
class Part:
    """A section of a tool with what a school typed in it."""

    section: TemplateSection
    own: bool  # in the school's own words
    out: bool  # left out of its document
    text: Field | None  # in own words
    lines: tuple[tuple[str, tuple[Bit, ...]], ...]  # ready words: kind, bits
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    before: tuple[tuple[str, str], ...]  # typed before: label and words that have no place any more

    @property
    def fields(self) -> tuple[Field, ...]:
        """Everything that can be filled in, from top to bottom."""
        bits = [bit for _, line in self.lines for bit in line]
        bits += [bit for row in self.rows for one in row.cells for bit in one]
        found = tuple(bit.field for bit in bits if bit.field is not None)
        return (self.text, *found) if self.text else found

    @property
    def groups(self) -> tuple[tuple[str, tuple[tuple[int, tuple[Bit, ...]], ...]], ...]:
        """The ready lines with their numbers, what belongs to one list together."""
        numbered = ((kind, (place, bits)) for place, (kind, bits) in enumerate(self.lines, start=1))
        return tuple(
            (kind, tuple(one for _, one in together))
            for kind, together in groupby(numbered, key=itemgetter(0))
        )

    @property
    def open(self) -> int:
        """How many lines in sentences still wait for the school."""
        own = sum(field.value.count(BLANK) for field in self.fields if self.own)
        return own + sum(field.kind == "line" and not field.value for field in self.fields)

    @property
    def state(self) -> str:
        """out, ready (nothing to fill in), new, begun or filled."""
        if self.out:
            return "out"
        if not self.fields:
            return "ready"
        if not self.own and not any(field.value for field in self.fields):
            return "new"
        return "begun" if self.open else "filled"


def parts(template: Template, answers: Mapping[str, Any]) -> tuple[Part, ...]:
    """All parts of a tool, filled in as far as the school has come."""
    kept = answers.get("parts", {})
    return tuple(_Maker(section, kept.get(section.id, {})).part() for section in template.sections)


def part(section: TemplateSection, answers: Mapping[str, Any]) -> Part:
    """One part."""
    return _Maker(section, answers.get("parts", {}).get(section.id, {})).part()


def homeless(template: Template, answers: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What was typed in parts that the tool has no more."""
    known = {section.id for section in template.sections}
    gone = [one for key, one in answers.get("parts", {}).items() if key not in known]
    return tuple((key, words) for one in gone for key, words in one.get("values", {}).items() if words)


class _Maker:
    """Makes one part; knows which labels are taken already."""

    def __init__(self, section: TemplateSection, kept: Mapping[str, Any]) -> None:
        self.section, self.kept = section, kept
        self.values: Mapping[str, str] = kept.get("values", {})
        self.keys: set[str] = set()

    def part(self) -> Part:
        own = bool(self.kept.get("own"))
        ready, text = self._lines(), self._text()
        rows, own_rows = self._rows(), self._own_rows()
        before = tuple((key, words) for key, words in self.values.items() if words and key not in self.keys)
        return Part(
            section=self.section,
            own=own,
            out=bool(self.kept.get("out")),
            text=text if own else None,
            lines=() if own else ready,
            head=tuple(plain(one) for one in self.section.rows[0]) if self.section.rows else (),
            rows=own_rows if own else rows,
            before=before,
        )

    def _field(self, key: str, kind: str, known: str = "", *, ready: str = "") -> Field:
        number, unique = 1, key
        while unique in self.keys:
            number += 1
            unique = f"{key} ({number})"
        self.keys.add(unique)
        return Field(unique, kind, self.values.get(unique, ready), known)

    def _lines(self) -> tuple[tuple[str, tuple[Bit, ...]], ...]:
        found = []
        for line in lines(self.section.text):
            bits: list[Bit] = []
            place = 0
            for piece in line.pieces:
                bits += self._bits(piece, line.plain, place)
                place += 1 if piece.blank else len(piece.text)
            found.append((line.kind, tuple(bits)))
        return tuple(found)

    def _bits(self, piece: Piece, plain_line: str, place: int) -> Iterator[Bit]:
        if piece.blank:
            hand = piece.name == HAND
            label = labels.of_line(plain_line, place)
            yield Bit(LINE, piece.bold) if hand else Bit(field=self._field(label, "line", piece.name))
            return
        for number, words in enumerate(piece.text.split(TICK)):
            if number:
                box = labels.of_tick(plain_line, place)
                by_hand = self.section.by_hand
                yield Bit(TICK) if by_hand else Bit(field=self._field(box, "tick"))
                place += 1
            if words:
                yield Bit(words, piece.bold)
            place += len(words)

    def _text(self) -> Field | None:
        if not self.section.text:
            return None
        self.keys.add(OWN)
        return Field(OWN, "text", self.values.get(OWN, "") if self.kept.get("own") else "")

    def _named_rows(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each row with its name: its first words, or its number among the empty ones."""
        empty = 0
        more = 0 if self.section.by_hand else min(int(self.kept.get("rows", 0)), MOST_ROWS)
        blank = ("",) * len(self.section.rows[0]) if self.section.rows else ()
        named = []
        for row in (*self.section.rows[1:], *(blank,) * more):
            name = plain(row[0])
            if not name.strip(f"{BLANK} {TICK}"):
                empty += 1
                name = str(empty)
            named.append((name, row))
        yield from zip(_unique(name for name, _ in named), (row for _, row in named), strict=True)

    def _rows(self) -> tuple[Row, ...]:
        return tuple(
            Row(tuple(self._cell(f"{column} · {name}", one) for column, one in self._across(row)), name)
            for name, row in self._named_rows()
        )

    def _across(self, row: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        yield from zip(columns(self.section), row, strict=True)

    def _cell(self, label: str, text: str) -> tuple[Bit, ...]:
        pieces = cell(text)
        line = "".join(BLANK if piece.blank else piece.text for piece in pieces)
        if not text or line == BLANK:
            name = pieces[0].name if pieces else ""
            if name == HAND or (self.section.by_hand and not text):
                return ()
            return (Bit(field=self._field(label, "cell" if not text else "line", name)),)
        bits: list[Bit] = []
        number = 0
        for piece in pieces:
            if not piece.blank:
                bits.append(Bit(piece.text, piece.bold))
            elif piece.name == HAND:
                bits.append(Bit(BLANK))
            else:
                number += 1
                bits.append(Bit(field=self._field(f"{label}, {number}", "line", piece.name)))
        return _hugging(bits)

    def _own_rows(self) -> tuple[Row, ...]:
        """Every cell free to change; a cell that was filled in as a whole keeps its label and its words."""
        own = bool(self.kept.get("own"))
        return (
            tuple(self._own_row(name, row) for name, row in self._named_rows()) if own else self._own_keys()
        )

    def _own_row(self, name: str, row: tuple[str, ...]) -> Row:
        cells: list[tuple[Bit, ...]] = []
        filled = False
        for column, text in self._across(row):
            if self.section.by_hand and not text:
                cells.append(())
                continue
            whole = not text or shown(text) == BLANK
            label = f"{column} · {name}" if whole else own_key(f"{column} · {name}")
            self.keys.add(label)
            value = self.values.get(label, "" if whole else shown(text))
            filled = filled or bool(value)
            cells.append((Bit(field=Field(label, "cell", value)),))
        return Row(tuple(cells), name, emptied=any(row) and not filled)

    def _own_keys(self) -> tuple[Row, ...]:
        for name, _ in self._named_rows():
            self.keys |= {own_key(f"{column} · {name}") for column in columns(self.section)}
        return ()


def _hugging(bits: list[Bit]) -> tuple[Bit, ...]:
    """The same bits, with brackets around a single field made part of it."""
    for place in range(1, len(bits) - 1):
        left, one, right = bits[place - 1 : place + 2]
        if one.field and left.text.endswith("(") and right.text.startswith(")"):
            bits[place - 1] = replace(left, text=left.text[:-1])
            bits[place] = replace(one, hugged=True)
            bits[place + 1] = replace(right, text=right.text[1:])
    return tuple(bits)


def columns(section: TemplateSection) -> tuple[str, ...]:
    """The columns of its table, each with a name of its own."""
    return _unique(plain(one) for one in section.rows[0]) if section.rows else ()


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    """Names of which no two are the same: “When”, “When (2)”."""
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(found)


def own_key(label: str) -> str:
    """The label of a cell with words once the school has changed them."""
    return f"{label} (own words)"


def plain(text: str) -> str:
    """The words of one line of Markdown without its signs, a blank as ____."""
    return "".join(BLANK if piece.blank else piece.text for piece in cell(text))
