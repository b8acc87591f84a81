"""Plain text is stored in one encoding, and is text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.uploads import Refused, examine

from .refusal import refusal

WORDS = "Правілы школы: тэлефоны — у скрыню № 1. Правила школы, щоб усі їх знали."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_every_usual_encoding_becomes_utf_8(encoding):
    accepted = examine(WORDS.encode(encoding), "rules.txt")
    assert accepted.content.decode() == WORDS
    assert bool(accepted.notes) == (encoding in ("utf-16", "cp1251"))


def test_lines_end_in_one_way():
    assert examine(b"one\r\ntwo\rthree\n", "a.txt").content == b"one\ntwo\nthree\n"


@pytest.mark.parametrize(
    "data",
    [
        b"text\x00with a zero",
        b"bell\x07",
        b"\x1b[31mred",
        "é à ü ordinary French ça".encode("latin-1"),
        "Şcoala şi părinţii".encode("cp1250"),
        b"\xff\xfe\x00",
        bytes(range(128, 256)),
        b"caf\x98",
    ],
)
def test_what_is_not_text_or_not_readable_for_sure_is_refused(data):
    assert "plain text in UTF-8" in refusal(data, "a.txt")


def test_a_text_without_words_is_refused():
    assert "no text" in refusal(b" \n\t\n", "a.txt")


@given(st.text(min_size=1))
def test_any_text_comes_out_as_it_was_or_is_refused(words):
    try:
        content = examine(words.encode(errors="replace"), "a.txt").content.decode()
    except Refused:
        return
    assert (
        content.splitlines() == words.encode(errors="replace").decode("utf-8-sig").rstrip("\x1a").splitlines()
    )
