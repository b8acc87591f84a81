"""The seal: a scalloped medal with the product's name around an open book under a sheltering arc, and the tier's stars."""

from __future__ import annotations

import math

from certificates.art.lettering import around
from certificates.art.palette import TONES, Tone
from certificates.art.shapes import Point, Shape, circle, polygon, smooth, star, turns

_LOBES = 40
_RIPPLES = 48


def seal(tier: str, centre: Point, radius: float, detail: str = "full") -> list[Shape]:
    """Shapes of the seal of one tier; the number of stars tells the tier without colour.

    `detail` is "full" for print, "plain" without the fine waves for screens, "small" without lettering for icons.
    """
    tone = TONES[tier]
    if detail == "small":
        return [
            Shape(_scallop(centre, radius), fill=tone.metal),
            Shape(circle(centre, radius * 0.86), fill="#ffffff", stroke=tone.dark, width=radius * 0.06),
            *emblem(centre, radius * 0.84, tone),
        ]
    r = radius
    return [
        Shape(_scallop(centre, r), fill=tone.metal),
        Shape(_scallop(centre, r * 0.965), stroke=tone.light, width=r * 0.012),
        Shape(circle(centre, r * 0.885), fill=tone.dark),
        *(guilloche(centre, r * 0.885, r * 0.6, tone) if detail == "full" else ()),
        Shape(circle(centre, r * 0.885), stroke=tone.light, width=r * 0.016),
        Shape(circle(centre, r * 0.6), fill="#ffffff", stroke=tone.light, width=r * 0.02),
        Shape(circle(centre, r * 0.565), stroke=tone.metal, width=r * 0.012),
        *around("CERTIFIED SAFE INTERNET SCHOOL", centre, r * 0.675, r * 0.152, 0, "#ffffff", 0.115),
        *around("· CISS ·", centre, r * 0.795, r * 0.152, 180, "#ffffff", 0.2, inside=True),
        *emblem(centre, r * 0.565, tone),
    ]


def _scallop(centre: Point, radius: float) -> tuple[tuple[str, tuple[Point, ...]], ...]:
    points = []
    for i in range(_LOBES * 2):
        angle = math.pi * i / _LOBES
        r = radius if i % 2 == 0 else radius * 0.962
        points.append((centre[0] + r * math.sin(angle), centre[1] - r * math.cos(angle)))
    return smooth(points, closed=True)


def guilloche(centre: Point, outer: float, inner: float, tone: Tone) -> list[Shape]:
    """Two interlaced waves at the rims of the lettered ring: one wave, turned."""
    shapes = []
    for base, height in ((outer * 0.965, outer * 0.016), (inner * 1.05, inner * 0.024)):
        for side in (-1, 1):
            wave = []
            for i in range(5):
                angle = 2 * math.pi / _RIPPLES * i / 4
                r = base + side * height * math.sin(2 * math.pi * i / 4)
                wave.append((centre[0] + r * math.sin(angle), centre[1] - r * math.cos(angle)))
            shapes.append(
                Shape(smooth(wave), stroke=tone.metal, width=outer * 0.008, copies=turns(_RIPPLES, centre))
            )
    return shapes


def emblem(centre: Point, r: float, tone: Tone) -> list[Shape]:
    """The open book under its sheltering arc, and the stars of the tone, inside a circle of radius `r`."""
    x, y = centre
    shapes = [
        Shape(star((x + offset * r, y - 0.46 * r + abs(offset) * 0.22 * r), r * 0.135), fill=tone.metal)
        for offset in {0: (), 1: (0.0,), 2: (-0.19, 0.19), 3: (-0.36, 0.0, 0.36)}[tone.stars]
    ]
    for k, width in ((0.76, 0.062), (0.56, 0.05), (0.36, 0.04)):
        arc = []
        for i in range(13):
            angle = math.radians(-52 + 104 * i / 12)
            arc.append((x + k * r * math.sin(angle), y + 0.42 * r - k * r * math.cos(angle)))
        shapes.append(Shape(smooth(arc), stroke=tone.dark, width=r * width))
    for side in (-1, 1):
        page = [
            ("M", ((x, y + 0.36 * r),)),
            (
                "C",
                (
                    (x + side * 0.16 * r, y + 0.24 * r),
                    (x + side * 0.4 * r, y + 0.22 * r),
                    (x + side * 0.62 * r, y + 0.3 * r),
                ),
            ),
            ("L", ((x + side * 0.62 * r, y + 0.6 * r),)),
            (
                "C",
                ((x + side * 0.4 * r, y + 0.52 * r), (x + side * 0.16 * r, y + 0.54 * r), (x, y + 0.66 * r)),
            ),
            ("Z", ()),
        ]
        shapes.append(Shape(tuple(page), fill="#ffffff", stroke=tone.dark, width=r * 0.045))
        for k in (0.1, 0.19):
            line = [
                (x + side * 0.1 * r, y + (0.33 + k) * r),
                (x + side * 0.3 * r, y + (0.265 + k) * r),
                (x + side * 0.52 * r, y + (0.285 + k) * r),
            ]
            shapes.append(Shape(smooth(line), stroke=tone.metal, width=r * 0.022))
    return shapes


def diamond(centre: Point, size: float, fill: str) -> Shape:
    """A small lozenge for ends and middles of rules."""
    x, y = centre
    return Shape(polygon([(x, y - size), (x + size, y), (x, y + size), (x - size, y)]), fill=fill)
