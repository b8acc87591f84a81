"""A module on paper: everything a learner meets, the answers at the end, and most of the bank unseen."""

import io
import re
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from modules.exchange.workbook import paper_check, workbook_html, workbook_pdf
from modules.load import LANGUAGES, curriculum
from modules.prose import plain
from tests.certificates.test_judges import judged, verapdf

MODULES = [module.id for module in curriculum().modules]


@pytest.fixture(scope="module", params=MODULES)
def page(request: pytest.FixtureRequest) -> tuple[str, BeautifulSoup]:
    return request.param, BeautifulSoup(workbook_html(request.param), "html5lib")


def test_every_lesson_question_scene_and_explanation_is_there(page: tuple[str, BeautifulSoup]) -> None:
    module, text = curriculum().module(page[0]), curriculum().text(page[0])
    words = " ".join(page[1].get_text(" ").split())
    shown = {item.id for item in module.items if item.use != "check"} | set(paper_check(module))
    for name in shown:
        assert plain(text.items[name].stem)[:40] in words
        for option in text.items[name].options.values():
            assert option.why in words
    for node in text.scenario.nodes.values():
        assert all(choice.text in words and choice.then in words for choice in node.choices.values())
    assert all(ending.lesson in words for ending in text.scenario.endings.values())
    assert len(page[1].find_all("figure")) == sum(bool(screen.picture) for screen in module.screens)


def test_the_answers_stand_after_everything_that_is_asked(page: tuple[str, BeautifulSoup]) -> None:
    html = str(page[1])
    key = html.index("Answers and explanations")
    assert 'class="new-page">Answers' in html
    text = curriculum().text(page[0])
    for name in paper_check(curriculum().module(page[0])):
        for option in text.items[name].options.values():
            assert html.find(option.why) > key


def test_headings_never_skip_and_no_name_is_used_twice(page: tuple[str, BeautifulSoup]) -> None:
    levels = [int(one.name[1]) for one in page[1].find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = [one["id"] for one in page[1].find_all(id=True)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("module", MODULES)
def test_the_check_on_paper_asks_about_every_objective_and_leaves_most_of_the_bank_unseen(
    module: str,
) -> None:
    whole = curriculum().module(module)
    chosen = paper_check(whole)
    assert len(chosen) == whole.check.draw
    assert {whole.item(one).objective for one in chosen} == set(whole.objectives)
    assert len(chosen) * 3 <= len(whole.bank)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_speaks_every_language_and_says_where_the_text_does_not(language: str) -> None:
    html = workbook_html("m3-reporting", language)
    assert "{" not in BeautifulSoup(html, "html5lib").get_text()
    assert (curriculum().text("m3-reporting", language).fallback) is (
        '<p class="rule">' in html.split("<h2")[0]
    )


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return workbook_pdf("m3-reporting")


def test_the_pdf_holds_it_all_and_is_dated_with_its_content(pdf: bytes) -> None:
    read = PdfReader(io.BytesIO(pdf))
    assert 10 < len(read.pages) < 30
    assert "Answers and explanations" in "".join(one.extract_text() for one in read.pages)
    assert read.metadata is not None
    assert read.metadata.title == "Workbook: Reporting, response and care"


@verapdf
def test_the_pdf_keeps_archival_and_accessible_rules(pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / "workbook.pdf").write_bytes(pdf)
    assert judged(tmp_path) == []
