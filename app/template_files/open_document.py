"""A tool as ODT, with real headings, lists and tables."""

import io
from itertools import groupby
from typing import Any

from odfdo import Document, Element, Header, List, ListItem, Paragraph, Row, Span, Style, Table

from app.template_files.blocks import Block
from app.template_files.sheet import Sheet
from app.template_files.steady import steady

_LEVEL = '<text:list-level-style-{kind} text:level="1" {sign}>{room}</text:list-level-style-{kind}>'
_ROOM = (
    '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
    '<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.6cm" '
    'fo:margin-left="0.6cm"/></style:list-level-properties>'
)
_SIGNS = {
    "bullet": ("bullet", 'text:bullet-char="•"'),
    "number": ("number", 'style:num-format="1" style:num-suffix="."'),
}


def odt(sheet: Sheet) -> bytes:
    """The document. The same sheet gives the same bytes."""
    document = Document("text")
    _about(document, sheet)
    body = document.body
    body.clear()
    if sheet.school:
        body.append(_paragraph(((sheet.school, True),)))
    body.append(Header(1, sheet.title))
    if sheet.about:
        body.append(_paragraph(((sheet.about, False),)))
    place = 0
    for kind, together in groupby(sheet.blocks, key=lambda block: block.kind):
        if kind in _SIGNS:
            body.append(_list(kind, list(together)))
            continue
        for block in together:
            place += 1
            body.append(_element(block, place))
    out = io.BytesIO()
    document.save(out)
    return steady(out.getvalue())


def _about(document: Any, sheet: Sheet) -> None:
    meta, moment = document.meta, sheet.moment.replace(tzinfo=None, microsecond=0)
    meta.title, meta.language = sheet.title, sheet.language
    meta.creator = meta.initial_creator = sheet.school or "CISS"
    meta.creation_date = meta.date = moment
    document.insert_style(Style("text", name="Bold", bold=True), automatic=True)
    for name, (kind, sign) in _SIGNS.items():
        level = _LEVEL.format(kind=kind, sign=sign, room=_ROOM)
        made = Element.from_tag(f'<text:list-style style:name="{name}">{level}</text:list-style>')
        document.insert_style(made, automatic=True)
    _page(document, landscape=sheet.landscape)
    _language(document, sheet.language)


def _page(document: Any, *, landscape: bool) -> None:
    size = ("29.7cm", "21cm", "landscape") if landscape else ("21cm", "29.7cm", "portrait")
    for layout in document.get_styles("page-layout"):
        properties = layout.get_element("style:page-layout-properties")
        if properties is not None:
            names = ("fo:page-width", "fo:page-height", "style:print-orientation")
            for name, value in zip(names, size, strict=True):
                properties.set_attribute(name, value)


def _language(document: Any, language: str) -> None:
    """For spelling and for reading aloud."""
    for style in document.get_styles("paragraph"):
        for properties in style.get_elements("style:text-properties"):
            if properties.get_attribute("fo:language"):
                properties.set_attribute("fo:language", language)


def _list(kind: str, blocks: list[Block]) -> Any:
    made = List(style=kind)
    for block in blocks:
        made.append(ListItem(_paragraph(block.runs)))
    return made


def _element(block: Block, number: int) -> Any:
    if block.kind == "heading":
        return Header(2, block.text)
    return _table(block, number) if block.kind == "table" else _paragraph(block.runs)


def _paragraph(runs: tuple[tuple[str, bool], ...]) -> Any:
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
