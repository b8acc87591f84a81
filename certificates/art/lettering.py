"""Letters as outlines on a circle, so that the seal needs no font where it is shown."""

from __future__ import annotations

import math
from typing import Any

from fontTools.pens.basePen import BasePen

from certificates import glyphs
from certificates.art.shapes import Point, Segment, Shape


class _OutlinePen(BasePen):
    """Collects an outline in font units; the base class turns TrueType curves into cubics."""

    def __init__(self, glyph_set: Any) -> None:
        super().__init__(glyph_set)
        self.path: list[Segment] = []

    def _moveTo(self, pt: Point) -> None:
        self.path.append(("M", (pt,)))

    def _lineTo(self, pt: Point) -> None:
        self.path.append(("L", (pt,)))

    def _curveToOne(self, pt1: Point, pt2: Point, pt3: Point) -> None:
        self.path.append(("C", (pt1, pt2, pt3)))

    def _closePath(self) -> None:
        self.path.append(("Z", ()))


def around(text: str, centre: Point, radius: float, size: float, middle: float, fill: str,
           tracking: float = 0.12, inside: bool = False) -> list[Shape]:
    """Letters along a circle, their middle at `middle` degrees clockwise from the top.

    `size` is the height of the em in millimetres, `tracking` a share of it; `inside` sets the line along the bottom,
    read from left to right.
    """
    face = glyphs.font(glyphs.TEXT_BOLD)
    glyph_set, cmap, unit = face.getGlyphSet(), face.getBestCmap(), size / face["head"].unitsPerEm
    names = [cmap[ord(char)] for char in text]
    advances = [glyph_set[name].width * unit + tracking * size for name in names]
    turn = -1 if inside else 1
    start = math.radians(middle) - turn * sum(advances) / radius / 2
    shapes = []
    for name, advance in zip(names, advances, strict=True):
        pen = _OutlinePen(glyph_set)
        glyph_set[name].draw(pen)
        angle = start + turn * advance / radius / 2
        start += turn * advance / radius
        if pen.path:
            shift = (advance - tracking * size) / 2
            shapes.append(Shape(_placed(pen.path, unit, shift, centre, radius, angle, inside), fill=fill))
    return shapes


def _placed(path: list[Segment], unit: float, shift: float, centre: Point, radius: float, angle: float,
            inside: bool) -> tuple[Segment, ...]:
    spin = angle + math.pi if inside else angle
    cos, sin = math.cos(spin), math.sin(spin)
    baseline = radius if inside else -radius

    def place(point: Point) -> Point:
        x, y = point[0] * unit - shift, -point[1] * unit + baseline
        return centre[0] + x * cos - y * sin, centre[1] + x * sin + y * cos

    return tuple((op, tuple(place(p) for p in points)) for op, points in path)
