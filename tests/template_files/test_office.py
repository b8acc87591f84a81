"""What an office program makes of a tool: paper, language, headings, tables. Read from the files as they are."""

import io
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from bs4 import BeautifulSoup

from app.template_files import Sheet, blank, docx, filled, odt, paper
from app.template_files.blocks import Block
from modules.load import LANGUAGES, load_template
from tests.template_files.test_documents import MOMENT, TOOLS, made, squeezed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ODF = "{urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE, STYLE, FO = (f"{ODF}{name}:1.0}}" for name in ("text", "table", "style", "xsl-fo-compatible"))
COUNTRIES = {"en": "GB", "ru": "RU", "uk": "UA", "ro": "RO", "be": "BY"}
BREAKS = (f"{W}br", f"{TEXT}line-break", f"{TEXT}s", f"{W}tab")


def parts(content: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    return {name: archive.read(name) for name in archive.namelist()}


def word(sheet: Sheet, part: str = "word/document.xml") -> Element:
    return ElementTree.fromstring(parts(docx(sheet))[part])


def opened(sheet: Sheet, part: str = "content.xml") -> Element:
    return ElementTree.fromstring(parts(odt(sheet))[part])


def said(paragraph: Element) -> str:
    return squeezed("".join(" " if one.tag in BREAKS else one.text or "" for one in paragraph.iter()))


def spoken(paragraph: Element) -> str:
    """All words of a paragraph of an ODT, where they also stand behind a line break."""
    return squeezed("".join(paragraph.itertext()) if not list(paragraph) else _walk(paragraph))


def _walk(one: Element) -> str:
    inside = "".join(_walk(child) + (child.tail or "") for child in one)
    return (" " if one.tag in BREAKS else "") + (one.text or "") + inside


def in_paper(sheet: Sheet) -> list[str]:
    page = BeautifulSoup("".join(paper._body(sheet)).replace("<br>", " "), "html.parser")
    found = [squeezed(one.get_text()) for one in page.find_all(["h1", "h2", "p", "li", "th", "td"])]
    return [one for one in found if one]


def rows_of(*rows: tuple[str, ...], landscape: bool = False) -> Sheet:
    return Sheet("Title", "en", landscape, MOMENT, (Block("table", rows=rows),))


@pytest.mark.parametrize("template_id", TOOLS)
def test_all_three_formats_say_the_same_in_the_same_order(template_id: str) -> None:
    for sheet in (made(template_id), blank(load_template(template_id, "ro"), MOMENT)):
        words = [said(one) for one in word(sheet).iter(f"{W}p")]
        open_words = [spoken(one) for one in opened(sheet).iter() if one.tag in (f"{TEXT}p", f"{TEXT}h")]
        assert [one for one in words if one] == in_paper(sheet)
        assert [one for one in open_words if one] == in_paper(sheet)


@pytest.mark.parametrize("language", LANGUAGES)
def test_spelling_is_checked_in_the_language_of_the_tool_and_in_no_other(language: str) -> None:
    sheet = blank(load_template("phone-rules", language), MOMENT)
    wanted = f"{language}-{COUNTRIES[language]}"
    marks = [
        *word(sheet, "word/styles.xml").iter(f"{W}lang"),
        *word(sheet, "word/settings.xml").iter(f"{W}themeFontLang"),
    ]
    assert {one.get(f"{W}val") for one in marks} == {wanted}
    found = [one for one in opened(sheet, "styles.xml").iter() if one.get(f"{FO}language")]
    assert {f"{one.get(f'{FO}language')}-{one.get(f'{FO}country')}" for one in found} == {wanted}
    assert f">{wanted}<" in parts(docx(sheet))["docProps/core.xml"].decode()
    assert f">{wanted}<" in parts(odt(sheet))["meta.xml"].decode()


@pytest.mark.parametrize("landscape", [False, True])
def test_the_paper_is_a4(landscape: bool) -> None:
    sheet = replace(made("phone-rules"), landscape=landscape)
    size = next(word(sheet).iter(f"{W}pgSz"))
    across, down = (round(int(size.get(f"{W}{side}", "0")) / 56.7) for side in ("w", "h"))
    assert (across, down) == ((297, 210) if landscape else (210, 297))
    page = next(opened(sheet, "styles.xml").iter(f"{STYLE}page-layout-properties"))
    assert page.get(f"{FO}page-width") == ("297mm" if landscape else "210mm")
    assert page.get(f"{FO}page-height") == ("210mm" if landscape else "297mm")


def test_the_title_is_the_first_heading_and_every_part_has_one_of_the_second_level() -> None:
    sheet = made("acceptable-use")
    inside = [one for one in word(sheet).iter(f"{W}p") if one.find(f"{W}pPr/{W}pStyle") is not None]
    named = [(one.find(f"{W}pPr/{W}pStyle").get(f"{W}val"), said(one)) for one in inside]  # type: ignore[union-attr]
    in_word = [(style[-1:], text) for style, text in named if style.startswith("Heading")]
    in_odt = [(one.get(f"{TEXT}outline-level"), spoken(one)) for one in opened(sheet).iter(f"{TEXT}h")]
    parts_of_it = [section.heading for section in load_template("acceptable-use").sections]
    assert in_word == in_odt == [("1", sheet.title), *(("2", heading) for heading in parts_of_it)]


def test_headings_carry_no_numbers_of_the_program() -> None:
    assert list(opened(made("phone-rules"), "styles.xml").iter(f"{TEXT}outline-style")) == []


def test_a_table_has_lines_and_repeats_its_heading_row() -> None:
    sheet = rows_of(("Question", "Answer"), ("Who?", ""))
    content = opened(sheet)
    styles = {one.get(f"{STYLE}name"): one for one in content.iter(f"{STYLE}style")}
    for cell in content.iter(f"{TABLE}table-cell"):
        line = styles[cell.get(f"{TABLE}style-name")].find(f"{STYLE}table-cell-properties")
        assert line is not None
        assert "solid" in line.get(f"{FO}border", "")
    head = next(content.iter(f"{TABLE}table-header-rows"))
    assert [spoken(one) for one in head.iter(f"{TEXT}p")] == ["Question", "Answer"]
    rows = list(word(sheet).iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


@pytest.mark.parametrize("landscape", [False, True])
def test_a_table_is_as_wide_as_the_page_allows_in_each_format(landscape: bool) -> None:
    sheet = rows_of(("Step", "Date", "Who"), ("Passed on to the coordinator", "", ""), landscape=landscape)
    between_margins = 297 - 36 if landscape else 210 - 36
    widths = [
        float(one.get(f"{STYLE}column-width", "0mm")[:-2])
        for one in opened(sheet).iter(f"{STYLE}table-column-properties")
    ]
    assert sum(widths) == pytest.approx(between_margins, abs=0.5)
    grid = [int(one.get(f"{W}w", "0")) / 56.7 for one in word(sheet).iter(f"{W}gridCol")]
    assert grid == pytest.approx(widths, abs=0.3)
    shown = re.findall(r"<col style=\"width: ([0-9.]+)%\">", "".join(paper._body(sheet)))
    assert [float(one) / 100 * between_margins for one in shown] == pytest.approx(widths, abs=0.3)


def test_several_lines_of_an_answer_stay_several_lines() -> None:
    sheet = rows_of(("Question", "Answer"), ("Who?", "Nina\nand  Olga"))
    assert len(list(word(sheet).iter(f"{W}br"))) == 1
    assert len(list(opened(sheet).iter(f"{TEXT}line-break"))) == 1
    own = {"values": {"own-words": "**Our\nrule**"}, "own": True}
    template = load_template("acceptable-use")
    bold = filled(template, {"parts": {"staff": own}}, title="Rules", school="S", about="", moment=MOMENT)
    assert "Our rule" in [spoken(one) for one in opened(bold).iter(f"{TEXT}p")]


def test_there_is_room_for_a_pen_where_a_cell_is_empty_and_none_is_wasted_elsewhere() -> None:
    sheet = rows_of(("Step", "Date", "Who"), ("Decision", "", ""), ("Closing", "1 May", "Nina"))
    high = [row.find(f"{W}trPr/{W}trHeight") is not None for row in word(sheet).iter(f"{W}tr")]
    assert high == [False, True, False]
    content = opened(sheet)
    least = {
        style.get(f"{STYLE}name"): one.get(f"{STYLE}min-row-height")
        for style in content.iter(f"{STYLE}style")
        for one in style.iter(f"{STYLE}table-row-properties")
    }
    rows = [least[row.get(f"{TABLE}style-name")] for row in content.iter(f"{TABLE}table-row")]
    assert rows == [None, "8mm", None]


def test_office_files_bring_nothing_of_the_libraries_that_made_them() -> None:
    names = [*parts(docx(made("phone-rules"))), *parts(odt(made("phone-rules")))]
    assert [one for one in names if "humbnail" in one or "Configurations2" in one] == []
    settings = parts(docx(made("phone-rules")))["word/settings.xml"].decode()
    assert (
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in settings
    )


def test_every_page_says_which_of_how_many_it_is() -> None:
    foot = b"".join(words for name, words in parts(docx(made("phone-rules"))).items() if "footer" in name)
    assert re.findall(rb'w:instr="\s*(\w+)', foot) == [b"PAGE", b"NUMPAGES"]
    style = opened(made("phone-rules"), "styles.xml")
    assert len([*style.iter(f"{TEXT}page-number"), *style.iter(f"{TEXT}page-count")]) == 2
