"""The guide for authors: its worked examples are sound items, taken through the very rules of the checker."""

import re
from pathlib import Path

from ruamel.yaml import YAML

from modules import check_structure, check_text
from modules.load import ROOT, load_module, load_text
from modules.model import Item
from modules.problem import Subject
from modules.text import ItemText

GUIDE = (Path(__file__).parents[2] / "docs" / "content.md").read_text("utf-8")
BLOCK = re.compile(r"```yaml\n# (\S+)\n(.*?)```", re.DOTALL)


def examples() -> tuple[list[Item], dict[str, ItemText]]:
    yaml = YAML(typ="safe", pure=True)
    blocks = {name: yaml.load(text) for name, text in BLOCK.findall(GUIDE)}
    items = [Item.model_validate(one) for one in blocks["module.yaml"]]
    return items, {name: ItemText.model_validate(one) for name, one in blocks["en/text.yaml"].items()}


def test_there_is_an_example_of_every_type_with_its_words() -> None:
    items, texts = examples()
    assert {one.type for one in items} == {"single", "scenario", "multiple", "order", "match", "classify"}
    assert [one.id for one in items] == list(texts)


def test_a_module_with_the_examples_in_it_has_nothing_to_mend() -> None:
    items, texts = examples()
    module, text = load_module("m3-reporting"), load_text("m3-reporting")
    tries = tuple(one.id for one in items if one.use == "try")
    screens = tuple(
        one.model_copy(update={"items": one.items + tries}) if one.id == "try-b" else one
        for one in module.screens
    )
    more = module.model_copy(update={"items": (*module.items, *items), "screens": screens})
    told = text.model_copy(update={"items": {**text.items, **texts}})
    subject = Subject(ROOT, more, told, "1.0")
    assert [str(one) for check in check_structure.CHECKS for one in check(subject)] == []
    assert [str(one) for check in check_text.CHECKS for one in check(subject)] == []


def test_every_file_that_the_guide_names_is_there() -> None:
    home = ROOT.parent
    named = set(re.findall(r"`(tests/[\w/.]+|modules/[\w/.-]+\.\w+|[\w]+\.html)`", GUIDE))
    pages = {path.name for path in (home / "app" / "templates").rglob("*.html")}
    assert [one for one in sorted(named) if not (home / one).exists() and one not in pages] == []
