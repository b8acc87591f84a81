"""A tool as DOCX, with real headings, lists and table headers."""

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.shared import Mm, Pt

from app.template_files.blocks import Block
from app.template_files.layout import SHARES, height, shares
from app.template_files.sheet import Sheet
from app.template_files.steady import steady
from app.template_files.word_style import CELL, COLUMN_HEAD, SCHOOL, dress, flag, width

LISTS = {"bullet": "List Bullet", "number": "List Number"}


def docx(sheet: Sheet) -> bytes:
    """The document. The same sheet gives the same bytes."""
    document = Document()
    dress(document, sheet)
    _about(document, sheet)
    if sheet.school:
        document.add_paragraph(sheet.school, style=SCHOOL)
    document.add_heading(sheet.title, level=1)
    if sheet.about:
        document.add_paragraph(sheet.about)
    before, number = "", 0
    for block in sheet.blocks:
        if block.kind == "number" and before != "number":
            number = _new_list(document)
        _add(document, block, number, sheet)
        before = block.kind
    if before == "table":  # a program would put one there, and perhaps a page for it
        last = document.add_paragraph()
        last.paragraph_format.space_after, last.paragraph_format.line_spacing = Pt(0), Pt(1)
    body = io.BytesIO()
    document.save(body)
    return steady(body.getvalue())


def _about(document: Any, sheet: Sheet) -> None:
    about = document.core_properties
    about.title, about.author, about.comments = sheet.title, sheet.school or "CISS", ""
    about.last_modified_by = about.author
    about.created = about.modified = sheet.moment
    about.language = sheet.locale


def _new_list(document: Any) -> int:
    """The number of a new list that counts from one; without it every list goes on where the last one ended."""
    numbering = document.part.numbering_part.numbering_definitions._numbering
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    made = numbering.add_num(numbering.num_having_numId(style).abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def _add(document: Any, block: Block, number: int, sheet: Sheet) -> None:
    if block.kind == "table":
        _table(document, block, sheet)
        return
    if block.kind == "heading":
        document.add_heading(block.text, level=2)
        return
    paragraph = document.add_paragraph(style=LISTS.get(block.kind))
    if block.kind == "number":
        paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number
    for text, bold in block.runs:
        paragraph.add_run(text).bold = bold or None


def _table(document: Any, block: Block, sheet: Sheet) -> None:
    table = document.add_table(rows=len(block.rows), cols=len(block.rows[0]), style="Table Grid")
    table.autofit = False
    across = [width(sheet) * share / SHARES for share in shares(block.rows, landscape=sheet.landscape)]
    for column, millimetres in zip(table.columns, across, strict=True):
        column.width = Mm(millimetres)
    for number, (row, words) in enumerate(zip(table.rows, block.rows, strict=True)):
        _row(row, words, across, head=number == 0)


def _row(row: Any, words: Sequence[str], across: Sequence[float], *, head: bool) -> None:
    about = row._tr.get_or_add_trPr()
    about.append(flag("cantSplit"))  # words of a cell stay on one page
    if head:
        about.append(flag("tblHeader"))  # again on each page, and read aloud as a header
    elif high := height(words):
        row.height = Mm(high)
    for cell, text, millimetres in zip(row.cells, words, across, strict=True):
        cell.width = Mm(millimetres)
        cell.text = text
        cell.paragraphs[0].style = COLUMN_HEAD if head else CELL
        around = cell._tc.get_or_add_tcPr()
        if head:
            around.append(flag("shd", val="clear", color="auto", fill="F1F3F5"))
        around.append(_padding())


def _padding() -> Any:
    padding = flag("tcMar")
    for side, twips in (("top", 57), ("left", 100), ("bottom", 57), ("right", 100)):
        padding.append(flag(side, w=twips, type="dxa"))
    return padding
