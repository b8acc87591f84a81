"""Badges: the credential is in them unchanged; the live one tells the status in words."""

import re
from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from certificates.art.palette import TONES
from certificates.badge import STATUSES, status_svg, unbake
from certificates.carrier import LIMIT, credential_in
from certificates.facts import LANGUAGES, TIERS
from certificates.issue import Issued

ENDS = date(2028, 5, 20)


def test_each_carrier_gives_the_credential_back(issued: Issued) -> None:
    for data in (issued.pdf, issued.badge_png(), issued.badge_svg(), issued.credential):
        assert credential_in(data) == issued.credential


def test_the_png_is_a_picture(issued: Issued) -> None:
    with Image.open(BytesIO(issued.badge_png())) as picture:
        picture.load()
        assert picture.size == (600, 600)
        assert len(picture.convert("RGBA").getcolors(100_000) or []) > 20


def test_the_svg_is_a_picture_with_a_title(issued: Issued) -> None:
    root = ElementTree.fromstring(issued.badge_svg())
    title = root.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert title.text == "Certified Safe Internet School: Gold. Gymnasium No. 12"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n\0\0\0\x05iTXtabcde",
        b"<svg></svg>",
        b"%PDF-1.7 broken",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffiTXtopenbadgecredential\0\0",
        b"{" + b" " * LIMIT,
    ],
)
def test_a_file_without_a_credential_has_none(data: bytes) -> None:
    if data.startswith(b"{"):
        assert credential_in(data) is None
    else:
        assert not credential_in(data)


def test_a_pdf_of_others_has_none() -> None:
    import pikepdf

    output = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments["credential.json"] = b"0" * 50_000_000
        pdf.save(output)
    assert len(output.getvalue()) < LIMIT
    assert credential_in(output.getvalue()) is None


def test_long_files_are_not_looked_at(issued: Issued) -> None:
    assert unbake(issued.badge_png(), limit=1000) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", STATUSES)
def test_the_live_badge_tells_the_status_without_script(status: str, language: str) -> None:
    data = status_svg("silver", status, ENDS, language, 'School <7> & "Co"')
    text = data.decode()
    root = ElementTree.fromstring(data)
    title = root.findtext("{http://www.w3.org/2000/svg}title") or ""
    assert 'School <7> & "Co"' in title
    assert len(root.findall("{http://www.w3.org/2000/svg}text")) == 3
    assert re.search(r"<script|<image|<style|http(?!://www\.w3\.org/2000/svg)|url\(|on\w+=", text) is None
    assert len(data) < 9_000


def test_every_status_reads_differently() -> None:
    for language in LANGUAGES:
        assert len({status_svg("gold", status, ENDS, language, "A") for status in STATUSES}) == len(STATUSES)


def test_an_unknown_status_is_refused() -> None:
    with pytest.raises(ValueError, match="no status"):
        status_svg("gold", "lost", ENDS, "en", "A")


@pytest.mark.parametrize("tier", TIERS)
def test_only_a_certificate_that_counts_shows_the_colours_of_its_tier(tier: str) -> None:
    for status in STATUSES:
        drawing = status_svg(tier, status, date(2029, 11, 20), "en", "Gymnasium No. 12").decode()
        assert (TONES[tier].metal in drawing) == (status == "active")
