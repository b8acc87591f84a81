"""The look of an ODT: A4, fonts that every office program has, real styles, the language for spelling, page numbers."""

from collections.abc import Iterator, Sequence
from typing import Any

from app.template_files.layout import SHARES
from app.template_files.sheet import FONT, Sheet

INK, LINE, SHADE = "#1d2b3a", "#8a949e", "#f1f3f5"
MARGIN = 18  # millimetres
SCHOOL, CELL, COLUMN_HEAD = "School", "Table_20_Contents", "Table_20_Heading"
SIGNS = {
    "bullet": ("bullet", 'text:bullet-char="•"'),
    "number": ("number", 'style:num-format="1" style:num-suffix="."'),
}
_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}"'
    for prefix, name in (
        ("office", "office:1.0"),
        ("style", "style:1.0"),
        ("text", "text:1.0"),
        ("table", "table:1.0"),
        ("fo", "xsl-fo-compatible:1.0"),
        ("svg", "svg-compatible:1.0"),
    )
)
# name, parent, size and boldness, margins above and below in points, what else
_PARAGRAPHS = (
    ("Standard", "", 'fo:font-size="10.5pt"', 0, 6, 'fo:line-height="115%" fo:orphans="2" fo:widows="2"'),
    (SCHOOL, "Standard", 'fo:font-size="11.5pt" fo:font-weight="bold"', 0, 6, 'fo:keep-with-next="always"'),
    ("Heading_20_1", "Standard", 'fo:font-size="20pt" fo:font-weight="bold"', 0, 6, 'fo:keep-with-next="always"'),
    ("Heading_20_2", "Standard", 'fo:font-size="13pt" fo:font-weight="bold"', 10, 4, 'fo:keep-with-next="always"'),
    ("List_20_Contents", "Standard", "", 0, 3, ""),
    (CELL, "Standard", 'fo:font-size="9.5pt"', 0, 0, ""),
    (COLUMN_HEAD, CELL, 'fo:font-weight="bold"', 0, 0, ""),  # kept together, it would push the table to a new page
    ("Footer", "Standard", 'fo:font-size="8.5pt"', 0, 0, 'fo:text-align="end"'),
)  # fmt: skip


def styles(sheet: Sheet) -> bytes:
    """The part styles.xml: page, paragraphs, lists, what cells of tables look like is in `table_styles`."""
    language, _, country = sheet.locale.partition("-")
    text = (
        f'style:font-name="{FONT}" fo:font-family="{FONT}" fo:color="{INK}" '
        f'fo:language="{language}" fo:country="{country}" fo:hyphenate="false"'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-styles {_SPACES} office:version="1.3">'
        f'<office:font-face-decls><style:font-face style:name="{FONT}" svg:font-family="{FONT}" '
        'style:font-family-generic="swiss"/></office:font-face-decls><office:styles>'
        f'<style:default-style style:family="paragraph"><style:text-properties {text}/></style:default-style>'
        f"{''.join(_paragraphs())}{''.join(_lists())}"
        '<style:style style:name="Bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
        f"</office:styles><office:automatic-styles>{_page(sheet.landscape)}</office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page"><style:footer>'
        '<text:p text:style-name="Footer"><text:page-number text:select-page="current">1</text:page-number> / '
        "<text:page-count>1</text:page-count></text:p></style:footer></style:master-page></office:master-styles>"
        "</office:document-styles>"
    ).encode()


def width(sheet: Sheet) -> int:
    """Millimetres between the margins."""
    return (297 if sheet.landscape else 210) - 2 * MARGIN


def cell_styles() -> Iterator[str]:
    """For the part content.xml: cells with a line around them, and those of the heading row."""
    for name, ground in (("Cell", ""), ("HeadCell", f'fo:background-color="{SHADE}"')):
        yield (
            f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties '
            f'fo:border="0.5pt solid {LINE}" fo:padding="1mm" {ground}/></style:style>'
        )


def table_styles(name: str, across: Sequence[int], millimetres: int) -> Iterator[str]:
    """For the part content.xml: a table of this width, its columns in thousandths of it."""
    yield (
        f'<style:style style:name="{name}" style:family="table"><style:table-properties style:width="{millimetres}mm" '
        'table:align="left" table:border-model="collapsing" style:may-break-between-rows="true"/></style:style>'
    )
    for number, share in enumerate(across):
        yield (
            f'<style:style style:name="{name}.{number}" style:family="table-column"><style:table-column-properties '
            f'style:column-width="{millimetres * share / SHARES:.1f}mm"/></style:style>'
        )


def row_style(high: int) -> str:
    """For the part content.xml: rows that stay on one page and are at least so many millimetres high."""
    least = f'style:min-row-height="{high}mm"' if high else ""
    properties = f'<style:table-row-properties fo:keep-together="always" {least}/>'
    return f'<style:style style:name="Row{high}" style:family="table-row">{properties}</style:style>'


def _paragraphs() -> Iterator[str]:
    for name, parent, text, above, below, more in _PARAGRAPHS:
        shown = f'style:display-name="{name.replace("_20_", " ")}"'
        level = f'style:default-outline-level="{name[-1]}"' if name.startswith("Heading") else ""
        under = f'style:parent-style-name="{parent}"' if parent else ""
        yield (
            f'<style:style style:name="{name}" {shown} style:family="paragraph" {under} {level}>'
            f'<style:paragraph-properties fo:margin-top="{above}pt" fo:margin-bottom="{below}pt" {more}/>'
            f"<style:text-properties {text}/></style:style>"
        )


def _lists() -> Iterator[str]:
    for name, (kind, sign) in SIGNS.items():
        yield (
            f'<text:list-style style:name="{name}"><text:list-level-style-{kind} text:level="1" {sign}>'
            '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
            '<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-6mm" '
            f'fo:margin-left="6mm"/></style:list-level-properties></text:list-level-style-{kind}></text:list-style>'
        )


def _page(landscape: bool) -> str:
    high, wide, way = (210, 297, "landscape") if landscape else (297, 210, "portrait")
    return (
        f'<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="{wide}mm" '
        f'fo:page-height="{high}mm" style:print-orientation="{way}" fo:margin-left="{MARGIN}mm" '
        f'fo:margin-right="{MARGIN}mm" fo:margin-top="{MARGIN}mm" fo:margin-bottom="8mm"/>'
        '<style:footer-style><style:header-footer-properties fo:min-height="10mm" fo:margin-top="4mm"/>'
        "</style:footer-style></style:page-layout>"
    )


def clear(document: Any) -> None:
    """Out with what the library's empty document brings: its picture, its toolbars, its headings with numbers."""
    manifest = document.manifest
    for part in document.get_parts():
        if part.startswith(("Thumbnails/", "Configurations2/")) or part == "manifest.rdf":
            document.del_part(part)
    for path in manifest.get_paths():
        if path.startswith(("Thumbnails/", "Configurations2/")) or path == "manifest.rdf":
            manifest.del_full_path(path)
