"""Shapes as pixels, for the baked PNG badge: large, then made small so that edges are soft."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from certificates.art.shapes import IDENTITY, Matrix, Point, Shape

if TYPE_CHECKING:
    from PIL.Image import Image

_OVERSAMPLE = 4
_CURVE_STEPS = 8


def raster(shapes: Iterable[Shape], box: tuple[float, float, float, float], pixels: int) -> Image:
    """A transparent square picture `pixels` wide of the square `box` (x, y, width, height in millimetres)."""
    from PIL import Image

    size = pixels * _OVERSAMPLE
    scale = size / box[2]
    picture = Image.new("RGBA", (size, size), (255, 255, 255, 0))
    for shape in shapes:
        for matrix in [m for copies in shape.copies for m in copies.matrices()] or [IDENTITY]:
            contours = _contours(shape, matrix, box, scale)
            if shape.fill:
                _fill(picture, contours, shape.fill)
            if shape.stroke:
                _stroke(picture, contours, shape.stroke, shape.width * scale)
    return picture.resize((pixels, pixels), Image.Resampling.LANCZOS)


def _contours(
    shape: Shape, matrix: Matrix, box: tuple[float, float, float, float], scale: float
) -> list[list[Point]]:
    a, b, c, d, e, f = matrix

    def place(point: Point) -> Point:
        x, y = point
        return (a * x + c * y + e - box[0]) * scale, (b * x + d * y + f - box[1]) * scale

    contours: list[list[Point]] = []
    for operator, points in shape.path:
        placed = [place(point) for point in points]
        if operator == "M":
            contours.append(placed)
        elif operator == "L":
            contours[-1] += placed
        elif operator == "C":
            contours[-1] += _curve(contours[-1][-1], *placed)
        else:
            contours[-1].append(contours[-1][0])
    return contours


def _curve(p0: Point, p1: Point, p2: Point, p3: Point) -> list[Point]:
    points = []
    for i in range(1, _CURVE_STEPS + 1):
        t = i / _CURVE_STEPS
        w = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
        x, y = (sum(k * p[axis] for k, p in zip(w, (p0, p1, p2, p3), strict=True)) for axis in (0, 1))
        points.append((x, y))
    return points


def _fill(picture: Image, contours: list[list[Point]], colour: str) -> None:
    """Contours that run the other way round than the largest are holes: the counter of an O."""
    from PIL import Image, ImageDraw

    left, top, right, bottom = _bounds(contours)
    mask = Image.new("L", (right - left, bottom - top))
    outer = _area(max(contours, key=lambda contour: abs(_area(contour)))) > 0
    for contour in sorted(contours, key=lambda contour: (_area(contour) > 0) != outer):
        solid = (_area(contour) > 0) == outer
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in contour], fill=255 if solid else 0)
    picture.paste(colour, (left, top), mask)


def _area(contour: list[Point]) -> float:
    following = [*contour[1:], contour[0]]
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(contour, following, strict=True)) / 2


def _bounds(contours: list[list[Point]]) -> tuple[int, int, int, int]:
    xs = [x for contour in contours for x, _ in contour]
    ys = [y for contour in contours for _, y in contour]
    return math.floor(min(xs)), math.floor(min(ys)), math.ceil(max(xs)) + 1, math.ceil(max(ys)) + 1


def _stroke(picture: Image, contours: list[list[Point]], colour: str, width: float) -> None:
    from PIL import ImageDraw

    pen = ImageDraw.Draw(picture)
    for contour in contours:
        pen.line(contour, fill=colour, width=max(1, round(width)), joint="curve")
