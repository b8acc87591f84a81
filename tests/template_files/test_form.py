"""A tool as a form: labels that can be read aloud, alone, and places that stay when a tool changes."""

import pytest

from app.template_files import answers
from app.template_files.form import Part, homeless, part, parts
from app.template_files.labels import of_tick
from modules.load import load_template, load_templates
from modules.model import Template, TemplateSection

TOOLS = [ref.id for ref in load_templates()]


def section(
    text: str = "", rows: tuple[tuple[str, ...], ...] = (), *, by_hand: bool = False
) -> TemplateSection:
    return TemplateSection(id="part", heading="Part", text=text, rows=rows, by_hand=by_hand)


def labels(made: Part) -> list[str]:
    return [field.key for field in made.fields]


@pytest.mark.parametrize("template_id", TOOLS)
def test_every_field_has_a_label_of_its_own_that_says_something(template_id: str) -> None:
    for made in parts(load_template(template_id), {}):
        keys = labels(made)
        assert len(set(keys)) == len(keys)
        assert all(any(char.isalpha() for char in key) for key in keys), keys
        assert all(len(key) < 250 for key in keys)


def test_a_blank_is_called_by_the_words_around_it() -> None:
    made = part(section("We meet. Staff write on ____, between ____ and ____. Then we rest."), {})
    assert labels(made) == [
        "Staff write on …, between",
        "Staff write on …, between … and",
        "Staff write on …, between … and …",
    ]


def test_a_cell_is_called_by_its_column_and_its_row() -> None:
    made = part(section(rows=(("Risk", "Who"), ("", ""), ("Bets", "____ (____)"))), {})
    assert labels(made) == ["Risk · 1", "Who · 1", "Who · Bets, 1", "Who · Bets, 2"]


def test_a_box_is_called_by_the_words_it_belongs_to() -> None:
    assert of_tick("Yes ☐ · no ☐ because", 4) == "Yes"
    assert of_tick("☐ the rules ☐ the poster", 0) == "the rules"
    assert of_tick("☐ the rules ☐ the poster", 12) == "the poster"


def test_a_line_for_a_hand_is_not_offered() -> None:
    made = part(section("Name ____{hand} · read by ____", (("A", "B"), ("x", "")), by_hand=True), {})
    assert labels(made) == ["read by …"]


def test_words_find_their_place_again_when_a_tool_gets_another_blank_before_them() -> None:
    old, new = section("Kept at ____."), section("Called ____. Kept at ____.")
    kept = answers.taken(old, {}, {"Kept at …": "the safe"})
    assert {field.key: field.value for field in part(new, kept).fields} == {
        "Called …": "",
        "Kept at …": "the safe",
    }
    assert part(new, kept).before == ()


def test_words_without_a_place_are_shown_as_typed_before() -> None:
    kept = answers.taken(section("Kept at ____."), {}, {"Kept at …": "the safe"})
    assert part(section("Nothing to fill in."), kept).before == (("Kept at …", "the safe"),)
    other = Template(id="x", title="X", purpose="", sections=(section().model_copy(update={"id": "other"}),))
    assert homeless(other, kept) == (("Kept at …", "the safe"),)


def test_own_words_begin_as_the_ready_ones_with_what_was_filled_in() -> None:
    ready = section("- **Kept** at ____ ☐ by ____{head} ____{hand}", (("A", "B"), ("one ____", "")))
    at, tick, by, cell = (field.key for field in part(ready, {}).fields if field.key != "A · one ____, 1")
    kept = answers.taken(ready, {}, {at: "the safe", tick: "x", by: "Nina", cell: "b"})
    own = part(ready, answers.own_words(ready, kept))
    assert own.text is not None
    assert own.text.value == "- **Kept** at the safe ☑ by Nina ____"
    assert own.open == 2  # the line for a hand, and the one in the table


def test_a_row_whose_words_were_all_taken_out_is_not_printed() -> None:
    ready = section(rows=(("Role", "Name"), ("Psychologist", "____"), ("Head", "____")))
    own = answers.own_words(ready, {})
    sent = {field.key: "" for field in part(ready, own).fields if "Psychologist" in field.key}
    sent |= {field.key: field.value for field in part(ready, own).fields if "Head" in field.key}
    rows = part(ready, answers.taken(ready, own, sent)).rows
    assert [row.emptied for row in rows] == [True, False]


def test_names_the_platform_knows_are_put_in_once() -> None:
    template = load_template("commitment-statement")
    kept = answers.prefilled(template, {"head": "Nina Orlova", "coordinator": "", "locality": "Berezki"})
    values = [value for one in kept["parts"].values() for value in one["values"].values()]
    assert sorted(values) == ["Berezki", "Nina Orlova"]


def test_a_name_alone_on_its_line_can_be_taken_out_again() -> None:
    kept = {
        "parts": {
            "part": {"values": {"Head …": "Nina Orlova", "own-words": "Nina Orlova signs"}, "own": True}
        }
    }
    cleared = answers.without(kept, "Nina Orlova")
    assert cleared["parts"]["part"] == {
        "values": {"Head …": "", "own-words": "Nina Orlova signs"},
        "own": True,
    }
