"""The look of a Word file: A4, fonts that every office program has, real styles, the language for spelling, page numbers."""

from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from app.template_files.sheet import FONT, Sheet

INK = RGBColor(0x1D, 0x2B, 0x3A)
CELL, COLUMN_HEAD, SCHOOL = "Table Text", "Table Heading", "School"
HEADINGS: dict[str, tuple[float, float, float]] = {
    "Heading 1": (20, 0, 6),
    "Heading 2": (13, 14, 4),
}  # points: size, space before and after
OWN_STYLES = ((CELL, 9.5, False), (COLUMN_HEAD, 9.5, True), (SCHOOL, 11.5, True))
MARGIN = 18  # millimetres
THUMBNAIL = "/metadata/thumbnail"


def dress(document: Any, sheet: Sheet) -> None:
    """Page, styles, language and page numbers of a document."""
    _page(document.sections[0], landscape=sheet.landscape)
    _language(document, sheet.locale)
    styles = document.styles
    _spaced(_font(styles["Normal"], 10.5), 0, 6, 1.15)
    for name, (size, before, after) in HEADINGS.items():
        _spaced(_font(styles[name], size, bold=True), before, after, 1.1).keep_with_next = True
    for name in ("List Bullet", "List Number"):
        _spaced(styles[name], 0, 3, 1.15)
    for name, size, bold in OWN_STYLES:
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = styles["Normal"]
        _spaced(_font(made, size, bold=bold), 0, 6 if name == SCHOOL else 0, 1.1)
        made.paragraph_format.keep_with_next = name != CELL
    _page_numbers(document)
    _of_today(document)
    _without_thumbnail(document)


def width(sheet: Sheet) -> int:
    """Millimetres between the margins."""
    return (297 if sheet.landscape else 210) - 2 * MARGIN


def _page(page: Any, *, landscape: bool) -> None:
    long, short = Mm(297), Mm(210)
    page.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = (long, short) if landscape else (short, long)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN)
    page.header_distance = page.footer_distance = Mm(10)


def _language(document: Any, locale: str) -> None:
    """For spelling and for reading aloud."""
    for element in (document.styles.element, document.settings.element):
        for found in element.iter(qn("w:lang"), qn("w:themeFontLang")):
            found.set(qn("w:val"), locale)


def _font(style: Any, size: float, *, bold: bool = False) -> Any:
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
    style.font.bold = bold or None
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    return style


def _spaced(style: Any, before: float, after: float, line: float) -> Any:
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), line
    return form


def _page_numbers(document: Any) -> None:
    foot = document.sections[0].footer.paragraphs[0]
    foot.alignment, foot.style.font.size = WD_ALIGN_PARAGRAPH.RIGHT, Pt(8.5)
    for number, field in enumerate(("PAGE", "NUMPAGES")):
        if number:
            foot.add_run(" / ")
        inside = f'<w:fldSimple {nsdecls("w")} w:instr=" {field} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        foot._p.append(parse_xml(inside))


def _of_today(document: Any) -> None:
    """Without this, Word lays the file out as its version of 2010 and says so in the title of its window."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _without_thumbnail(document: Any) -> None:
    """The library's own picture of an empty page, which file managers would show."""
    rels = document.part.package.rels
    for key in [key for key, one in rels.items() if one.reltype.endswith(THUMBNAIL)]:
        del rels[key]


def flag(name: str, **values: object) -> Any:
    """A property of a row or a table, such as tblHeader."""
    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), str(value))
    return made
