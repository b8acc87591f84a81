"""Nothing on the certificate collides, however long the facts are."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from certificates import render
from certificates.facts import LANGUAGES, LIMITS
from certificates.page import held, name_fit
from tests.certificates.conftest import make_facts
from tests.certificates.tools import run

LONGEST: dict[str, object] = {
    "school": "Щучынская дзяржаўная ўстанова адукацыі №1 імя Францыска Скарыны " * 2,
    "locality": "Октябрьский район, Витебская область, городской посёлок Октябрьский, дом 16",
    "programme": "Национальная программа безопасного интернета для школ и гимназий Республики Беларусь",
    "country": "BY",
    "issuer": "CISS International Certification Body for Schools and Pupils",
    "verify_url": "https://certification.school-safety.example.org/verify/CISS-7K2M-9QXA-44TV",
    "code": "CISS-7K2M-9QXA-44TV",
    "module_levels": [4] * 5,
}
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<')


class Word(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float
    text: str

    def covers(self, other: "Word") -> bool:
        """Whether two words share more than the air around their letters."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 0.5 and down > 0.45 * min(self.bottom - self.top, other.bottom - other.top)


def words_of(path: Path) -> list[Word]:
    found = WORD.findall(run("pdftotext", "-bbox", path, "-"))
    return [Word(*map(float, numbers), text) for *numbers, text in found]


def _cut(values: dict[str, object]) -> dict[str, object]:
    """Texts at the length that is just allowed."""
    return {name: v[: LIMITS.get(name)].strip() if isinstance(v, str) else v for name, v in values.items()}


@pytest.mark.parametrize("tier", ["bronze", "silver", "gold"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_facts_do_not_collide(
    language: str, tier: str, save: Callable[[bytes, str], Path]
) -> None:
    facts = make_facts(
        **_cut(LONGEST), language=language, second_language="ru" if language != "ru" else "ro", tier=tier
    )
    words = words_of(save(render.pdf(facts), "longest.pdf"))
    assert len(words) > 100
    collisions = [
        (one.text, other.text) for i, one in enumerate(words) for other in words[i + 1 :] if one.covers(other)
    ]
    assert collisions == []


def test_a_collision_would_be_seen() -> None:
    assert Word(0, 0, 50, 10, "a").covers(Word(40, 4, 90, 14, "b"))
    assert not Word(0, 0, 50, 10, "a").covers(Word(0, 9, 50, 19, "b"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_text_lies_inside_the_frame(language: str, save: Callable[[bytes, str], Path]) -> None:
    words = words_of(save(render.pdf(make_facts(language=language)), "frame.pdf"))
    millimetre = 72 / 25.4
    assert min(word.left for word in words) > 17 * millimetre
    assert max(word.right for word in words) < (297 - 17) * millimetre
    assert max(word.bottom for word in words) < (210 - 15.7) * millimetre


@pytest.mark.parametrize("code", ["CISS-7K2M-9QXA-44TV", "CISS-VEA2-XC3P-ACD4", "CISS-WWWW-MWWM-WWWW"])
def test_the_code_is_printed_in_one_piece(code: str, save: Callable[[bytes, str], Path]) -> None:
    facts = make_facts(code=code, verify_url=f"https://school-safety.example.org/verify/{code}")
    words = words_of(save(render.pdf(facts), "code.pdf"))
    printed = [word for word in words if word.text == code]
    assert len(printed) == 2, "under the QR code, and at the end of the address"
    assert max(word.right for word in printed) < 275 * 72 / 25.4


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("права, жизнь и риски", "права, жизнь и·риски"),
        ("Школа № 12 им. А. С. Пушкина", "Школа №·12 им. А.·С.·Пушкина"),
        ("Ліцей м. Київ і школа", "Ліцей м.·Київ і·школа"),
        ("Gymnasium No. 12, Liceul nr. 5", "Gymnasium No.·12, Liceul nr.·5"),
        ("до 20 ноября 2029\u00a0г. Действителен", "до 20 ноября 2029·г. Действителен"),
    ],
)
def test_no_line_ends_after_a_small_word(text: str, whole: str) -> None:
    assert held(text).replace("\u00a0", "·") == whole


def test_a_long_name_has_lines_of_about_one_length(save: Callable[[bytes, str], Path]) -> None:
    name = "Муниципальное бюджетное учреждение «Средняя школа имени Героя Советского Союза Покрышкина»"
    words = words_of(save(render.pdf(make_facts(school=name)), "even.pdf"))
    lines: dict[float, list[Word]] = {}
    for word in words:
        if word.text in name.split() and word.bottom - word.top > 20:
            lines.setdefault(round(word.top), []).append(word)
    widths = sorted(max(w.right for w in line) - min(w.left for w in line) for line in lines.values())
    assert len(widths) == name_fit(name).lines == 2
    assert widths[0] > 0.8 * widths[1]
