"""Generated documents say what the code says; decisions are numbered; the words of the project stay its own."""

import re

import pytest

from app.documents import DOCS, DOCUMENTS

ROOT = DOCS.parent


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_generated_document_is_current(document: str) -> None:
    assert (DOCS / document).read_text(encoding="utf-8") == DOCUMENTS[document](), "run ./ciss docs"


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = sorted(int(path.name[:4]) for path in (DOCS / "decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
    assert numbers, "there are decisions to read"


def test_links_between_documents_lead_somewhere() -> None:
    for path in [ROOT / "README.md", *DOCS.rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name} links to {target}"


def test_the_first_page_fits_its_budget() -> None:
    import gzip

    css = gzip.compress((ROOT / "app/static/css/ciss.css").read_bytes())
    scripts = sum(len(gzip.compress(p.read_bytes())) for p in (ROOT / "app/static/js").glob("*.js"))
    assert len(css) <= 17_000
    assert scripts <= 8_000
