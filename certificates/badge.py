"""Badges: pictures of the seal with the credential baked in, and a small one with the live status for a school's site."""

from __future__ import annotations

import struct
import zlib
from datetime import date
from functools import lru_cache
from io import BytesIO

from markupsafe import escape

from certificates.art.palette import INK, QUIET, TONES
from certificates.art.raster import raster
from certificates.art.seal import seal
from certificates.art.shapes import svg
from certificates.texts import long_date, words

STATUSES = ("active", "expired", "suspended", "withdrawn", "superseded")
_NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
_OPENING = f'<openbadges:credential xmlns:openbadges="{_NAMESPACE}"><![CDATA['.encode()
_CLOSING = b"]]></openbadges:credential>"
_SPLIT = b"]]]]><![CDATA[>"
_KEYWORD = b"openbadgecredential"
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_BOX = (0.0, 0.0, 60.0, 60.0)
_FADED = ("#767676", "#b4b4b4", "#e4e4e4")  # in place of a tier's dark, metal and light
_STATUS_COLOURS = {"active": "#1c6b45"}


def baked_svg(tier: str, title: str, credential: bytes) -> bytes:
    """The seal as SVG with the signed credential inside, as Open Badges 3.0 bakes it."""
    picture = svg(seal(tier, (30, 30), 29.5, "plain"), _BOX, title)
    inside = _OPENING + credential.replace(b"]]>", _SPLIT) + _CLOSING
    return picture.encode().replace(b"</title>", b"</title>" + inside, 1)


def baked_png(tier: str, credential: bytes) -> bytes:
    """The seal as PNG, 600 pixels wide, with the signed credential in a text chunk."""
    plain = _plain_png(tier)
    chunk = _chunk(b"iTXt", _KEYWORD + b"\0\0\0\0\0" + credential)
    header_end = len(_SIGNATURE) + 25
    return plain[:header_end] + chunk + plain[header_end:]


def unbake(data: bytes, limit: int = 200_000) -> bytes | None:
    """The credential inside a baked PNG or SVG, or None. Bytes longer than `limit` are never looked at."""
    if len(data) > limit:
        return None
    return _from_png(data) if data.startswith(_SIGNATURE) else _from_svg(data)


@lru_cache(maxsize=4)
def _plain_png(tier: str) -> bytes:
    buffer = BytesIO()
    raster(seal(tier, (30, 30), 29.5), _BOX, 600).quantize(128).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _from_png(data: bytes) -> bytes | None:
    position = len(_SIGNATURE)
    while position + 12 <= len(data):
        (length,) = struct.unpack(">I", data[position : position + 4])
        kind, body = data[position + 4 : position + 8], data[position + 8 : position + 8 + length]
        if kind == b"iTXt" and body.startswith(_KEYWORD + b"\0\0"):
            return body[len(_KEYWORD) + 3 :].split(b"\0", 2)[2] if body.count(b"\0") >= 5 else None
        position += length + 12
    return None


def _from_svg(data: bytes) -> bytes | None:
    """Only the form in which `baked_svg` writes it: no XML parser ever sees a stranger's file."""
    _, opened, rest = data.partition(_OPENING)
    inside, closed, _ = rest.partition(_CLOSING)
    return inside.replace(_SPLIT, b"]]>") if opened and closed else None


def status_svg(tier: str, status: str, expires_on: date, language: str, school: str) -> bytes:
    """A badge 360 by 84 for the school's own site: seal, scheme, status in words; no script, no font, no link."""
    if status not in STATUSES:
        raise ValueError(f"“{status}” is no status of an award.")
    w = words(language)
    line = w["statuses"][status].format(
        tier=w["tiers"][tier]["name"], expires=long_date(expires_on, language)
    )
    headline, detail = line.split("; ", 1)
    title = f"{w['scheme']}. {school}. {headline}: {detail}"
    small = seal(tier, (30, 30), 29.5, "small")
    picture = svg(small, _BOX).replace('width="60mm" height="60mm"', 'x="8" y="8" width="68" height="68"')
    # A school that does not hold the tier today must not look as if it did.
    if status != "active":
        tone = TONES[tier]
        for colour, grey in zip((tone.dark, tone.metal, tone.light), _FADED, strict=True):
            picture = picture.replace(colour, grey)
    strong = _STATUS_COLOURS.get(status, "#9b2c2c")
    frame = TONES[tier].metal if status == "active" else "#9b2c2c"
    text = 'font-family="system-ui, sans-serif"'
    # Widths of system fonts differ; a long name is told its room.
    long = len(w["scheme"]) > 33
    fit = ' textLength="258" lengthAdjust="spacingAndGlyphs" font-size="11"' if long else ' font-size="12.5"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="360" height="84" viewBox="0 0 360 84" role="img">'
        f"<title>{escape(title)}</title>"
        f'<rect x=".75" y=".75" width="358.5" height="82.5" rx="8" fill="#ffffff" stroke="{frame}" stroke-width="1.5"/>'
        f"{picture}"
        f'<text x="86" y="28" {text}{fit} font-weight="600" fill="{INK}">{escape(w["scheme"])}</text>'
        f'<text x="86" y="48" {text} font-size="12.5" font-weight="700" fill="{strong}">{escape(headline)}</text>'
        f'<text x="86" y="66" {text} font-size="10" fill="{QUIET}">{escape(detail)}</text>'
        "</svg>"
    ).encode()
