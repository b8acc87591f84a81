"""The drawn certificate: one page, our fonts alone, the same bytes for the same facts, nothing fetched."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from certificates import render, weasy
from certificates.errors import RenderError
from certificates.facts import TIERS
from certificates.issue import Issued
from certificates.page import name_fit
from tests.certificates.conftest import PLAIN, make_facts
from tests.certificates.tools import run, text_of

AWKWARD = [
    "Я",
    "School",
    "St. Mary’s & St. John’s “Hill” School",
    "Școala „Ștefan cel Mare” din Țăndărei, județul Ialomița",
    "Ліцей «Ґрунт і Їжак» імені Лесі Українки",
    "Сярэдняя школа № 3 г. Полацка імя Якуба Коласа з ухілам у ў",
    "School № 7 имени А. И. Покрышкина / Școala nr. 7 / Школа № 7",
    "Муниципальное бюджетное учреждение «Средняя школа № 7 имени Героя Советского Союза А. И. Покрышкина»",
    "W" * 120,
    "Ж" * 120,
    "ы " * 60,
    "Щ" * 40 + " " + "ш" * 79,
    "i" * 120,
    "<b>&amp;</b> ' \" \\ / % $ # {{ }}",
    "Gymnasium\u00a0No.\u00a012",
    "1234567890 1234567890",
    "Š" * 60,
    "a-" * 60,
    "ДЕРЖАВНИЙ ЗАКЛАД ОСВІТИ " * 4,
]


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


@pytest.mark.parametrize("name", AWKWARD)
def test_an_awkward_name_stays_on_one_page_and_is_whole(
    name: str, save: Callable[[bytes, str], Path]
) -> None:
    data = render.pdf(make_facts(school=name))
    with opened(data) as pdf:
        assert len(pdf.pages) == 1
    squeezed = text_of(save(data, "name.pdf")).replace(" ", "")
    assert "".join(name.split()) in squeezed


@pytest.mark.parametrize("name", AWKWARD)
def test_only_bundled_fonts_are_in_the_file(name: str) -> None:
    with opened(render.pdf(make_facts(school=name))) as pdf:
        fonts = [str(font.BaseFont) for font in pdf.pages[0].resources.Font.values()]
    assert {font.split("+")[1].split("-")[0] for font in fonts} <= {"Text", "Display"}
    assert len(fonts) >= 4


def test_a_longer_name_is_never_drawn_larger() -> None:
    sizes = [name_fit("Ш" * length).size for length in range(1, 121)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] >= 14


@pytest.mark.parametrize("tier", TIERS)
def test_the_same_facts_give_the_same_bytes(tier: str) -> None:
    attached = render.Attached("credential.json", b'{"a": 1}', "facts")
    first, second = (render.pdf(make_facts(tier=tier), [attached]) for _ in range(2))
    assert first == second
    assert first != render.pdf(make_facts(tier=tier, code="CISS-7K2M-9QXB"), [attached])


def test_dates_in_the_file_come_from_the_facts() -> None:
    pdf = opened(render.pdf(make_facts()))
    info = pdf.docinfo
    assert str(info["/CreationDate"]) == str(info["/ModDate"]) == "D:20261121000000Z"


@pytest.mark.parametrize(
    "address",
    [
        "https://ciss.example/picture.png",
        "file:///etc/hostname",
        "file:///etc/passwd",
        "ftp://127.0.0.1/x.png",
        "../../README.md/../../../etc/hostname",
    ],
)
def test_nothing_is_fetched_and_a_refused_picture_is_an_error(address: str) -> None:
    markup = f'<html lang="en"><title>x</title><body><img src="{address}" alt="x"></body></html>'
    with pytest.raises(RenderError, match=r"refused|Failed"):
        weasy.write(markup, "letter.css", lambda document, pdf: None, [])


def test_a_wrong_word_in_a_style_is_an_error_too() -> None:
    markup = '<html lang="en"><title>x</title><body style="colour: red">x</body></html>'
    with pytest.raises(RenderError, match="colour"):
        weasy.write(markup, "letter.css", lambda document, pdf: None, [])


def test_two_pages_are_refused_where_one_is_promised() -> None:
    markup = '<html lang="en"><title>x</title><body><p style="break-after: page">1</p><p>2</p></body></html>'
    with pytest.raises(RenderError, match="2 pages instead of 1"):
        weasy.write(markup, "letter.css", lambda document, pdf: None, [], pages=1)


def test_the_structure_knows_both_languages() -> None:
    pdf = opened(render.pdf(make_facts(language="en", second_language="uk")))
    languages = [
        str(item.Lang) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/Lang" in item
    ]
    assert str(pdf.Root.Lang) == "en"
    assert languages.count("uk") == 3


def test_figures_lie_inside_the_page() -> None:
    pdf = opened(render.pdf(make_facts()))
    boxes = [
        item.A.BBox
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
    ]
    assert len(boxes) == 1
    left, bottom, right, top = (float(value) for value in boxes[0])
    width, height = (float(value) for value in pdf.pages[0].MediaBox[2:])
    assert 0 < left < right < width
    assert 0 < bottom < top < height / 2


def test_the_qr_code_opens_the_verify_page(save: Callable[[bytes, str], Path], tmp_path: Path) -> None:
    path = save(render.pdf(make_facts()), "qr.pdf")
    run("pdftoppm", "-r", "100", "-png", "-singlefile", path, tmp_path / "qr")
    assert PLAIN["verify_url"] in run("zbarimg", "-q", tmp_path / "qr.png")


def test_a_certificate_travels_well_over_slow_lines(issued: Issued) -> None:
    attached = render.Attached("credential.json", issued.credential, "facts")
    assert len(render.pdf(make_facts(), [attached])) <= 60_000
    assert len(issued.pdf) <= 75_000


def test_this_machine_can_make_documents() -> None:
    assert render.health() == []
