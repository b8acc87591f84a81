"""What loads, in which language, how fast; and what the finished curriculum promises."""

import shutil
import time
from itertools import pairwise
from pathlib import Path

import pytest

from modules import load
from modules.load import LANGUAGES, curriculum, load_module, load_scheme, load_template, load_text
from modules.published import PROMISES
from modules.source import ContentError, read
from modules.views import item_view, screen_view


def test_the_scheme_has_the_36_criteria_in_order_with_their_gates() -> None:
    scheme = load_scheme()
    assert [one.id for one in scheme.criteria] == list(PROMISES)
    assert len(scheme.criteria) == 36
    assert {one.id for one in scheme.criteria if one.gate == "critical"} == {"3.1", "3.2", "3.3", "3.4"}
    assert sum(one.gate == "gate" for one in scheme.criteria) == 10
    assert [one.id for one in scheme.criteria if one.automatic] == ["1.3"]


def test_no_gate_may_be_said_not_to_apply() -> None:
    free = [one for one in load_scheme().criteria if one.not_applicable]
    assert [one.id for one in free] == ["4.2", "4.5"]
    assert all(one.gate == "none" for one in free)


def test_the_tiers_rise_in_every_threshold() -> None:
    tiers = load_scheme().tiers
    assert [tier.id for tier in tiers] == ["bronze", "silver", "gold"]
    for lower, higher in pairwise(tiers):
        for name in ("modules_all", "modules_some", "gates", "critical", "every_criterion", "months"):
            assert getattr(lower, name) <= getattr(higher, name), name
    assert [tier.months for tier in tiers] == [18, 24, 36]
    assert [tier.renewable for tier in tiers] == [False, True, True]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_gives_words_and_says_when_they_are_english(language: str) -> None:
    for module in curriculum().modules:
        text = curriculum().text(module.id, language)
        assert text.asked == language
        assert text.title
        assert text.fallback == (text.language != language)


def test_an_unknown_language_gets_english() -> None:
    assert curriculum().text("m3-reporting", "xx").language == "en"


def test_a_translation_is_used_where_it_exists_and_only_there(content: Path) -> None:
    shutil.copytree(content / "m3-reporting/en", content / "m3-reporting/uk")
    path = content / "m3-reporting/uk/text.yaml"
    words = path.read_text(encoding="utf-8").replace(
        "title: Reporting, response and care", "title: Повідомлення", 1
    )
    path.write_text(words, encoding="utf-8")
    assert load_text("m3-reporting", "uk", content).title == "Повідомлення"
    assert not load_text("m3-reporting", "uk", content).fallback
    assert load_text("m3-reporting", "ru", content).fallback


def test_a_half_written_module_loads_as_far_as_it_goes(content: Path) -> None:
    shutil.rmtree(content / "m3-reporting/en")
    (content / "m3-reporting/scenario.yaml").unlink()
    book = curriculum(content)
    assert book.module("m3-reporting").scenario is None
    assert book.text("m3-reporting").title == ""


def test_a_broken_module_stops_the_start_with_file_and_line(content: Path) -> None:
    path = content / "m3-reporting/module.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("number: 3", "number: three"), encoding="utf-8")
    with pytest.raises(ContentError, match=r"module\.yaml:3: number: "):
        curriculum(content)


def test_yaml_is_1_2_so_no_stays_a_word(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text("answer: no\ncountry: on\n", encoding="utf-8")
    assert read(path) == {"answer": "no", "country": "on"}


def test_a_changed_file_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    path = tmp_path / "words.yaml"
    path.write_text("a: 1\n", encoding="utf-8")
    assert read(path) == read(path) == {"a": 1}
    assert (tmp_path / "__pycache__" / "words.yaml.json").exists()
    path.write_text("a: 2\n", encoding="utf-8")
    assert read(path) == {"a": 2}
    (tmp_path / "__pycache__" / "words.yaml.json").write_text("{broken", encoding="utf-8")
    assert read(path) == {"a": 2}


def test_the_curriculum_loads_in_less_than_a_second(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second start, as a school’s server has it: five modules, parsed once before."""
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    root = content / "all"
    shutil.copytree(load.ROOT, root, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    curriculum(root)
    load_module.cache_clear()
    load._text.cache_clear()
    curriculum.cache_clear()
    begin = time.process_time()
    assert len(curriculum(root).modules) == 5
    assert time.process_time() - begin < 1


def test_a_page_gets_an_item_with_its_words_and_right_places() -> None:
    module, text = load_module("m3-reporting"), load_text("m3-reporting")
    order = item_view(module, text, "m3-t3")
    assert [option.id for option in sorted(order.options, key=lambda one: one.place)] == list("caebd")
    assert not any(option.right for option in order.options)
    match = item_view(module, text, "m3-t4")
    assert {option.id: option.target for option in match.options} == module.item("m3-t4").answer
    assert ("x", "Police") in match.targets
    single = item_view(module, text, "m3-c01")
    assert [option.id for option in single.options if option.right] == ["a"]


def test_a_page_gets_a_screen_with_its_lesson_and_its_place() -> None:
    module, text = load_module("m3-reporting"), load_text("m3-reporting")
    screen = screen_view(module, text, "learn-b")
    assert (screen.place, screen.count) == (6, 12)
    assert screen.lesson.startswith("**Listen.**")
    with pytest.raises(KeyError):
        screen_view(module, text, "learn-z")


def test_a_criterion_is_found_by_its_id_with_five_levels() -> None:
    view = curriculum().criterion("3.1", "ro")
    assert view.module == "m3-reporting"
    assert view.gate == "critical"
    assert len(view.text.levels) == 5
    with pytest.raises(KeyError):
        curriculum().criterion("9.9")


def test_module_three_uses_every_type_of_item() -> None:
    types = {item.type for item in load_module("m3-reporting").items}
    assert types == {"single", "multiple", "order", "match", "classify", "scenario"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tool_loads_and_leaves_room_to_write(language: str) -> None:
    for ref in load.load_templates():
        tool = load_template(ref.id, language)
        assert tool.asked == language
        assert tool.fallback == (tool.language != language)
        whole = " ".join(section.text for section in tool.sections)
        empty = any(cell == "" for section in tool.sections for row in section.rows for cell in row)
        assert "____" in whole or "☐" in whole or empty, ref.id
    with pytest.raises(KeyError):
        load_template("no-such-tool")
