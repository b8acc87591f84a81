"""How wide the columns of a tool's table are, and how high its rows: for those who write, and for those who read."""

import pytest

from app.template_files.form import parts
from app.template_files.layout import HIGH, HIGHER, LETTERS, SHARES, height, shares
from modules.load import LANGUAGES, load_template, load_templates


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_fills_the_page_and_no_word_is_torn(language: str) -> None:
    for ref in load_templates():
        template = load_template(ref.id, language)
        for made in parts(template, {}):
            rows = made.section.rows
            if not rows:
                continue
            found = shares(rows, landscape=template.landscape)
            assert sum(found) == SHARES
            for column, share in zip(zip(*rows, strict=True), found, strict=True):
                longest = max(len(word) for cell in column for word in cell.replace("-", " ").split() or [""])
                room = share * LETTERS[template.landscape] / SHARES
                assert room >= min(longest, 24) + min(3, longest), (ref.id, column)


def test_who_answers_a_question_has_more_room_than_the_question() -> None:
    question, answer = shares(
        (("Question", "Entry"), ("What the child said, in its own words", "")), landscape=False
    )
    assert answer > question


def test_columns_to_write_in_are_equal_and_short_words_take_little() -> None:
    number, *rest = shares((("No.", "Place", "Device"), ("1", "", ""), ("2", "", "")), landscape=False)
    assert number < 100
    assert abs(rest[0] - rest[1]) <= 1


def test_long_answers_get_the_width_and_a_short_one_keeps_its_own() -> None:
    minutes, what, who = shares(
        (("Minutes", "What", "Who"), ("5", "Welcome: what this is about, and who is here today", "Head")),
        landscape=False,
    )
    assert what > 2 * minutes
    assert what > 2 * who


def test_an_address_that_never_ends_does_not_push_the_others_off_the_page() -> None:
    first, second = shares((("Where", "Who"), ("https://" + "a" * 300, "Nina")), landscape=False)
    assert second >= 60
    assert first + second == SHARES


def test_rows_are_high_where_somebody_writes() -> None:
    assert height(("Who?", "")) == HIGHER
    assert height(("Step", "", "____ (____)")) == HIGH
    assert height(("Step", "1 May", "Nina")) == 0
