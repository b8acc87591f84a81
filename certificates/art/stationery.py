"""The head of a letter, A4 upright: the emblem and a band of waves."""

from __future__ import annotations

import math
from functools import lru_cache

from certificates.art.palette import INK, TONES
from certificates.art.seal import seal
from certificates.art.shapes import Copies, Matrix, Point, Shape, smooth

WIDTH, HEIGHT = 210.0, 297.0
EMBLEM_CENTRE: Point = (31.0, 24.0)
EMBLEM_RADIUS = 10.0
_LEFT, _RIGHT, _BAND = 21.0, 189.0, 39.5


@lru_cache(maxsize=1)
def stationery() -> tuple[Shape, ...]:
    """Emblem, wave band and hairline on the first page of every letter."""
    tone = TONES["silver"]
    shapes = [
        *seal("gold", EMBLEM_CENTRE, EMBLEM_RADIUS, "small"),
        Shape((("M", ((_LEFT, _BAND - 2.2),)), ("L", ((_RIGHT, _BAND - 2.2),))), stroke=INK, width=0.35),
        Shape(
            (("M", ((_LEFT, _BAND + 2.2),)), ("L", ((_RIGHT, _BAND + 2.2),))), stroke=tone.metal, width=0.2
        ),
    ]
    count = 18
    step = (_RIGHT - _LEFT) / count
    for phase in range(4):
        curve = smooth(
            [(step * i / 6, 1.4 * math.sin(2 * math.pi * i / 6 + phase * math.pi / 2)) for i in range(-1, 8)]
        )
        period = (("M", (curve[1][1][2],)), *curve[2:8])
        first: Matrix = (1, 0, 0, 1, _LEFT, _BAND)
        colour = tone.metal if phase % 2 == 0 else tone.light
        shapes.append(
            Shape(period, stroke=colour, width=0.14, copies=(Copies(first, (1, 0, 0, 1, step, 0), count),))
        )
    return tuple(shapes)
