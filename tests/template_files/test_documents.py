"""Every tool, blank and filled in, as every kind of document: nothing typed is missing, and the bytes stay the same."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import docx as python_docx
import odfdo
import pytest
from bs4 import BeautifulSoup

from app.template_files import Sheet, blank, docx, filled, odt, paper, pdf
from modules.load import load_template, load_templates
from tests.certificates.test_judges import judged, verapdf
from tests.certificates.tools import text_of
from tests.template_files.filling import everything, words

MOMENT = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
TOOLS = [ref.id for ref in load_templates()]
DRAWN = ("response-flowchart", "acceptable-use", "incident-log")


def made(template_id: str) -> Sheet:
    template = load_template(template_id)
    return filled(
        template,
        everything(template),
        title="Our own title & more",
        school="Gymnasium No. 12",
        about="Berezki, 21 November 2026",
        moment=MOMENT,
    )


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("template_id", TOOLS)
def test_a_filled_in_tool_says_all_that_was_typed(template_id: str) -> None:
    sheet = made(template_id)
    word = python_docx.Document(io.BytesIO(docx(sheet)))
    in_word = [one.text for one in word.paragraphs]
    in_word += [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    content = zipfile.ZipFile(io.BytesIO(odt(sheet))).read("content.xml")
    in_odt = " ".join(ElementTree.fromstring(content).itertext())
    in_paper = BeautifulSoup("".join(paper._body(sheet)), "html.parser").get_text(" ")
    for text in (squeezed(" ".join(in_word)), squeezed(in_odt), squeezed(in_paper)):
        missing = [typed for typed, _ in words(load_template(template_id)) if typed not in text]
        assert missing == []
        assert "Gymnasium No. 12" in text
        assert "Our own title & more" in text


@pytest.mark.parametrize("template_id", TOOLS)
def test_a_blank_tool_has_lines_and_no_marks_of_ours(template_id: str) -> None:
    sheet = blank(load_template(template_id), MOMENT)
    text = squeezed("".join(paper._body(sheet)))
    assert "{" not in text
    assert "\ue000" not in text
    assert load_template(template_id).title.split()[0] in text


def test_two_blanks_in_brackets_are_not_taken_for_bold_type() -> None:
    body = "".join(paper._body(blank(load_template("response-flowchart"), MOMENT)))
    line = "_" * 11
    assert f"Coordinator {line} ({line}) with head {line} ({line})" in body


def test_the_same_draft_gives_the_same_bytes() -> None:
    for write in (docx, odt, pdf):
        assert write(made("drill-record")) == write(made("drill-record"))


def test_every_numbered_list_counts_from_one() -> None:
    template = load_template("acceptable-use")
    own = {"values": {"own-words": "1. one\n2. two"}, "own": True}
    sheet = filled(template, {"parts": {"staff": own}}, title="Rules", school="S", about="", moment=MOMENT)
    word = python_docx.Document(io.BytesIO(docx(sheet)))
    numbers = [one._p.pPr.numPr.numId.val for one in word.paragraphs if one.style.name == "List Number"]
    assert len(set(numbers)) == 2


def test_what_a_school_wrote_cannot_become_markup() -> None:
    template = load_template("phone-rules")
    sheet = filled(template, {}, title="<b>T</b>", school="A & <i>B</i>", about="", moment=MOMENT)
    body = "".join(paper._body(sheet))
    assert "&lt;b&gt;T&lt;/b&gt;" in body
    assert "A &amp; &lt;i&gt;B&lt;/i&gt;" in body


def test_landscape_tools_lie_on_their_side_in_every_format() -> None:
    sheet = made("drill-record")
    page = python_docx.Document(io.BytesIO(docx(sheet))).sections[0]
    assert page.page_width > page.page_height
    layout = odfdo.Document(io.BytesIO(odt(sheet))).get_styles("page-layout")[0]
    properties = layout.get_element("style:page-layout-properties")
    assert properties.get_attribute("style:print-orientation") == "landscape"


def test_the_pdf_says_what_was_typed(tmp_path: Path) -> None:
    path = tmp_path / "tool.pdf"
    path.write_bytes(pdf(made("acceptable-use")))
    text = squeezed(text_of(path))
    missing = [typed for typed, _ in words(load_template("acceptable-use")) if typed not in text]
    assert missing == []


@verapdf
def test_tools_as_pdf_keep_archival_and_accessible_rules(tmp_path: Path) -> None:
    for template_id in DRAWN:
        (tmp_path / f"{template_id}.pdf").write_bytes(pdf(made(template_id)))
        (tmp_path / f"{template_id}-blank.pdf").write_bytes(pdf(blank(load_template(template_id), MOMENT)))
    assert judged(tmp_path) == []
