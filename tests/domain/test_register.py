"""A register file of any bytes is either read to its last row or refused with a sentence."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Invalid
from app.domain.register import Limits, Present, against, judge
from app.domain.register_sheet import FIELDS, read

LIMITS = Limits(("en", "ru"), lambda text: {c for c in text if not c.isprintable()}, lambda text: text)
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    said = None
    try:
        sheet = read(data)
    except Invalid as refusal:
        said = (refusal.field, str(refusal.message))
    if said is None:
        assert len(judge(sheet, LIMITS)) == len(sheet.rows)
    else:
        assert said[0] == "file"
        assert said[1]


@given(st.lists(st.tuples(texts, texts, texts), max_size=12), st.sampled_from(",;\t"))
def test_every_row_gets_a_verdict_and_keeps_its_cells(rows: list[tuple[str, str, str]], mark: str) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=mark)
    writer.writerow(("sourced_id", "name", "region"))
    writer.writerows(rows)
    sheet = read(text.getvalue().encode())
    judged = against(judge(sheet, LIMITS), Present())
    assert [row.cells for row in judged] == [cells for _, cells in sheet.rows]
    assert all(row.good + row.known + (not row.good and not row.known) == 1 for row in judged)
    ids = [row.school.source_id for row in judged if row.good and row.school.source_id]
    assert len(ids) == len(set(ids))
    assert all(row.school.name for row in judged if row.good)


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    sheet = read(b'name\r\n"two\r\nlines"\r\n\r\nfour\r\n')
    assert [line for line, _ in sheet.rows] == [2, 5]


@pytest.mark.parametrize(
    ("east", "north", "good"),
    [
        ("27.5", "53.9", True), ("27,5", "53,9", True), ("−27.5", "53.9", True), ("", "", True), ("180", "90", True),
        ("180.1", "0", False), ("0", "-90.5", False), ("nan", "0", False), ("inf", "0", False), ("x", "y", False),
    ],
)  # fmt: skip
def test_coordinates_are_on_the_map_or_absent(east: str, north: str, good: bool) -> None:
    head = ",".join(FIELDS[1:2] + FIELDS[5:7])
    row = judge(read(f'{head}\nSchool,"{east}","{north}"\n'.encode()), LIMITS)[0]
    assert row.good is good
