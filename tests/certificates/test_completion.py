"""A learner's certificate: every fact in every language, one small page whatever the name, and never a school's award."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from bs4 import BeautifulSoup

from certificates.completion import (
    CompletionFacts,
    ModulePassed,
    completion_html,
    completion_pdf,
    from_plain,
    plain,
)
from certificates.facts import LANGUAGES, FactsError
from certificates.keys import KeyStore
from certificates.seal import examine, seal
from certificates.texts import long_date, words
from tests.certificates.conftest import BASE, DAY, MOMENT
from tests.certificates.test_drawing import AWKWARD
from tests.certificates.test_layout import words_of
from tests.certificates.tools import run, text_of

CODE = "CISS-7K2M-9QXA-ABCD"
MM = 72 / 25.4
LONG = "Щучынская-Францысканская Аляксандра Уладзіміраўна з роду Багдановічаў-Купалавых і Багушэвічаў-Коласавых-Танкавых"


def learned(*, whole: bool = False, **changes: Any) -> CompletionFacts:
    """Module 4, or the whole training, of one person."""
    days = [DAY - timedelta(days=5 - number) for number in range(1, 6)]
    every = tuple(ModulePassed(number, "", day) for number, day in enumerate(days, start=1))
    modules = every if whole else (ModulePassed(4, "", DAY),)
    facts = CompletionFacts(
        name="Olena Kovalchuk",
        modules=modules,
        completed_on=DAY,
        issued_on=DAY + timedelta(days=1),
        code=CODE,
        verify_url=f"{BASE}/verify/{CODE}",
        minutes=140 if whole else 28,
    )
    return replace(facts, **changes)


def shown(facts: CompletionFacts) -> str:
    text = BeautifulSoup(completion_html(facts), "html.parser").get_text(" ")
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_is_there_in_every_language(language: str, whole: bool) -> None:
    facts = learned(whole=whole, language=language)
    text, w, t = shown(facts), words(language), words(language, "completion")
    expected = ["Olena Kovalchuk", CODE, f"ciss.example/verify/{CODE}", t["title"], t["disclaimer"]]
    expected += [t["minutes"].format(minutes=facts.minutes), w["standard_value"].format(version="1.0")]
    expected += [long_date(day, language) for day in (facts.completed_on, facts.issued_on)]
    expected += [long_date(one.passed_on, language) for one in facts.modules]
    expected += [w["modules"][one.number - 1] for one in facts.modules]
    assert [fact for fact in expected if fact.replace("\u00a0", " ") not in text] == []


def test_it_says_that_it_certifies_no_school(save: Callable[[bytes, str], Path]) -> None:
    for second in ("", "ru"):
        text = text_of(save(completion_pdf(learned(second_language=second)), "paper.pdf"))
        assert "This is a personal certificate of learning. It does not certify a school." in text
        assert ("не означает, что школа сертифицирована" in text) == (second == "ru")
        assert words("en")["scheme"] not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_texts(language: str) -> None:
    assert words(language, "completion").keys() == words("en", "completion").keys()


def test_a_title_that_was_given_is_kept_and_only_in_its_own_language() -> None:
    facts = learned(modules=(ModulePassed(4, "Safe rooms", DAY),), second_language="ro")
    assert "Safe rooms" in shown(facts)
    assert "Mediu sigur: tehnologie, date și adulți" in shown(facts)


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("name", [*AWKWARD, LONG])
def test_an_awkward_name_stays_on_one_small_page_and_collides_with_nothing(
    name: str, whole: bool, save: Callable[[bytes, str], Path]
) -> None:
    name = " ".join(name.split())[:120].strip()
    facts = learned(whole=whole, name=name, language="be", second_language="ru")
    path = save(completion_pdf(facts), "name.pdf")
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 1
        assert [round(float(side) / MM) for side in pdf.pages[0].MediaBox[2:]] == [210, 148]
    found = words_of(path)
    assert [(a.text, b.text) for i, a in enumerate(found) for b in found[i + 1 :] if a.covers(b)] == []
    assert min(word.left for word in found) > 52 * MM
    assert max(word.right for word in found) < 201 * MM
    assert max(word.bottom for word in found) < (148 - 8) * MM
    assert "".join(name.split()) in text_of(path).replace(" ", "")


def test_the_longest_address_and_issuer_have_room(save: Callable[[bytes, str], Path]) -> None:
    facts = learned(
        whole=True,
        issuer="CISS International Certification Body for Schools and Pupils",
        verify_url=f"https://certification.school-safety.example.org/verify/{CODE}",
        language="ru",
        second_language="uk",
    )
    found = words_of(save(completion_pdf(facts), "long.pdf"))
    assert [(a.text, b.text) for i, a in enumerate(found) for b in found[i + 1 :] if a.covers(b)] == []


@pytest.mark.parametrize("whole", [False, True])
def test_the_same_facts_give_the_same_bytes_and_survive_being_written_down(whole: bool) -> None:
    facts = learned(whole=whole, specimen=True)
    assert completion_pdf(facts) == completion_pdf(from_plain(plain(facts)))


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("name", {"name": ""}),
        ("name", {"name": "Olena 😀"}),
        ("name", {"name": "O" * 121}),
        ("title of module 4", {"modules": (ModulePassed(4, "安全", DAY),)}),
        ("modules", {"modules": ()}),
        ("modules", {"modules": (ModulePassed(6, "", DAY),)}),
        ("completed_on", {"completed_on": DAY - timedelta(days=1)}),
        ("issued_on", {"issued_on": date(2026, 1, 1)}),
        ("language", {"language": "de"}),
        ("verify_url", {"verify_url": "javascript:alert(1)"}),
    ],
)
def test_a_fact_that_is_wrong_is_named(field: str, changes: dict[str, Any]) -> None:
    with pytest.raises(FactsError) as refused:
        completion_pdf(learned(**changes))
    assert refused.value.field == field


def test_what_people_wrote_stays_text() -> None:
    markup = completion_html(learned(name="<script>alert(1)</script> & {{ facts }}"))
    assert "<script>" not in markup


def test_only_a_specimen_says_that_it_is_one() -> None:
    note = words("en", "completion")["specimen_note"]
    assert note not in shown(learned())
    assert note in shown(learned(specimen=True))
    assert completion_pdf(learned()) != completion_pdf(learned(specimen=True))


def test_it_can_be_sealed_and_readers_see_the_whole_document_signed(
    keys: KeyStore, save: Callable[[bytes, str], Path]
) -> None:
    sealed = seal(completion_pdf(learned()), keys.load("seal"), MOMENT)
    assert examine(sealed, keys.trusted_seals()).as_issued
    assert not examine(sealed.replace(b"CISS-7K2M", b"CISS-8K2M", 1) + b"%", keys.trusted_seals()).as_issued
    assert "Total document signed" in run("pdfsig", "-nocert", save(sealed, "sealed.pdf"))


@pytest.mark.parametrize("whole", [False, True])
def test_the_qr_code_opens_the_verify_page(
    whole: bool, save: Callable[[bytes, str], Path], tmp_path: Path
) -> None:
    path = save(completion_pdf(learned(whole=whole, specimen=True)), "qr.pdf")
    run("pdftoppm", "-r", "100", "-png", "-singlefile", path, tmp_path / "qr")
    assert f"{BASE}/verify/{CODE}" in run("zbarimg", "-q", tmp_path / "qr.png")


def test_the_structure_knows_both_languages_and_the_figure_lies_in_the_page() -> None:
    with pikepdf.open(BytesIO(completion_pdf(learned(second_language="uk")))) as pdf:
        items = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
        languages = [str(item.Lang) for item in items if "/Lang" in item]
        boxes = [item.A.BBox for item in items if item.get("/S") == "/Figure"]
        assert languages.count("uk") == 2
        left, bottom, right, top = (float(value) for value in boxes[0])
        assert 0 < left < right < 210 * MM
        assert 0 < bottom < top < 148 * MM


def test_it_travels_well_over_slow_lines(keys: KeyStore) -> None:
    assert len(seal(completion_pdf(learned(whole=True)), keys.load("seal"), MOMENT)) <= 60_000
