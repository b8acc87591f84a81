"""A tool as ODT, with real headings, lists and tables."""

import io
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from odfdo import Document, Element, Header, List, ListItem, Paragraph, Span, Table

from app.template_files import open_styles
from app.template_files.blocks import Block
from app.template_files.layout import height, shares
from app.template_files.open_styles import CELL, COLUMN_HEAD, SIGNS
from app.template_files.sheet import Sheet
from app.template_files.steady import steady

HEIGHTS = "Row"


def odt(sheet: Sheet) -> bytes:
    """The document. The same sheet gives the same bytes."""
    document = Document("text")
    open_styles.clear(document)
    document.set_part("styles.xml", open_styles.styles(sheet))
    _about(document, sheet)
    body = document.body
    body.clear()
    if sheet.school:
        body.append(_paragraph(((sheet.school, False),), open_styles.SCHOOL))
    body.append(Header(1, sheet.title, style="Heading_20_1"))
    if sheet.about:
        body.append(_paragraph(((sheet.about, False),)))
    for kind, together in groupby(sheet.blocks, key=lambda block: block.kind):
        if kind in SIGNS:
            body.append(_list(kind, list(together)))
        else:
            for block in together:
                body.append(_element(document, sheet, block))
    out = io.BytesIO()
    document.save(out)
    return steady(out.getvalue())


def _about(document: Any, sheet: Sheet) -> None:
    meta, moment = document.meta, sheet.moment.replace(tzinfo=None, microsecond=0)
    meta.title, meta.language = sheet.title, sheet.locale
    meta.creator = meta.initial_creator = sheet.school or "CISS"
    meta.creation_date = meta.date = moment
    meta.generator = "CISS"
    for made in open_styles.cell_styles():
        _insert(document, made)


def _list(kind: str, blocks: list[Block]) -> Any:
    made = List(style=kind)
    for block in blocks:
        made.append(ListItem(_paragraph(block.runs, "List_20_Contents")))
    return made


def _element(document: Any, sheet: Sheet, block: Block) -> Any:
    if block.kind == "heading":
        return Header(2, block.text, style="Heading_20_2")
    return _table(document, sheet, block) if block.kind == "table" else _paragraph(block.runs)


def _paragraph(runs: tuple[tuple[str, bool], ...], style: str = "Standard") -> Any:
    paragraph = Paragraph(style=style)
    for text, bold in runs:
        if bold:
            paragraph.append(_bold(text))
        else:
            paragraph.append_plain_text(text)
    return paragraph


def _bold(text: str) -> Any:
    span = Span(style="Bold")
    span.append_plain_text(text)
    return span


def _table(document: Any, sheet: Sheet, block: Block) -> Any:
    name = f"Table{len(document.body.get_tables()) + 1}"
    across = shares(block.rows, landscape=sheet.landscape)
    for made in open_styles.table_styles(name, across, open_styles.width(sheet)):
        _insert(document, made)
    table = Table(name, style=name)
    for number in range(len(across)):
        table.append(_tag("table-column", f"{name}.{number}"))
    head = Element.from_tag("<table:table-header-rows/>")  # again on each page, and read aloud as headers
    head.append(_row(document, block.rows[0], head=True))
    table.append(head)
    for words in block.rows[1:]:
        table.append(_row(document, words))
    return table


def _row(document: Any, words: Sequence[str], *, head: bool = False) -> Any:
    high = 0 if head else height(words)
    if document.get_style("table-row", f"{HEIGHTS}{high}") is None:
        _insert(document, open_styles.row_style(high))
    row = _tag("table-row", f"{HEIGHTS}{high}")
    for text in words:
        cell = _tag("table-cell", "HeadCell" if head else "Cell")
        cell.set_attribute("office:value-type", "string")
        cell.append(_paragraph(((text, False),), COLUMN_HEAD if head else CELL))
        row.append(cell)
    return row


def _tag(name: str, style: str) -> Any:
    return Element.from_tag(f'<table:{name} table:style-name="{style}"/>')


def _insert(document: Any, made: str) -> None:
    document.insert_style(Element.from_tag(made), automatic=True)
