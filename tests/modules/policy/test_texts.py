"""Policies as schools write them, in words of their own: what a careful reader would say of each part."""

from pathlib import Path

import pytest

from modules.policy_check import PolicyReport, Verdict, check

TEXTS = Path(__file__).parent / "texts"

FOUND = {
    "en": (["data", "accounts"], ["rights", "monitoring", "law"]),
    "ru": (
        ["consequences"],
        [
            "rights",
            "rules",
            "staff-conduct",
            "data",
            "monitoring",
            "imagery",
            "staff-concerns",
            "participation",
        ],
    ),
    "uk": ([], ["review", "rules", "accounts"]),
    "ro": (["data", "outside-help"], ["monitoring", "law"]),
    "be": (
        [],
        [
            "review",
            "rules",
            "data",
            "monitoring",
            "imagery",
            "staff-concerns",
            "log",
            "consequences",
            "training",
            "participation",
            "law",
        ],
    ),
}
TERMS = {
    "en": ["girl who provoked", "brought it on herself", "Child pornography", "(Child pornography)"],
    "ru": ["(детской порнографии)", "сама виновата", "спровоцировала"],
    "uk": ["дитячу порнографію"],
    "ro": ["pornografia infantilă", "(Pornografia infantilă)"],
    "be": ["Падлеткавая прастытуцыя", "дзіцячая парнаграфія"],
}


def read(name: str) -> PolicyReport:
    return check((TEXTS / f"{name}.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", FOUND)
def test_a_real_looking_policy_is_read_as_a_person_would(language: str) -> None:
    report = read(language)
    mentioned, missing = FOUND[language]
    assert report.language == language
    assert [part.id for part in report.having(Verdict.MENTIONED)] == mentioned
    assert [part.id for part in report.having(Verdict.MISSING)] == missing


@pytest.mark.parametrize("language", TERMS)
def test_harmful_terms_are_found_and_a_quoted_title_of_a_law_is_told_apart(language: str) -> None:
    report = read(language)
    assert [f"({one.term})" if one.title else one.term for one in report.terms] == TERMS[language]
    assert all(one.instead and one.why and one.line > 1 for one in report.terms)


@pytest.mark.parametrize("language", FOUND)
def test_rules_for_the_road_have_none_of_the_parts(language: str) -> None:
    report = read(f"traffic-{language}")
    assert not report.about
    assert {part.verdict for part in report.parts} == {Verdict.MISSING}
