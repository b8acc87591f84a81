"""A list of colleagues: every row gets its verdict, pupils and parents are never taken in."""

import pytest

from app.domain.errors import Invalid
from app.domain.people_sheet import MOST_ROWS, SENTENCES, Present, Row, again, judge
from app.domain.roles import Position

PRESENT = Present(
    members={"anna@school.test"},
    invited={"boris@school.test"},
    closed={"closed@school.test"},
    languages={"en", "ru"},
    language="ru",
)


def normal(text: str) -> str:
    return text.strip().casefold() if "@" in text else ""


def read(text: str) -> list[Row]:
    return judge(text.encode(), PRESENT, normal)


EVERY = """\
name,email,role,language
Vera,vera@school.test,staff,en
Olga,Olga@School.test,Coordinator,xx
Anna,anna@school.test,staff,
Boris,boris@school.test,,

,nobody@school.test,staff,
Ivan,ivan at school,staff,
Vera again,VERA@school.test,staff,
Misha,misha@school.test,student,
Mother,mother@school.test,Parent,
Director,director@school.test,principal,
Cook,cook@school.test,chef,
Old,closed@school.test,staff,
Short,short@school.test
"""


def test_every_row_has_its_line_and_its_verdict() -> None:
    found = read(EVERY)
    assert [(one.line, one.verdict) for one in found] == [
        (2, ""),
        (3, ""),
        (4, "member"),
        (5, "invited"),
        (7, "no-name"),
        (8, "email"),
        (9, "duplicate"),
        (10, "not-staff"),
        (11, "not-staff"),
        (12, "head"),
        (13, "role"),
        (14, "closed"),
        (15, "cells"),
    ]
    assert {one.verdict for one in found if one.verdict} >= SENTENCES.keys() - {"long-name"}
    assert all("%(" not in str(one.message) for one in found)
    assert str(found[6].message) == "The same address as in line 2."
    assert str(found[10].message) == "“chef” is not a role we know: write staff or coordinator."


def test_a_good_row_has_a_position_and_a_language() -> None:
    vera, olga = read(EVERY)[:2]
    assert (vera.position, vera.language) == (Position.STAFF, "en")
    assert (olga.position, olga.language, olga.email) == (Position.COORDINATOR, "ru", "olga@school.test")


@pytest.mark.parametrize(
    "text",
    [
        "sourcedId;status;givenName;familyName;email;role\n1;active;Vera;Ivanova;vera@school.test;teacher\n",
        "\ufeffИмя\tПочта\nVera Ivanova\tvera@school.test\n",
        "Full name,E-mail\r\nVera  Ivanova,vera@school.test\r\n",
    ],
)
def test_oneroster_and_common_words_name_the_columns(text: str) -> None:
    (one,) = read(text)
    assert (one.name, one.email, one.good) == ("Vera Ivanova", "vera@school.test", True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name,phone\nVera,1\n", "name the columns"),
        ("name,email\n", "No person"),
        ("name,email\n" + "a,b@c.test\n" * (MOST_ROWS + 1), "more than 200"),
        ("name,email\n" + "a" * 300_000, "too large"),
        ("", "empty"),
    ],
)
def test_what_is_no_such_list_is_refused_with_a_reason(text: str, words: str) -> None:
    with pytest.raises(Invalid) as refused:
        read(text)
    assert words in str(refused.value)
    assert refused.value.field == "file"


def test_who_came_in_meanwhile_is_not_invited_again() -> None:
    rows = read("name,email\nVera,vera@school.test\nOlga,olga@school.test\n")
    later = again(rows, Present(members={"vera@school.test"}))
    assert [one.verdict for one in later] == ["member", ""]


def saved(text: str, letters: str) -> str:
    """The first name of a list as an office program saves it."""
    return judge(f"name;email\r\n{text};new@school.test\r\n".encode(letters), PRESENT, normal)[0].name


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ганна Аўдзеева", "cp1251"),
        ("Їжакевич Ґалаґан (IT)", "cp1251"),
        ("Иван O’Brien", "cp1251"),
        ("Ștefan Țurcanu-Müller", "utf-16"),
    ],
)
def test_a_list_saved_on_windows_keeps_its_letters(name: str, letters: str) -> None:
    assert saved(name, letters) == name


def test_romanian_letters_saved_on_windows_are_not_read_as_cyrillic() -> None:
    assert saved("Ştefan Ţurcanu", "cp1250") == "Ștefan Țurcanu"
    assert saved("Mihăiţă Ciobanu-Pîrlea", "cp1250") == "Mihăiță Ciobanu-Pîrlea"
