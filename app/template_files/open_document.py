"""A tool as ODT, with real headings, lists and tables."""

import io
from typing import Any

from odfdo import Document, Header, List, ListItem, Paragraph, Row, Span, Style, Table

from app.template_files.blocks import Block, Run, blocks
from modules.model import Template


def odt(template: Template) -> bytes:
    """The document. The same template gives the same words."""
    document = Document("text")
    document.meta.title, document.meta.language = template.title, template.language
    document.insert_style(Style("text", name="Bold", bold=True), automatic=True)
    body = document.body
    body.clear()
    body.append(Header(1, template.title))
    items: list[Any] = []
    before = ""
    for number, block in enumerate(blocks(template)):
        if items and block.kind != before:
            _list(body, items)
            items = []
        if block.kind in ("bullet", "number"):
            items.append(ListItem(_paragraph(block.runs)))
        else:
            body.append(_element(block, number))
        before = block.kind
    if items:
        _list(body, items)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _list(body: Any, items: list[Any]) -> None:
    made = List()
    for item in items:
        made.append(item)
    body.append(made)


def _element(block: Block, number: int) -> Any:
    if block.kind == "heading":
        return Header(2, block.text)
    return _table(block, number) if block.kind == "table" else _paragraph(block.runs)


def _paragraph(runs: tuple[Run, ...]) -> Any:
    paragraph = Paragraph()
    for text, bold in runs:
        if bold:
            paragraph.append(Span(text, style="Bold"))
        else:
            paragraph.append_plain_text(text)
    return paragraph


def _table(block: Block, number: int) -> Any:
    table = Table(f"Table{number}")
    for cells in block.rows:
        row = Row()
        row.set_values(list(cells))
        table.append_row(row)
    return table
