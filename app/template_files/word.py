"""A tool as DOCX, with real headings, lists and table headers."""

import io
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from app.template_files.blocks import Block
from app.template_files.sheet import Sheet
from app.template_files.steady import steady

LISTS = {"bullet": "List Bullet", "number": "List Number"}


def docx(sheet: Sheet) -> bytes:
    """The document. The same sheet gives the same bytes."""
    document = Document()
    _about(document, sheet)
    if sheet.landscape:
        page = document.sections[0]
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = page.page_height, page.page_width
    if sheet.school:
        document.add_paragraph().add_run(sheet.school).bold = True
    document.add_heading(sheet.title, level=0)
    if sheet.about:
        document.add_paragraph(sheet.about)
    before, number = "", 0
    for block in sheet.blocks:
        if block.kind == "number" and before != "number":
            number = _new_list(document)
        _add(document, block, number)
        before = block.kind
    body = io.BytesIO()
    document.save(body)
    return steady(body.getvalue())


def _about(document: Any, sheet: Sheet) -> None:
    about = document.core_properties
    about.title, about.author, about.comments = sheet.title, sheet.school or "CISS", ""
    about.created = about.modified = sheet.moment
    about.language = sheet.language
    normal = document.styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")  # for spelling and for reading aloud
    language.set(qn("w:val"), sheet.language)
    normal.append(language)


def _new_list(document: Any) -> int:
    """The number of a new list that counts from one; without it every list goes on where the last one ended."""
    numbering = document.part.numbering_part.numbering_definitions._numbering
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    made = numbering.add_num(numbering.num_having_numId(style).abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def _add(document: Any, block: Block, number: int) -> None:
    if block.kind == "table":
        _table(document, block)
        return
    if block.kind == "heading":
        document.add_heading(block.text, level=1)
        return
    paragraph = document.add_paragraph(style=LISTS.get(block.kind))
    if block.kind == "number":
        paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number
    for text, bold in block.runs:
        paragraph.add_run(text).bold = bold or None


def _table(document: Any, block: Block) -> None:
    table = document.add_table(rows=len(block.rows), cols=len(block.rows[0]), style="Table Grid")
    for row, cells in zip(table.rows, block.rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    repeated = OxmlElement("w:tblHeader")  # the header row again on each page, and read aloud as a header
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    document.add_paragraph()
