"""Working papers: same words, same bytes; nothing from outside; strange characters are told, not lost."""

from datetime import date
from pathlib import Path

import pytest

from certificates.errors import RenderError
from certificates.paper import paper_pdf
from tests.certificates.tools import text_of

DAY = date(2026, 11, 21)
BODY = '<p class="school">Гімназія № 3, Ўздзенск</p><h1>Record of a drill</h1><p>Read and kept 😀.</p>'


def test_the_same_words_and_day_give_the_same_bytes() -> None:
    first, second = (paper_pdf(BODY, title="Drill", language="be", dated=DAY) for _ in range(2))
    assert first == second


def test_a_paper_says_every_word_and_names_a_character_that_cannot_be_drawn(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(paper_pdf(BODY, title="Drill", language="be", dated=DAY, landscape=True))
    text = text_of(path)
    assert "Гімназія № 3, Ўздзенск" in text
    assert "Read and kept [U+1F600]." in text


def test_a_picture_from_elsewhere_is_refused() -> None:
    with pytest.raises(RenderError):
        paper_pdf(
            '<h1>X</h1><img alt="x" src="http://127.0.0.1:9/x.png">', title="X", language="en", dated=DAY
        )
