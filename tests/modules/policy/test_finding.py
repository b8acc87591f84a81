"""How words are found: bent, hyphenated, marked, quoted; and never slowly."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modules.policy_check import Verdict, check
from modules.policy_words import Patterns, fold, words


def places(pattern: str, text: str) -> list[str]:
    cut = words(text)
    found = Patterns([pattern]).found(cut).get(pattern, [])
    return [text[cut.spans[first][0] : cut.spans[last][1]] for first, last in found]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("учёт", "УЧЕТ"),
        ("обов’язок", "обов'язок"),
        ("ﬁlter", "filter"),
        ("siguranță", "siguranţa"),
        ("без\u00adопасность", "безопасность"),
        ("ўрокі", "урокі"),
        ("безопас-\nность", "безопасность"),
    ],
)
def test_spellings_of_one_word_are_one_word(one: str, other: str) -> None:
    assert words(one).folded == (fold(other),)


def test_a_stem_finds_every_form_and_a_gap_is_bounded() -> None:
    assert places("парол*", "Пароли меняют, паролем не делятся") == ["Пароли", "паролем"]
    assert places("review* … policy", "We review this school policy. Review us.") == [
        "review this school policy"
    ]
    assert places("review* … policy", "review one two three four five policy") == []
    assert places("code of conduct", "the code of\nconduct") == ["code of\nconduct"]
    assert places("each class", "on the wall of each. Class teachers listen") == []


def test_one_word_is_only_a_mention() -> None:
    found = {part.id: part for part in check("Our school is online. We use passwords.").parts}
    assert found["accounts"].verdict == Verdict.MENTIONED
    assert found["accounts"].quote == "We use passwords."


def test_a_heading_belongs_to_the_paragraph_under_it_but_two_paragraphs_stay_apart() -> None:
    def verdict(text: str) -> Verdict:
        return next(
            part.verdict for part in check(f"Rules for the internet.\n\n{text}").parts if part.id == "log"
        )

    assert verdict("The log\n\nIt is kept by two people.") == Verdict.THERE
    assert verdict("There is a log.\n\nIt is kept by two people.") == Verdict.MENTIONED


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Child pornography is a crime in law.", [False]),
        ("The law has an article “Child pornography”.", [True]),
        ("We say “child pornography” sometimes online.", [False]),
        ('Criminal code, article "Child pornography", is read online.', [True]),
        ("It is never her own fault. It is not the child’s fault.", []),
        ("It was her own fault.", [False]),
    ],
)
def test_a_term_is_judged_where_it_stands(text: str, titles: list[bool]) -> None:
    assert [term.title for term in check(text, "en").terms] == titles


def test_a_chosen_language_wins_over_the_guess() -> None:
    report = check("Пароли меняют раз в месяц", "uk")
    assert (report.language, report.guess.language) == ("uk", "ru")


def test_nothing_is_guessed_from_nothing() -> None:
    assert check("").guess.confidence == 0
    assert check("____ 12 %").words == 1


@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_without_complaint_and_quotes_come_from_it(text: str) -> None:
    report = check(text)
    plain = " ".join(text.split())
    for part in report.parts:
        assert part.quote.removeprefix("… ").removesuffix(" …") in plain
    assert all(term.term in plain for term in report.terms)


@pytest.mark.parametrize(
    "text",
    [
        "policy reviewed " * 12500,
        "сигнал о " * 22000,
        "child " * 33000,
        "a-\n" * 66000,
        "“" * 100000 + "child porn " * 9000,
        "\n" * 200000,
        "х" * 200000,
        "a. \n" * 50000,
        "’" * 200000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_two_hundred_thousand_characters_take_a_moment_however_they_are_chosen(text: str) -> None:
    start = time.process_time()
    check(text)
    assert time.process_time() - start < 1.5  # half a second on an idle machine
