"""Names of files are shown to people: readable, harmless, and with the right ending."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.uploads.names import LONGEST, display_name, ending


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("Школьные правила.pdf", "Школьные правила.pdf"),
        ("C:\\Users\\Anna\\rules.PDF", "rules.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("rules\u202efdp.exe.pdf", "rulesfdp.exe.pdf"),
        ("a\x00b\nc.pdf", "ab c.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("lpt1.backup.pdf", "_lpt1.backup.pdf"),
        ("console.pdf", "console.pdf"),
        (".pdf", "pdf.pdf"),
        ("", "file.pdf"),
        ("   ...   ", "file.pdf"),
        ('a<b>"c|d?*.pdf', "a_b__c_d__.pdf"),
        ("й".encode().decode() + ".pdf", "й.pdf"),
        ("и\u0306.pdf", "й.pdf"),
        ("rules 🙂.pdf", "rules 🙂.pdf"),
    ],
)
def test_names_are_tidied(given_name, shown):
    assert display_name(given_name, ".pdf") == shown


def test_a_long_name_is_shortened_and_keeps_its_ending():
    shown = display_name("ж" * 300 + ".pdf", ".pdf")
    assert len(shown) == LONGEST
    assert shown.endswith("ж.pdf")


@given(st.text(max_size=400))
def test_any_name_becomes_a_harmless_one(name):
    shown = display_name(name, ".pdf")
    assert 4 < len(shown) <= LONGEST
    assert shown.endswith(".pdf")
    assert shown == unicodedata.normalize("NFC", shown)
    assert not set(shown) & set('/\\<>:"|?*\r\n\t\x00')
    assert not any(unicodedata.category(char) in ("Cc", "Cf") for char in shown)
    assert display_name(shown, ".pdf") == shown


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a.PDF", ".pdf"),
        ("a.tar.gz", ".gz"),
        ("a", ""),
        ("a.", ""),
        ("dir.x/a", ""),
        ("a.pdf ", ".pdf"),
        ("a.pdf\u200f", ".pdf"),
    ],
)
def test_the_ending_is_what_people_see_last(name, found):
    assert ending(name) == found
