"""Lists as files: what a spreadsheet would run stays text, and numbers stay numbers."""

import pytest

from app.web.csv_answer import inert


@pytest.mark.parametrize(
    "cell", ["=1+1", "+375291234567", "+1-2", "@SUM(A1)", "\t=1", "-1-2", "- a list", "--1"]
)
def test_text_that_begins_like_a_formula_stays_text(cell: str) -> None:
    assert inert(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["-5", "-0.254", "0012", "Nina", "", -3, 2.5, None])
def test_numbers_and_plain_words_stay_as_they_are(cell: object) -> None:
    assert inert(cell) == cell
