"""A tool as a tagged, archival PDF. Drawing begins with a library that takes seconds to load: only when asked."""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from app.template_files.blocks import Block
from app.template_files.layout import height, shares
from app.template_files.sheet import Sheet

_LISTS = {"bullet": "ul", "number": "ol"}


def pdf(sheet: Sheet) -> bytes:
    """The document. The same sheet gives the same bytes. Raises certificates.errors.RenderError."""
    from certificates.paper import paper_pdf

    return paper_pdf(
        "".join(_body(sheet)),
        title=sheet.title,
        language=sheet.language,
        dated=sheet.moment.date(),
        author=sheet.school or "CISS",
        landscape=sheet.landscape,
    )


def _body(sheet: Sheet) -> Iterator[str]:
    if sheet.school:
        yield f'<p class="school">{escape(sheet.school)}</p>'
    yield f"<h1>{escape(sheet.title)}</h1>"
    if sheet.about:
        yield f'<p class="meta">{escape(sheet.about)}</p>'
    for kind, together in groupby(sheet.blocks, key=lambda block: block.kind):
        if kind in _LISTS:
            items = "".join(f"<li>{_runs(block)}</li>" for block in together)
            yield f"<{_LISTS[kind]}>{items}</{_LISTS[kind]}>"
        else:
            yield from (_block(block, sheet.landscape) for block in together)


def _block(block: Block, landscape: bool) -> str:
    if block.kind == "table":
        return "".join(_table(block, landscape))
    return f"<h2>{_text(block.text)}</h2>" if block.kind == "heading" else f"<p>{_runs(block)}</p>"


def _table(block: Block, landscape: bool) -> Iterator[str]:
    head, *rows = block.rows
    yield '<table class="fixed"><colgroup>'
    for share in shares(block.rows, landscape=landscape):
        yield f'<col style="width: {share / 10}%">'
    top = "".join(f'<th scope="col">{_text(cell)}</th>' for cell in head)
    yield f"</colgroup><thead><tr>{top}</tr></thead><tbody>"
    for row in rows:
        high = height(row)
        least = f' style="height: {high}mm"' if high else ""
        yield f"<tr{least}>{''.join(_cells(row))}</tr>"
    yield "</tbody></table>"


def _cells(row: tuple[str, ...]) -> Iterator[str]:
    for number, cell in enumerate(row):
        yield f'<th scope="row">{_text(cell)}</th>' if number == 0 and cell else f"<td>{_text(cell)}</td>"


def _runs(block: Block) -> str:
    return "".join(f"<b>{_text(text)}</b>" if bold else _text(text) for text, bold in block.runs)


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")
