"""Letters as outlines, on a circle or across the page, so that seal and mark need no font where they are shown."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any

from fontTools.pens.basePen import BasePen

from certificates import glyphs
from certificates.art.shapes import Copies, Matrix, Point, Segment, Shape


class _OutlinePen(BasePen):
    """Collects an outline in font units, y up; the base class turns TrueType curves into cubics."""

    def __init__(self, glyph_set: Any) -> None:
        super().__init__(glyph_set)
        self.path: list[Segment] = []

    def _moveTo(self, pt: Point) -> None:  # noqa: N802
        self.path.append(("M", (pt,)))

    def _lineTo(self, pt: Point) -> None:  # noqa: N802
        self.path.append(("L", (pt,)))

    def _curveToOne(self, pt1: Point, pt2: Point, pt3: Point) -> None:  # noqa: N802
        self.path.append(("C", (pt1, pt2, pt3)))

    def _closePath(self) -> None:  # noqa: N802
        self.path.append(("Z", ()))


class _Face:
    """Glyph names, widths and outlines of one bundled font."""

    def __init__(self, name: str) -> None:
        face = glyphs.font(name)
        self.glyph_set, self.cmap = face.getGlyphSet(), face.getBestCmap()
        self.units: int = face["head"].unitsPerEm

    def width(self, char: str) -> float:
        return float(self.glyph_set[self.cmap[ord(char)]].width)

    def shapes(self, places: list[tuple[str, Matrix]], fill: str) -> list[Shape]:
        """One shape for each different letter, copied to wherever it stands."""
        by_letter: dict[str, list[Matrix]] = defaultdict(list)
        for char, matrix in places:
            by_letter[char].append(matrix)
        shapes = []
        for char, matrices in by_letter.items():
            pen = _OutlinePen(self.glyph_set)
            self.glyph_set[self.cmap[ord(char)]].draw(pen)
            if pen.path:
                rounded = tuple(
                    (op, tuple((round(x), round(y)) for x, y in points)) for op, points in pen.path
                )
                shapes.append(Shape(rounded, fill=fill, copies=tuple(map(Copies, matrices))))
        return shapes


def around(
    text: str,
    centre: Point,
    radius: float,
    size: float,
    middle: float,
    fill: str,
    tracking: float = 0.12,
    inside: bool = False,
) -> list[Shape]:
    """Letters along a circle, their middle at `middle` degrees clockwise from the top.

    `size` is the height of the em in millimetres, `tracking` a share of it; `inside` sets the line along the bottom,
    read from left to right.
    """
    face = _Face(glyphs.TEXT_BOLD)
    unit, turn = size / face.units, -1 if inside else 1
    advances = [face.width(char) * unit + tracking * size for char in text]
    start = math.radians(middle) - turn * sum(advances) / radius / 2
    places = []
    for char, advance in zip(text, advances, strict=True):
        angle = start + turn * advance / radius / 2
        start += turn * advance / radius
        back = face.width(char) / 2 * unit
        spin = angle + math.pi if inside else angle
        cos, sin = math.cos(spin), math.sin(spin)
        x = centre[0] + radius * math.sin(angle) - back * cos
        y = centre[1] - radius * math.cos(angle) - back * sin
        places.append((char, (cos * unit, sin * unit, sin * unit, -cos * unit, x, y)))
    return face.shapes(places, fill)


def across(text: str, centre: Point, width: float, degrees: float, fill: str) -> list[Shape]:
    """One word in capitals, `width` millimetres wide, turned about its middle."""
    face = _Face(glyphs.DISPLAY)
    word = text.upper()
    unit = width / sum(face.width(char) for char in word)
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    left, drop = -width / 2, 0.32 * face.units * unit
    places = []
    for char in word:
        x, y = centre[0] + left * cos - drop * sin, centre[1] + left * sin + drop * cos
        places.append((char, (cos * unit, sin * unit, sin * unit, -cos * unit, x, y)))
        left += face.width(char) * unit
    return face.shapes(places, fill)
