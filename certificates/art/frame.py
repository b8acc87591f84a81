"""The page of a certificate: guilloche frame, corner rosettes, a pale rosette behind the text, rules and the seal."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from certificates.art.lettering import across
from certificates.art.palette import INK, RULE, TONES, Tone
from certificates.art.seal import diamond, seal
from certificates.art.shapes import Copies, Matrix, Point, Shape, circle, rectangle, smooth, turns

WIDTH, HEIGHT = 297.0, 210.0
SEAL_CENTRE: Point = (148.5, 154.8)
SEAL_RADIUS = 19.6
# The rows of the module profile in certificate.css: middle of the first lozenge, and the height of a row.
PROFILE_LEFT, PROFILE_TOP, PROFILE_STEP = 89.3, 148.8, 7.2
_MIDDLE, _SWING = 11.4, 2.6


@lru_cache(maxsize=4)
def certificate_art(tier: str) -> tuple[Shape, ...]:
    """Everything on the page that is not text, for one tier; drawn once and reused."""
    tone = TONES[tier]
    return (
        *_border(tone),
        *_rule(54.2, 46, tone),
        *_side_rules(),
        *seal(tier, SEAL_CENTRE, SEAL_RADIUS),
    )


@lru_cache(maxsize=16)
def specimen_mark(word: str) -> tuple[Shape, ...]:
    """The word across the page, pale and solid, so that no copy can be taken for an award."""
    return tuple(across(word, (WIDTH / 2, 94), 205, -22, "#f7e3e3"))


def level_marks(levels: Sequence[int], tier: str) -> list[Shape]:
    """Four lozenges for each module's row, as many filled as its level."""
    tone, shapes = TONES[tier], []
    for row, level in enumerate(levels):
        for step in range(4):
            centre = (PROFILE_LEFT + step * 3.1, PROFILE_TOP + row * PROFILE_STEP)
            outline = diamond(centre, 1.2, tone.metal if step < level else "#ffffff")
            shapes.append(replace(outline, stroke=tone.metal, width=0.25))
    return shapes


@lru_cache(maxsize=4)
def backdrop(tier: str) -> tuple[Shape, ...]:
    """The pale rosette that lies under everything."""
    return tuple(rosette((WIDTH / 2, 92), 62, TONES[tier]))


def rosette(centre: Point, radius: float, tone: Tone) -> list[Shape]:
    """Petals turned about the centre, in a tint so pale that text over it stays clear."""
    petal = []
    for i in range(72):
        angle = 2 * math.pi * i / 72
        r = radius * (0.62 + 0.38 * math.cos(6 * angle))
        petal.append((centre[0] + r * math.cos(angle), centre[1] + r * math.sin(angle)))
    return [Shape(smooth(petal, closed=True), stroke=tone.tint, width=0.18, copies=turns(10, centre, 60))]


def _border(tone: Tone) -> list[Shape]:
    lines = [
        Shape(rectangle(6.5, 6.5, WIDTH - 13, HEIGHT - 13), stroke=INK, width=0.7),
        Shape(rectangle(8.0, 8.0, WIDTH - 16, HEIGHT - 16), stroke=tone.metal, width=0.22),
    ]
    for phase in range(6):
        colour = tone.metal if phase % 3 == 0 else tone.light
        lines += _waves(phase * math.pi / 3, colour)
    lines.append(Shape(rectangle(14.8, 14.8, WIDTH - 29.6, HEIGHT - 29.6), stroke=tone.metal, width=0.22))
    lines.append(Shape(rectangle(15.7, 15.7, WIDTH - 31.4, HEIGHT - 31.4), stroke=INK, width=0.35))
    return [*lines, *_corners(tone)]


def _waves(phase: float, colour: str) -> list[Shape]:
    """One wave along each side between the corner rosettes: a single period, repeated."""
    shapes = []
    for length, upright in ((WIDTH, False), (HEIGHT, True)):
        start, end = _MIDDLE + 4, length - _MIDDLE - 4
        count = round((end - start) / 11)
        step = (end - start) / count
        # One sample more at each end than is drawn keeps the slope where two periods meet.
        curve = smooth([(step * i / 6, _SWING * math.sin(2 * math.pi * i / 6 + phase)) for i in range(-1, 8)])
        period = (("M", (curve[1][1][2],)), *curve[2:8])
        far = (HEIGHT if not upright else WIDTH) - _MIDDLE
        first: tuple[Matrix, Matrix] = (
            ((0, 1, 1, 0, _MIDDLE, start), (0, 1, -1, 0, far, start))
            if upright
            else ((1, 0, 0, 1, start, _MIDDLE), (1, 0, 0, -1, start, far))
        )
        places = tuple(Copies(matrix, (1, 0, 0, 1, step, 0), count) for matrix in first)
        shapes.append(Shape(period, stroke=colour, width=0.16, copies=places))
    return shapes


def _corners(tone: Tone) -> list[Shape]:
    """A rosette in each corner: drawn about the origin, placed four times."""
    flower = []
    for i in range(48):
        angle = 2 * math.pi * i / 48
        r = 4.3 * (0.72 + 0.28 * math.cos(8 * angle))
        flower.append((r * math.cos(angle), r * math.sin(angle)))
    origin = (0.0, 0.0)
    turn = turns(3, origin, 45)[0]
    corners: list[Matrix] = [
        (1, 0, 0, 1, x, y) for x in (_MIDDLE, WIDTH - _MIDDLE) for y in (_MIDDLE, HEIGHT - _MIDDLE)
    ]
    once, thrice = tuple(map(Copies, corners)), tuple(turn._replace(first=corner) for corner in corners)
    return [
        Shape(circle(origin, 5.4), fill="#ffffff", stroke=INK, width=0.35, copies=once),
        Shape(circle(origin, 4.8), stroke=tone.metal, width=0.2, copies=once),
        Shape(smooth(flower, closed=True), stroke=tone.metal, width=0.16, copies=thrice),
        Shape(circle(origin, 1.15), fill=tone.metal, copies=once),
    ]


def _rule(y: float, half: float, tone: Tone) -> list[Shape]:
    x = WIDTH / 2
    sides = [
        Shape((("M", ((x + side * 5, y),)), ("L", ((x + side * half, y),))), stroke=tone.metal, width=0.25)
        for side in (-1, 1)
    ]
    return [
        *sides,
        *(diamond((x + shift, y), size, tone.metal) for shift, size in ((-3.4, 0.6), (0, 1.25), (3.4, 0.6))),
    ]


def _side_rules() -> list[Shape]:
    """Hairlines from the seal to both sides, which part the statement from the details."""
    return [
        Shape((("M", ((x1, 137.2),)), ("L", ((x2, 137.2),))), stroke=RULE, width=0.2)
        for x1, x2 in ((24.0, 121.0), (176.0, WIDTH - 24.0))
    ]
