"""The certificate says every fact, in each language, and never more than is true."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from certificates import render
from certificates.facts import LANGUAGES, TIERS
from certificates.texts import words
from tests.certificates.conftest import make_facts

TEXTS = Path(render.__file__).parent / "texts"
DATES = {
    "en": ("21 November 2026", "12 October 2026", "20 November 2029"),
    "ru": ("21 ноября 2026 г.", "12 октября 2026 г.", "20 ноября 2029 г."),
    "uk": ("21 листопада 2026 р.", "12 жовтня 2026 р.", "20 листопада 2029 р."),
    "be": ("21 лістапада 2026 г.", "12 кастрычніка 2026 г.", "20 лістапада 2029 г."),
    "ro": ("21 noiembrie 2026", "12 octombrie 2026", "20 noiembrie 2029"),
}


def shown(markup: str) -> str:
    body = BeautifulSoup(markup, "html.parser").body
    assert body is not None
    return " ".join(body.get_text(" ").replace("\u00a0", " ").split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tier", TIERS)
def test_every_fact_is_on_the_certificate(tier: str, language: str) -> None:
    text = shown(render.html(make_facts(tier=tier, language=language, second_language="")))
    w = words(language)
    expected = [
        "Gymnasium No. 12",
        "Polatsk",
        "CISS Belarus",
        "CISS International",
        "CISS-7K2M-9QXA-44TV",
        "ciss.example/verify/",
        w["tiers"][tier]["name"],
        w["tiers"][tier]["meaning"],
        w["disclaimer"],
        w["standard_value"].format(version="1.0"),
        *DATES[language],
        *w["modules"],
        w["levels"][3],
        w["levels"][4],
    ]
    assert [fact for fact in expected if fact not in text] == []


@pytest.mark.parametrize("second", LANGUAGES)
def test_the_second_language_says_tier_dates_and_limits(second: str) -> None:
    first = "ro" if second != "ro" else "en"
    markup = render.html(make_facts(language=first, second_language=second))
    text = shown(markup)
    w = words(second)
    assert w["disclaimer"] in text
    assert w["tiers"]["gold"]["name"] in text
    assert all(day in text for day in DATES[second][1:])
    assert len(re.findall(rf'lang="{second}"', markup)) == 3


def test_the_same_language_twice_is_said_once() -> None:
    assert (
        shown(render.html(make_facts(language="ru", second_language="ru"))).count("Сертификат отражает") == 1
    )


@pytest.mark.parametrize(
    ("tier", "function"),
    [
        ("bronze", "the assessor, after a desk review"),
        ("silver", "a second, uninvolved assessor"),
        ("gold", "a panel of two uninvolved assessors"),
    ],
)
def test_the_one_who_decided_is_a_function_not_a_person(tier: str, function: str) -> None:
    assert function in shown(render.html(make_facts(tier=tier)))


def test_a_name_is_shown_only_when_it_was_given() -> None:
    text = shown(render.html(make_facts(decided_by="panel", decider_name="Ioana Rusu")))
    assert "Ioana Rusu, a panel of two uninvolved assessors" in text


def test_what_people_wrote_stays_text() -> None:
    markup = render.html(make_facts(school='<script>alert("1")</script> & {{ facts }}'))
    assert "<script>" not in markup
    assert '<script>alert("1")</script> & {{ facts }}' in shown(markup)


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*.json")), ids=lambda path: path.name)
def test_no_text_claims_accreditation(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.search(r"accredit|acredit|аккредит|акредит|акрэдыт|\bISO\b|ECPAT", text, re.IGNORECASE) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_texts(language: str) -> None:
    def keys(value: object, path: str = "") -> set[str]:
        if isinstance(value, dict):
            return set().union(*(keys(inner, f"{path}.{key}") for key, inner in value.items()))
        return {f"{path}[{len(value)}]" if isinstance(value, list) else path}

    for document in ("", "letters"):
        assert keys(words(language, document)) == keys(words("en", document))


def test_only_a_specimen_says_that_it_is_one() -> None:
    note = words("en")["specimen_note"]
    assert note not in shown(render.html(make_facts()))
    assert note in shown(render.html(make_facts(specimen=True)))
