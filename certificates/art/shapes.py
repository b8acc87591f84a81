"""Shapes as paths, written once and given out as SVG or as PDF operators.

Only moves, lines and cubic curves in flat colours: this prints well, needs no transparency (which archival and
accessible PDF make difficult) and costs nothing to draw.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Point = tuple[float, float]
Segment = tuple[str, tuple[Point, ...]]
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_PDF = {"M": "m", "L": "l", "C": "c", "Z": "h"}
MM = 72 / 25.4


class Copies(NamedTuple):
    """A path placed by `first`, then again after every `step`: steps repeat to the letter, so they compress away."""

    first: Matrix
    step: Matrix = IDENTITY
    times: int = 1

    def matrices(self) -> Iterator[Matrix]:
        """Every place as a matrix of its own."""
        matrix = self.first
        for _ in range(self.times):
            yield matrix
            matrix = _times(self.step, matrix)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


@dataclass(frozen=True)
class Shape:
    """One path; colours as #rrggbb or empty for none, line width in millimetres.

    `copies` places the path wherever it is repeated; without it the path stands where it is.
    """

    path: tuple[Segment, ...]
    fill: str = ""
    stroke: str = ""
    width: float = 0.2
    copies: tuple[Copies, ...] = ()


def turns(count: int, centre: Point, whole: float = 360.0) -> tuple[Copies, ...]:
    """Copies of a path turned about `centre` in `count` equal steps of `whole` degrees."""
    angle = math.radians(whole / count)
    cos, sin = math.cos(angle), math.sin(angle)
    x, y = centre
    return (Copies(IDENTITY, (cos, sin, -sin, cos, x - x * cos + y * sin, y - x * sin - y * cos), count),)


def smooth(points: Sequence[Point], closed: bool = False) -> tuple[Segment, ...]:
    """A curve through all points (Catmull–Rom written as cubics)."""
    count = len(points)

    def at(index: int) -> Point:
        return points[index % count] if closed else points[min(max(index, 0), count - 1)]

    path: list[Segment] = [("M", (points[0],))]
    for i in range(count if closed else count - 1):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = at(i - 1), at(i), at(i + 1), at(i + 2)
        path.append(
            (
                "C",
                (
                    (bx + (cx - ax) / 6, by + (cy - ay) / 6),
                    (cx - (dx - bx) / 6, cy - (dy - by) / 6),
                    (cx, cy),
                ),
            )
        )
    if closed:
        path.append(("Z", ()))
    return tuple(path)


def polygon(points: Sequence[Point]) -> tuple[Segment, ...]:
    """A closed outline of straight lines."""
    return (("M", (points[0],)), *(("L", (p,)) for p in points[1:]), ("Z", ()))


def rectangle(x: float, y: float, width: float, height: float) -> tuple[Segment, ...]:
    """A closed rectangle."""
    return polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])


def circle(centre: Point, radius: float) -> tuple[Segment, ...]:
    """A circle of four cubics."""
    k = 0.5522847498 * radius
    x, y = centre
    r = radius
    return (
        ("M", ((x + r, y),)),
        ("C", ((x + r, y + k), (x + k, y + r), (x, y + r))),
        ("C", ((x - k, y + r), (x - r, y + k), (x - r, y))),
        ("C", ((x - r, y - k), (x - k, y - r), (x, y - r))),
        ("C", ((x + k, y - r), (x + r, y - k), (x + r, y))),
        ("Z", ()),
    )


def star(centre: Point, radius: float, points: int = 5, inner: float = 0.42) -> tuple[Segment, ...]:
    """A star with its first point up."""
    corners = []
    for i in range(points * 2):
        angle = math.pi * i / points - math.pi / 2
        r = radius if i % 2 == 0 else radius * inner
        corners.append((centre[0] + r * math.cos(angle), centre[1] + r * math.sin(angle)))
    return polygon(corners)


def _number(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def _numbers(points: Iterable[Point]) -> str:
    return " ".join(_number(value) for point in points for value in point)


def _matrix(matrix: Matrix) -> str:
    # Letters are scaled from font units by thousandths, and steps add up: both need the digits.
    return " ".join(f"{value:.6f}".rstrip("0").rstrip(".") for value in matrix)


def svg_path(shape: Shape, name: str = "") -> str:
    """SVG elements of one shape; `name` is the id under which copies refer to the path."""
    data = "".join(op + _numbers(points) for op, points in shape.path)
    paint = f'fill="{shape.fill or "none"}"'
    if shape.stroke:
        paint += f' stroke="{shape.stroke}" stroke-width="{_number(shape.width)}"'
    if not shape.copies:
        return f'<path d="{data}" {paint}/>'
    uses = "".join(
        f'<use href="#{name}" transform="matrix({_matrix(m)})"/>' for c in shape.copies for m in c.matrices()
    )
    return f'<defs><path id="{name}" d="{data}" {paint}/></defs>{uses}'


def svg(shapes: Iterable[Shape], box: tuple[float, float, float, float], title: str = "") -> str:
    """A standalone SVG picture; `box` is x, y, width, height in millimetres."""
    from markupsafe import escape

    x, y, width, height = (_number(value) for value in box)
    name = f"<title>{escape(title)}</title>" if title else ""
    drawn = "".join(svg_path(shape, f"p{i}") for i, shape in enumerate(shapes))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" '
        f'viewBox="{x} {y} {width} {height}">{name}{drawn}</svg>'
    )


def _colour(value: str) -> str:
    return " ".join(_number(int(value[i : i + 2], 16) / 255) for i in (1, 3, 5))


def pdf_operators(shapes: Iterable[Shape], page_height: float) -> bytes:
    """PDF painting operators for the same picture on a page `page_height` millimetres high."""
    parts = [f"q {MM:.5f} 0 0 {-MM:.5f} 0 {page_height * MM:.3f} cm"]
    for shape in shapes:
        if shape.fill:
            parts.append(f"{_colour(shape.fill)} rg")
        if shape.stroke:
            parts.append(f"{_colour(shape.stroke)} RG {_number(shape.width)} w")
        path = [f"{_numbers(points)} {_PDF[op]}".strip() for op, points in shape.path]
        path.append("B" if shape.fill and shape.stroke else "f" if shape.fill else "S")
        for copies in shape.copies:
            again = [f"{_matrix(copies.step)} cm", *path]
            parts += [f"q {_matrix(copies.first)} cm", *path, *(again * (copies.times - 1)), "Q"]
        parts += [] if shape.copies else path
    parts.append("Q")
    return "\n".join(parts).encode("ascii")
