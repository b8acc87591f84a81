"""Markdown becomes safe HTML, plain words and a count."""

import pytest

from modules.load import LANGUAGES, load_template, load_templates
from modules.prose import before_heading, html, inline, plain, raw_html, words


def test_raw_html_comes_out_inert() -> None:
    assert html("<script>alert(1)</script>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"
    assert "<img" not in html('<img src="x" onerror="alert(1)">')


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_a_dangerous_link_is_no_link(address: str) -> None:
    assert "<a" not in html(f"[read]({address})")


def test_an_address_in_the_text_is_not_turned_into_a_link() -> None:
    assert "<a" not in html("see www.example.org or https://example.org")


def test_tables_and_emphasis_work() -> None:
    assert "<table>" in html("| a | b |\n|---|---|\n| 1 | 2 |")
    assert inline("a **b**") == "a <strong>b</strong>"


def test_each_cell_of_a_table_says_its_column_for_narrow_screens() -> None:
    shown = html("| **Weak** | Good “now” |\n|---|---|\n| 1 | 2 |\n| 3 |")
    assert '<td data-label="Weak">1</td>\n<td data-label="Good “now”">2</td>' in shown
    assert '<td data-label="Weak">3</td>\n<td data-label="Good “now”"></td>' in shown
    assert plain("| Weak |\n|---|\n| 1 |") == "Weak 1"


def test_plain_text_has_no_marks_and_no_entities() -> None:
    assert plain("**Q&A**: “who?”\n\n- one\n- two") == "Q&A : “who?” one two"


@pytest.mark.parametrize(
    ("markdown", "count"),
    [
        ("one two", 2),
        ("**follow-up** is the school’s", 4),
        ("[a link](https://example.org/x)", 2),
        ("", 0),
        ("– …", 0),
    ],
)
def test_words_are_counted_as_a_reader_meets_them(markdown: str, count: int) -> None:
    assert words(markdown) == count


def test_raw_html_is_recognised_and_a_smaller_sign_is_not() -> None:
    assert raw_html("a <b>c</b>")
    assert raw_html("<div>\nx\n</div>")
    assert not raw_html("3 < 4 and 5 > 4")


def test_the_text_before_the_first_heading() -> None:
    assert before_heading("a\n\n## b\n\nc") == "a\n\n"
    assert before_heading("no heading, C# inside") == "no heading, C# inside"


def test_two_lines_to_write_on_are_not_taken_for_bold_type() -> None:
    asked = "Coordinator ____ (____) with **head** ____ (____)"
    assert inline(asked) == "Coordinator ____ (____) with <strong>head</strong> ____ (____)"
    assert html("Signed\n\n____\n\n____") == "<p>Signed</p>\n<p>____</p>\n<p>____</p>\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_to_write_on_is_shown_wherever_a_tool_is_read(language: str) -> None:
    for ref in load_templates():
        for section in load_template(ref.id, language).sections:
            assert html(section.words).count("_") == section.words.count("_")
            for cell in (one for row in section.table for one in row):
                assert inline(cell).count("_") == cell.count("_"), cell
