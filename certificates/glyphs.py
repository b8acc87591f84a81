"""Which characters the bundled fonts can draw, and how wide a line of them is.

A PDF/A file may not contain a character without a glyph, so every text is checked before it is drawn.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent / "fonts"
DISPLAY = "CormorantGaramond_600SemiBold.ttf"
DISPLAY_ITALIC = "CormorantGaramond_500Medium_Italic.ttf"
TEXT = "SourceSerif4_400Regular.ttf"
TEXT_BOLD = "SourceSerif4_600SemiBold.ttf"
TEXT_ITALIC = "SourceSerif4_400Regular_Italic.ttf"
_UNDRAWABLE = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}


@lru_cache(maxsize=8)
def font(name: str) -> TTFont:
    """A bundled font by file name, parsed once."""
    from fontTools.ttLib import TTFont

    return TTFont(BytesIO((FONTS / name).read_bytes()), lazy=True)


@lru_cache(maxsize=8)
def _cmap(name: str) -> dict[int, str]:
    return dict(font(name).getBestCmap())


@lru_cache(maxsize=1)
def drawable() -> frozenset[int]:
    """Code points that every style can draw, with the text face standing in for the display face or the reverse."""
    upright = _cmap(DISPLAY).keys() | _cmap(TEXT).keys()
    bold = _cmap(DISPLAY).keys() | _cmap(TEXT_BOLD).keys()
    italic = _cmap(DISPLAY_ITALIC).keys() | _cmap(TEXT_ITALIC).keys()
    return frozenset(upright & bold & italic)


def missing_glyphs(text: str) -> set[str]:
    """Characters of `text` (NFC) that no bundled font can draw: emoji, other scripts, control and direction marks."""
    normal = unicodedata.normalize("NFC", text)
    return {
        char for char in normal if ord(char) not in drawable() or unicodedata.category(char) in _UNDRAWABLE
    }


@lru_cache(maxsize=256)
def width(text: str, size: float, name: str = DISPLAY) -> float:
    """Width in points of one line at `size` points; kerning is left out, which only makes the answer larger."""
    metrics, cmap = font(name)["hmtx"], _cmap(name)
    units = sum(metrics[cmap.get(ord(char), ".notdef")][0] for char in text)
    return float(units * size / font(name)["head"].unitsPerEm)
