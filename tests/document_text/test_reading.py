"""Words come out of documents; what is damaged, locked, too large or only a picture is said in a clear sentence."""

import io
import zipfile
import zlib
from datetime import date

import pikepdf
import pytest
from docx import Document

from app.document_text import LIMITS, MOST_BYTES, pdf, text_of
from app.uploads import Refused
from certificates.paper import paper_pdf


def word(*paragraphs: str, table: tuple[str, ...] = ()) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        cells = document.add_table(rows=1, cols=len(table)).rows[0].cells
        for cell, text in zip(cells, table, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(Refused) as told:
        text_of(data, name)
    message = told.value.message
    return message.text % message.params if message.params else message.text


def rebuilt(data: bytes, part: str, content: bytes) -> bytes:
    """The office file with one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return out.getvalue()


def pages(count: int, *, encryption: pikepdf.Encryption | bool = False) -> bytes:
    """A PDF of empty pages."""
    document, out = pikepdf.new(), io.BytesIO()
    for _ in range(count):
        document.add_blank_page()
    document.save(out, encryption=encryption)
    document.close()
    return out.getvalue()


@pytest.fixture(scope="module")
def paper() -> bytes:
    return paper_pdf(
        "<h1>Правила</h1><p>Пароли меняют.</p>", title="a", language="ru", dated=date(2025, 9, 1)
    )


def test_paragraphs_and_tables_of_a_word_file_stand_on_lines_of_their_own() -> None:
    found = text_of(word("First.", "Second.", table=("Owner", "____")), "a.docx")
    assert found.split() == ["First.", "Second.", "Owner", "____"]
    assert "First.\nSecond." in found


def test_a_pdf_gives_its_words(paper: bytes) -> None:
    assert text_of(paper, "policy.pdf").split()[:3] == ["Правила", "Пароли", "меняют."]


def test_plain_text_of_old_editors_is_understood() -> None:
    assert text_of("Правила школы в сети".encode("cp1251"), "a.txt") == "Правила школы в сети"


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.docx", "This file is empty."),
        (b"x" * (MOST_BYTES + 1), "a.txt", "This file is larger than 10 MB."),
        (word("a")[:-200], "a.docx", "This file is damaged"),
        (word("a"), "a.pdf", "does not end in .docx"),
        (word(" ", "12"), "a.docx", "There is no text in this file."),
        (word("слово " * 20_000), "a.docx", "more than 100,000 characters"),
        (pages(2), "a.pdf", "The pages of this PDF are pictures (a scan)"),
        (pages(201), "a.pdf", "more than 200 pages"),
        (pages(1, encryption=pikepdf.Encryption(user="x", owner="y")), "a.pdf", "protected with a password"),
        (b"%PDF-1.7 nothing", "a.pdf", "This PDF is damaged"),
        (b"\xff\xd8\xff\xe0" + b"0" * 50, "a.jpg", "We read text from DOCX, ODT, PDF and TXT."),
        (b"\x00\x01\x02 settings", "a.toml", "We read text from DOCX, ODT, PDF and TXT."),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, name: str, words: str) -> None:
    assert words in refusal(data, name)


def test_a_pdf_that_only_asks_for_a_password_to_change_it_is_read() -> None:
    assert "pictures (a scan)" in refusal(
        pages(1, encryption=pikepdf.Encryption(user="", owner="y")), "a.pdf"
    )


@pytest.mark.parametrize(
    "content",
    [
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cccc">]><a>&b;</a>',
        b"<w:document",
        b"\xff" * 100,
    ],
    ids=["entities", "cut short", "no XML"],
)
def test_hostile_markup_is_refused(content: bytes) -> None:
    assert "damaged" in refusal(rebuilt(word("a"), "word/document.xml", content), "a.docx")


def test_an_office_file_that_unfolds_is_refused_before_it_fills_the_memory() -> None:
    bomb = rebuilt(word("a"), "word/document.xml", b"<a>" + b" " * 17 * 1024 * 1024 + b"</a>")
    assert len(bomb) < 100_000
    assert "far too large" in refusal(bomb, "a.docx")


def test_a_pdf_that_unfolds_is_refused() -> None:
    stream = zlib.compress(b"\0" * 60_000_000)
    bomb = b"%PDF-1.7\n1 0 obj<</Filter/FlateDecode>>stream\n" + stream + b"\nendstream\n%%EOF"
    assert "takes too long" in refusal(bomb, "a.pdf")


def test_a_pdf_whose_reader_takes_too_long_is_given_up(paper: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "SECONDS", 0.05)  # shorter than a program takes to begin
    assert "takes too long" in refusal(paper, "a.pdf")


def test_no_more_is_read_than_is_asked_for(paper: bytes) -> None:
    assert pdf.text(paper, LIMITS, 5) == "Прави"
