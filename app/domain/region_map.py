"""A small map of regions: dots whose area is the number of schools, on lines of longitude and latitude.

No tiles and no outlines, so nothing is fetched from anybody. The figures stand in a table beside it as well.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH, MARGIN = 360.0, 40.0  # in the drawing's own units
LOWEST, HIGHEST = 200.0, 360.0
SMALLEST, LARGEST = 4.0, 26.0  # radii
OF_ONE = 7.0  # radius of a single school, where the largest region leaves room for that
LETTER, LINE, GAP = 7.2, 15.0, 4.0  # of a label, a little too wide on purpose
LEAST_SPAN = 0.6  # degrees
FEWEST = 2  # places that make a map
STEPS = (1, 2, 5, 10, 20)
MOST_LINES = 6
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Spot:
    """A region: the middle of its schools in degrees, and how many there are."""

    name: str
    longitude: float
    latitude: float
    count: int


@dataclass(frozen=True)
class Dot:
    """A region as drawn. `anchor` is that of the label; without room for it the label is ""."""

    x: float
    y: float
    radius: float
    label: str = ""
    label_x: float = 0
    label_y: float = 0
    anchor: str = "start"


@dataclass(frozen=True)
class RegionMap:
    """Meridians and parallels are (place, words)."""

    width: float
    height: float
    dots: tuple[Dot, ...]
    meridians: tuple[tuple[float, str], ...]
    parallels: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class _Frame:
    """Degrees to places: the same scale both ways at the middle latitude."""

    west: float
    north: float
    scale: float  # units a degree of latitude
    squeeze: float
    left: float
    top: float

    def x(self, longitude: float) -> float:
        return round(self.left + (longitude - self.west) * self.squeeze * self.scale, 1)

    def y(self, latitude: float) -> float:
        return round(self.top + (self.north - latitude) * self.scale, 1)


def region_map(spots: Sequence[Spot]) -> RegionMap | None:
    """The map of these regions; None for less than two, which show nothing."""
    if len(spots) < FEWEST:
        return None
    frame, height = _frame(spots)
    ordered = sorted(spots, key=lambda spot: (-spot.count, spot.name))
    most = ordered[0].count
    bare = [Dot(frame.x(s.longitude), frame.y(s.latitude), _radius(s.count, most)) for s in ordered]
    taken = [(d.x - d.radius, d.y - d.radius, d.x + d.radius, d.y + d.radius) for d in bare]
    dots = []
    for dot, spot in zip(bare, ordered, strict=True):
        dots.append(_labelled(dot, f"{spot.name} · {spot.count}", taken, height))
    longitudes = [spot.longitude for spot in spots]
    latitudes = [spot.latitude for spot in spots]
    meridians = ((frame.x(at), f"{abs(at)}° {'E' if at >= 0 else 'W'}") for at in _degrees(longitudes))
    parallels = ((frame.y(at), f"{abs(at)}° {'N' if at >= 0 else 'S'}") for at in _degrees(latitudes))
    return RegionMap(WIDTH, height, tuple(dots), tuple(meridians), tuple(parallels))


def _frame(spots: Sequence[Spot]) -> tuple[_Frame, float]:
    west, east = _ends(spot.longitude for spot in spots)
    south, north = _ends(spot.latitude for spot in spots)
    squeeze = max(0.2, math.cos(math.radians((south + north) / 2)))
    wide, high = (east - west) * squeeze, north - south
    scale = min((WIDTH - 2 * MARGIN) / wide, (HIGHEST - 2 * MARGIN) / high)
    height = round(max(LOWEST, high * scale + 2 * MARGIN), 1)
    left, top = (WIDTH - wide * scale) / 2, (height - high * scale) / 2
    return _Frame(west, north, scale, squeeze, left, top), height


def _ends(values: Iterable[float]) -> tuple[float, float]:
    known = list(values)
    low, high = min(known), max(known)
    spare = max(0.0, LEAST_SPAN - (high - low)) / 2
    return low - spare, high + spare


def _radius(count: int, most: int) -> float:
    """Twice as many schools, twice the area; the smallest can still be seen."""
    unit = min(OF_ONE, LARGEST / math.sqrt(most))
    return round(max(SMALLEST, unit * math.sqrt(count)), 1)


def _degrees(values: Sequence[float]) -> list[int]:
    """Whole degrees for the lines: few, and evenly apart."""
    low, high = _ends(values)
    for step in STEPS:
        lines = list(range(math.ceil(low / step) * step, math.floor(high) + 1, step))
        if len(lines) <= MOST_LINES:
            return lines
    return []


def _labelled(dot: Dot, text: str, taken: list[Box], height: float) -> Dot:
    """The dot with its words where nothing else stands; without them where there is no room."""
    wide, reach = len(text) * LETTER, dot.radius + GAP
    low = dot.y + LINE / 3
    places = (
        ("start", dot.x + reach, low),
        ("end", dot.x - reach, low),
        ("middle", dot.x, dot.y + reach + LINE * 0.7),
        ("middle", dot.x, dot.y - reach),
    )
    for anchor, x, y in places:
        left = {"start": x, "end": x - wide, "middle": x - wide / 2}[anchor]
        box = (left, y - LINE * 0.8, left + wide, y + LINE * 0.2)
        inside = box[0] >= 0 and box[2] <= WIDTH and box[1] >= 0 and box[3] <= height - LINE
        if inside and not any(_meet(box, other) for other in taken):
            taken.append(box)
            return Dot(dot.x, dot.y, dot.radius, text, round(x, 1), round(y, 1), anchor)
    return dot


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
