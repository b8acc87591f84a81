"""Days without school as a coordinator types them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.days_off import LONGEST, MOST, read, written

YEAR = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2026-12-24", 1),
        ("24.12.2026", 1),
        ("2026-12-24 – 2027-01-08", 16),
        ("24.12.2026-08.01.2027", 16),
        ("2026-12-24 - 2027-01-08\n\n  2026-12-30 to 2027-01-09  ", 17),
        ("", 0),
    ],
)
def test_dates_and_ranges_are_read_as_people_write_them(text: str, days: int) -> None:
    found, problems = read(text)
    assert problems == ()
    assert len(found) == days


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("2026-12-24\nChristmas", "Line 2: “Christmas” is not a date. Write 2026-12-24 or 24.12.2026."),
        ("2026-02-30", "Line 1: “2026-02-30” is not a date. Write 2026-12-24 or 24.12.2026."),
        ("\n\n2026-12-24 - soon", "Line 3: “soon” is not a date. Write 2026-12-24 or 24.12.2026."),
        ("2026-12-24 – 2026-12-01", "Line 1: the last day is before the first. Write the earlier day first."),
        (
            "2026-06-01 – 2027-08-31",
            f"Line 1: this range has 457 days. At most {LONGEST} are possible; is the year right?",
        ),
    ],
)
def test_every_line_that_cannot_be_read_is_named(text: str, line: str) -> None:
    _, problems = read(text)
    assert [str(one) for one in problems] == [line]


def test_a_list_has_an_end() -> None:
    many = "\n".join(f"{year}-01-01 – {year}-05-20" for year in range(2020, 2028))
    assert str(read(many)[1][-1]).startswith("These are 1122 days")
    assert MOST < 1122


@given(st.frozensets(st.integers(0, 700).map(lambda ahead: YEAR + timedelta(days=ahead)), max_size=100))
def test_what_is_shown_is_read_again_as_it_was(days: frozenset[date]) -> None:
    assert read(written(days)) == (tuple(sorted(days)), ())
