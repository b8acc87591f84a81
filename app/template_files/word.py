"""A tool as DOCX, with real headings, lists and table headers."""

import io
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from app import clock
from app.template_files.blocks import Block, blocks
from modules.model import Template

LISTS = {"bullet": "List Bullet", "number": "List Number"}


def docx(template: Template) -> bytes:
    """The document. The same template gives the same words; its dates are those of its making."""
    document = Document()
    _about(document, template)
    if template.landscape:
        page = document.sections[0]
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = page.page_height, page.page_width
    document.add_heading(template.title, level=0)
    for block in blocks(template):
        _add(document, block)
    body = io.BytesIO()
    document.save(body)
    return body.getvalue()


def _about(document: Any, template: Template) -> None:
    about, moment = document.core_properties, clock.now()
    about.title, about.author, about.comments, about.language = template.title, "CISS", "", template.language
    about.created = about.modified = moment


def _add(document: Any, block: Block) -> None:
    if block.kind == "table":
        _table(document, block)
        return
    if block.kind == "heading":
        document.add_heading(block.text, level=1)
        return
    paragraph = document.add_paragraph(style=LISTS.get(block.kind))
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
