"""Small real files for the demonstration: a signed statement as a scan, a poster, a record, a filled-in flowchart.

Each walks through `app.uploads.examine` as a school's own file would.
"""

import io
import textwrap
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from app import clock
from app.template_files import blank, docx
from app.uploads import Accepted, examine
from modules.load import load_template

FONTS = Path(__file__).parents[2] / "certificates" / "fonts"
PAGE = (1240, 1754)  # A4 at 150 dots an inch
INK = "#12343b"
POSTER_COLOURS = ("#e8f1ee", "#cfe3dd", "#f4e3c8", "#d9d3e8")


@cache
def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    name = "SourceSerif4_600SemiBold.ttf" if bold else "SourceSerif4_400Regular.ttf"
    return ImageFont.truetype(FONTS / name, size)


def scan(title: str, paragraphs: Sequence[str], signed: str, filename: str) -> Accepted:
    """A signed page as a copier gives it: black and white, in a PDF."""
    page = Image.new("1", PAGE, 1)
    draw = ImageDraw.Draw(page)
    draw.multiline_text((130, 140), "\n".join(textwrap.wrap(title, 44)), font=_font(46, bold=True), fill=0)
    height = 320
    for paragraph in paragraphs:
        lines = textwrap.wrap(paragraph, 74)
        draw.multiline_text((130, height), "\n".join(lines), font=_font(29), fill=0, spacing=12)
        height += 46 * len(lines) + 34
    draw.line((130, height + 120, 620, height + 120), fill=0, width=2)
    draw.text((130, height + 134), signed, font=_font(26), fill=0)
    draw.ellipse((800, height + 20, 1010, height + 230), outline=0, width=4)
    body = io.BytesIO()
    page.save(body, "PDF", resolution=150)
    return examine(body.getvalue(), filename)


def poster(school: str, routes: Sequence[str], filename: str) -> Accepted:
    """The reporting poster on its wall, as a picture."""
    picture = Image.new("RGB", (560, 792), "#d8d5cd")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((26, 26, 534, 766), fill="#ffffff", outline=INK, width=4)
    draw.multiline_text((54, 52), "Something online\nfeels wrong?", font=_font(48, bold=True), fill=INK)
    draw.text((54, 194), "You are not to blame. Choose your way to tell:", font=_font(21), fill=INK)
    for place, route in enumerate(routes):
        top = 246 + place * 114
        draw.rounded_rectangle((54, top, 506, top + 98), 12, fill=POSTER_COLOURS[place % len(POSTER_COLOURS)])
        draw.text((70, top + 26), str(place + 1), font=_font(40, bold=True), fill=INK)
        lines = "\n".join(textwrap.wrap(route, 38))
        draw.multiline_text((112, top + 12), lines, font=_font(20), fill=INK, spacing=6)
    draw.multiline_text((54, 706), "\n".join(textwrap.wrap(school, 44)), font=_font(19), fill=INK)
    body = io.BytesIO()
    picture.save(body, "PNG")
    return examine(body.getvalue(), filename)


def record(lines: Sequence[str], filename: str) -> Accepted:
    """A plain record, as a text file."""
    return examine("\n".join(lines).encode(), filename)


@cache
def flowchart() -> Accepted:
    """The product's own response flowchart as a Word file; the same for every school."""
    return examine(docx(blank(load_template("response-flowchart"), clock.now())), "response-flowchart.docx")
