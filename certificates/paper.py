"""Plain working papers: a tool a school filled in, a workbook, a list to print. HTML in, archival and tagged PDF out.

The HTML is made by the caller, from its own templates, with headings that do not skip and a text alternative for
every picture. Papers are not sealed. A character that no bundled font has is written as its code, [U+1F600].
"""

from __future__ import annotations

from datetime import date
from html import escape

from certificates import weasy
from certificates.finish import Finisher
from certificates.glyphs import missing_glyphs

_HEIGHTS = {"portrait": 297.0, "landscape": 210.0}  # millimetres of A4


def paper_pdf(
    body: str,
    *,
    title: str,
    language: str,
    dated: date,
    author: str = "CISS",
    description: str = "",
    landscape: bool = False,
) -> bytes:
    """One paper as PDF/A-3a and PDF/UA-1. `body` is the HTML inside <body>; the same words and day give the same bytes.

    Pictures are inline SVG with a title, or `data:`; anything else is refused. Raises RenderError for what cannot be drawn.
    """
    created = f"{dated.isoformat()}T00:00:00Z"
    direction = "landscape" if landscape else "portrait"
    head = (
        f'<meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="author" content="{escape(author)}">'
        f'<meta name="description" content="{escape(description or title)}">'
        f'<meta name="generator" content="CISS">'
        f'<meta name="dcterms.created" content="{created}"><meta name="dcterms.modified" content="{created}">'
    )
    markup = (
        f'<!doctype html><html lang="{escape(language)}"><head>{head}</head>'
        f'<body class="{direction}">{body}</body></html>'
    )
    return weasy.write(_drawable(markup), "paper.css", Finisher(_HEIGHTS[direction]), [])


def _drawable(markup: str) -> str:
    for char in missing_glyphs(markup) - {"\n", "\t", "\r"}:
        markup = markup.replace(char, " " if char.isspace() else f"[U+{ord(char):04X}]")
    return markup
