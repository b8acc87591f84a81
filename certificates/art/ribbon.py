"""The page of a personal certificate, A5 on its side: a ribbon of waves with a round emblem, not an award’s frame."""

from __future__ import annotations

import math
from functools import lru_cache

from certificates.art.frame import rosette
from certificates.art.lettering import across, around
from certificates.art.palette import INK, LEARNING, RULE
from certificates.art.seal import diamond, emblem, guilloche
from certificates.art.shapes import Copies, Point, Shape, circle, rectangle, smooth

WIDTH, HEIGHT = 210.0, 148.0
SEAL_CENTRE: Point = (29.0, 74.0)
SEAL_RADIUS = 17.0
# The place that completion.css keeps free for the code: left, top and side, quiet zone included.
QR_PLACE = (170.0, 88.0, 25.0)
_LEFT, _RIGHT = 54.0, 199.0  # of the words
_EDGE = 7.2
_FAMILIES = ((13.6, 6, 4), (8.4, 6, 6))  # swing in millimetres, waves over the height of the page, strands


@lru_cache(maxsize=6)
def completion_art(word: str) -> tuple[Shape, ...]:
    """Everything on the page that is not text; `word` lies across it where the certificate is a specimen."""
    mark = across(word, (126.0, 66.0), 140, -20, "#f7e3e3") if word else ()
    return (*rosette((150.0, 66.0), 46, LEARNING), *mark, *_edges(), *_ribbon(), *_medal(), *_rules())


def _edges() -> list[Shape]:
    outer, inner = 5.6, _EDGE
    return [
        Shape(rectangle(outer, outer, WIDTH - 2 * outer, HEIGHT - 2 * outer), stroke=INK, width=0.5),
        Shape(
            rectangle(inner, inner, WIDTH - 2 * inner, HEIGHT - 2 * inner), stroke=LEARNING.metal, width=0.18
        ),
    ]


def _ribbon() -> list[Shape]:
    """Braided waves from edge to edge: one wave of each strand, repeated down the page."""
    x, length = SEAL_CENTRE[0], HEIGHT - 2 * _EDGE
    shapes = []
    for swing, count, strands in _FAMILIES:
        step = length / count
        for strand in range(strands):
            phase = 2 * math.pi * strand / strands
            curve = smooth(
                [(swing * math.sin(2 * math.pi * i / 8 + phase), step * i / 8) for i in range(-1, 10)]
            )
            # One sample more at each end than is drawn keeps the slope where two waves meet.
            period = (("M", (curve[1][1][2],)), *curve[2:10])
            place = Copies((1, 0, 0, 1, x, _EDGE), (1, 0, 0, 1, 0, step), count)
            colour = LEARNING.light if strand % 2 else LEARNING.metal
            shapes.append(Shape(period, stroke=colour, width=0.16, copies=(place,)))
    return shapes


def _medal() -> list[Shape]:
    centre, r, tone = SEAL_CENTRE, SEAL_RADIUS, LEARNING
    return [
        Shape(circle(centre, r * 1.09), fill="#ffffff", stroke=tone.metal, width=0.2),
        Shape(circle(centre, r), fill=tone.dark, stroke=tone.metal, width=r * 0.05),
        *guilloche(centre, r * 0.97, r * 0.62, tone),
        Shape(circle(centre, r * 0.62), fill="#ffffff", stroke=tone.light, width=r * 0.02),
        Shape(circle(centre, r * 0.585), stroke=tone.metal, width=r * 0.012),
        *around("ONLINE SAFETY TRAINING", centre, r * 0.72, r * 0.16, 0, "#ffffff", 0.16),
        *around("· CISS ·", centre, r * 0.85, r * 0.16, 180, "#ffffff", 0.2, inside=True),
        *emblem(centre, r * 0.585, tone),
    ]


def _rules() -> list[Shape]:
    """A rule under the title that ends in a lozenge, and a hairline over the details."""
    return [
        Shape((("M", ((_LEFT, 29.8),)), ("L", ((_LEFT + 54, 29.8),))), stroke=LEARNING.metal, width=0.25),
        diamond((_LEFT + 57, 29.8), 1.1, LEARNING.metal),
        Shape((("M", ((_LEFT, 85.2),)), ("L", ((_RIGHT, 85.2),))), stroke=RULE, width=0.2),
    ]
