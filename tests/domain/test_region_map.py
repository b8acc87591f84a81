"""The map of regions: places in order, areas honest, labels that never stand on each other."""

import math
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.region_map import SMALLEST, WIDTH, Spot, region_map

MINSK = Spot("Minsk region", 27.5, 53.9, 16)
BREST = Spot("Brest region", 24.8, 52.4, 4)
VITEBSK = Spot("Vitebsk region", 29.1, 55.1, 1)


def drawn(*spots: Spot):
    found = region_map(spots)
    assert found is not None
    return found


def test_east_is_right_and_north_is_up() -> None:
    minsk, brest, vitebsk = drawn(MINSK, BREST, VITEBSK).dots

    assert brest.x < minsk.x < vitebsk.x
    assert vitebsk.y < minsk.y < brest.y


def test_four_times_as_many_schools_have_four_times_the_area() -> None:
    minsk, brest, _ = drawn(MINSK, BREST, VITEBSK).dots

    assert math.isclose((minsk.radius / brest.radius) ** 2, 4, rel_tol=0.02)


def test_one_region_makes_no_map() -> None:
    assert region_map([MINSK]) is None
    assert region_map([]) is None


def test_a_degree_east_is_shorter_than_a_degree_north() -> None:
    corner = Spot("a", 27, 53, 1)
    a, east, north = drawn(
        corner, replace(corner, name="b", longitude=28), replace(corner, name="c", latitude=54)
    ).dots

    assert math.isclose((east.x - a.x) / (a.y - north.y), math.cos(math.radians(53.5)), rel_tol=0.02)


def test_the_lines_say_their_degrees() -> None:
    found = drawn(MINSK, BREST, VITEBSK)

    assert [words for _, words in found.meridians] == ["25° E", "26° E", "27° E", "28° E", "29° E"]
    assert [words for _, words in found.parallels] == ["53° N", "54° N", "55° N"]
    south = drawn(Spot("x", -58, -34, 1), Spot("y", -60, -36, 1))
    assert [words for _, words in south.parallels] == ["36° S", "35° S", "34° S"]


places = st.builds(
    Spot,
    st.text("абвabc ", min_size=1, max_size=30),
    st.floats(-170, 170),
    st.floats(-80, 80),
    st.integers(1, 5000),
)


@given(st.lists(places, min_size=2, max_size=25))
def test_every_dot_is_inside_and_no_label_stands_on_another(spots: list[Spot]) -> None:
    found = drawn(*spots)

    assert len(found.dots) == len(spots)
    for dot in found.dots:
        assert SMALLEST <= dot.radius <= dot.x <= WIDTH - dot.radius
        assert dot.radius <= dot.y <= found.height - dot.radius
    labels = [dot for dot in found.dots if dot.label]
    for number, one in enumerate(labels):
        for other in labels[number + 1 :]:
            same_line = abs(one.label_y - other.label_y) < 10
            assert not (same_line and one.label_x == other.label_x and one.anchor == other.anchor)
