"""What a package holds: everything it needs, nothing from elsewhere, the same bytes each time."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import etree

from modules.exchange import package
from modules.exchange.package import offline_name, offline_package, scorm_name, scorm_package
from modules.exchange.package.page import PLAYER, index_html, program, readme
from modules.exchange.package.words import words
from modules.load import LANGUAGES, curriculum
from tests.modules.exchange.package.unpacked import JUDGES, module_of, page, unpacked

MODULES = [module.id for module in curriculum().modules]
MOST_KB = 300
GAP = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("module", MODULES)
@pytest.mark.parametrize("make", [scorm_package, offline_package])
def test_every_module_fits_through_a_thin_line_in_every_language(
    module: str, make: Callable[[str, str], bytes]
) -> None:
    for language in LANGUAGES:
        assert len(make(module, language)) <= MOST_KB * 1024


@pytest.mark.parametrize("module", MODULES)
def test_nothing_is_fetched_from_elsewhere(module: str) -> None:
    for body in (scorm_package(module), offline_package(module, "ru")):
        for name, text in unpacked(body).items():
            if name.endswith(".html"):
                addresses = re.findall(r"""\b(?:src|href|action)=["']([^"']*)""", text)
                foreign = [
                    one for one in addresses if not one.startswith(("#", "data:image/svg+xml", "tools/"))
                ]
                assert foreign == [], name
                assert not re.search(r"url\(|@import|\bfetch\(|XMLHttpRequest|\bimport\b\s*[({*]", text), name


def test_a_lesson_shows_its_pictures_from_inside_the_page() -> None:
    shown = page(offline_package("m3-reporting")).select("img")
    drawn = [one for one in curriculum().module("m3-reporting").screens if one.picture]
    assert len(shown) == len(drawn)
    assert all(one["src"].startswith("data:image/svg+xml") and one["alt"].strip() for one in shown)


def test_the_same_module_and_language_give_the_same_bytes() -> None:
    before = scorm_package("m3-reporting", "uk"), offline_package("m3-reporting", "uk")
    package._scorm.cache_clear()
    package._offline.cache_clear()
    assert (scorm_package("m3-reporting", "uk"), offline_package("m3-reporting", "uk")) == before
    assert scorm_package("m3-reporting", "be") != before[0]


def test_a_file_says_by_its_name_what_it_is() -> None:
    assert scorm_name("m3-reporting", "uk") == "ciss-m3-reporting-uk-scorm12.zip"
    assert offline_name("m3-reporting", "uk") == "ciss-m3-reporting-uk.zip"
    assert offline_name("m3-reporting", "xx") == "ciss-m3-reporting-en.zip"


def test_an_unknown_module_has_no_package() -> None:
    with pytest.raises(KeyError):
        scorm_package("m9-nothing")


@pytest.mark.parametrize("module", MODULES)
def test_every_tool_of_the_module_is_there_to_print(module: str) -> None:
    files = unpacked(offline_package(module))
    wanted = {one.template for one in curriculum().module(module).criteria if one.template}
    assert wanted <= {Path(name).stem for name in files if name.startswith("tools/")}
    links = {one["href"] for one in page(offline_package(module)).select("a[href^='tools/']")}
    assert links == {name for name in files if name.startswith("tools/")}
    assert not any(re.search(r"____\{", text) for text in files.values())


@pytest.mark.parametrize("module", MODULES)
def test_the_player_has_every_screen_and_every_item_with_its_explanations(module: str) -> None:
    structure, shown = curriculum().module(module), module_of(scorm_package(module))
    assert [one["id"] for one in shown["screens"]] == [one.id for one in structure.screens]
    assert [one["id"] for one in shown["items"]] == [one.id for one in structure.items]
    for item, found in zip(structure.items, shown["items"], strict=True):
        assert found["answer"] == (item.answer if isinstance(item.answer, dict) else list(item.answer))
        assert all(option["text"] and option["why"] for option in found["options"])


def test_the_words_of_a_module_cannot_end_the_script_they_stand_in() -> None:
    body = unpacked(scorm_package("m3-reporting"))["index.html"]
    inside = body.split('<script type="application/json" id="module">')[1].split("</script>")[0]
    assert "<" not in inside
    assert "</script" not in program()


def test_a_module_not_translated_yet_says_so_in_the_readers_language() -> None:
    for language in LANGUAGES:
        text = curriculum().text("m5-education", language)
        note = words(language)["fallback"]
        shown = [
            one.text for one in page(offline_package("m5-education", language)).select("main > p.notice")
        ]
        assert (note in shown) == text.fallback
        assert (note in unpacked(offline_package("m5-education", language))["README.txt"]) == text.fallback


def test_a_translation_that_is_old_or_unread_says_so() -> None:
    module, text = curriculum().module("m5-education"), curriculum().text("m5-education", "en")
    own = text.model_copy(update={"language": "ro", "asked": "ro"})
    old, unread = own.model_copy(update={"stale": ("text.yaml",)}), own.model_copy(update={"draft": True})
    assert words("ro")["stale"] in readme(module, old, scorm=False)
    assert words("ro")["draft"] in index_html(module, unread, scorm=True).split("<section")[0]
    assert words("ro")["draft"] not in index_html(module, own, scorm=True).split("<section")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_readme_says_plainly_that_the_check_counts_on_the_platform_alone(language: str) -> None:
    text = unpacked(offline_package("m3-reporting", language))["README.txt"]
    assert words(language)["offline_note"] in text
    assert "index.html" in text
    assert "\r\n" in text


def test_every_language_fills_the_same_gaps() -> None:
    english = words("en")
    for language in LANGUAGES:
        for key, said in words(language).items():
            assert said.strip(), (language, key)
            assert set(GAP.findall(said)) == set(GAP.findall(english[key])), (language, key)


def test_no_sentence_of_the_player_is_missing_or_left_over() -> None:
    made = program()
    templates = "".join(path.read_text("utf-8") for path in PLAYER.glob("*.html"))
    python = "".join(path.read_text("utf-8") for path in PLAYER.parent.glob("*.py"))
    named = set(re.findall(r"words\.(\w+)", templates)) | set(re.findall(r'said\["(\w+)"\]', python))
    named |= {"fallback", "stale", "draft"}
    composed = ("todo_", "sure_", "doubt_", "plan_", "ending_")
    composed_ends = ("_note", "_done")
    for key in words("en"):
        spoken = f"'{key}'" in made or key in named
        assert spoken or key.startswith(composed) or key.endswith(composed_ends), f"nobody says {key}"
    for key in named:
        assert key in words("en"), key


def test_the_manifest_names_every_file_and_sets_no_mark_of_its_own() -> None:
    files = unpacked(scorm_package("m3-reporting", "ro"))
    root = ElementTree.fromstring(files["imsmanifest.xml"])
    space = {"cp": "http://www.imsproject.org/xsd/imscp_rootv1p1p2"}
    named = {one.attrib["href"] for one in root.findall(".//cp:file", space)}
    assert named == set(files) - {"imsmanifest.xml"}
    assert [one.text for one in root.findall("cp:metadata/*", space)] == ["ADL SCORM", "1.2"]
    assert [one.attrib["href"] for one in root.findall(".//cp:resource", space)] == ["index.html"]
    assert "masteryscore" not in files["imsmanifest.xml"]


@pytest.mark.parametrize("module", MODULES)
def test_the_manifest_is_valid_by_the_schemas_of_scorm(module: str) -> None:
    schema = JUDGES / "scorm12/adlcp_rootv1p2.xsd"
    if not schema.exists():
        pytest.skip(
            "WITHOUT A JUDGE: the schemas of SCORM 1.2 (tests/certificates/judges/setup.sh brings them)"
        )
    # The package's root element is of the packaging schema; ADL's own imports it.
    rules = etree.XMLSchema(etree.parse(str(schema)))
    for language in LANGUAGES:
        body = unpacked(scorm_package(module, language))["imsmanifest.xml"]
        rules.assertValid(etree.fromstring(body.encode()))


def test_the_program_runs_in_old_browsers() -> None:
    """ECMAScript 5 throughout, by somebody else's parser."""
    parser, node = JUDGES / "acorn/bin/acorn", shutil.which("node")
    if not parser.exists() or node is None:
        pytest.skip("WITHOUT A JUDGE: acorn (tests/certificates/judges/setup.sh brings it)")
    done = subprocess.run(
        [node, str(parser), "--ecma5", "--silent"],
        input=program(),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
