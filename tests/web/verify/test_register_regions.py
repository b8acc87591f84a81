"""The register by region: figures, a map drawn here, and the way to the schools."""

from app.clock import now
from app.domain.workflow import AwardState
from tests.factories.awards import make_award
from tests.factories.people import make_programme, make_school
from tests.support.queries import count_queries

URL = "/verify/register/regions"
BREST = {"region": "Brest region", "longitude": 24.8, "latitude": 52.4}
MINSK = {"region": "Minsk region", "longitude": 27.5, "latitude": 53.9}


def rows(page) -> list[list[str]]:
    """Text of each row: region, certified, bronze, silver, gold, not valid now."""
    return [
        [cell.get_text(strip=True) for cell in row.select("th, td")] for row in page.soup.select("tbody tr")
    ]


def test_schools_are_counted_by_country_region_and_tier(client) -> None:
    make_award(make_school(**BREST), tier="gold")
    make_award(make_school(**BREST), tier="gold")
    make_award(make_school(**MINSK), tier="bronze")
    make_award(make_school(**MINSK), state=AwardState.WITHDRAWN, state_changed_at=now())
    make_award(make_school(**MINSK), state=AwardState.SUPERSEDED, state_changed_at=now())
    make_award(make_school())
    make_award(make_school(make_programme("MD"), region="Nord"))

    page = client.get(URL)

    assert [one.get_text(strip=True) for one in page.soup.select("main h2")] == ["Belarus", "Moldova"]
    assert rows(page) == [
        ["Brest region", "2", "0", "0", "2", "0"],
        ["Minsk region", "1", "1", "0", "0", "1"],
        ["Region not named", "1", "0", "1", "0", "0"],
        ["Nord", "1", "0", "1", "0", "0"],
    ]
    assert "4 certified schools" in page.text
    assert len(rows(client.get(f"{URL}?country=MD"))) == 1


def test_a_region_leads_to_its_schools_by_a_stable_address(client) -> None:
    make_award(make_school(name="Gymnasium No. 12", **BREST))

    link = client.get(URL).soup.select_one("tbody a")["href"]

    assert link == "/verify/register?country=BY&region=Brest+region"
    assert "Gymnasium No. 12" in client.get(link).text
    assert client.get("/verify/register").soup.select_one(f"main a[href='{URL}']")


def test_the_map_shows_what_the_table_says_and_asks_nobody_else(client) -> None:
    for _ in range(4):
        make_award(make_school(**BREST))
    make_award(make_school(**MINSK))
    make_award(make_school(region="Without places"))

    drawing = client.get(URL).soup.select_one("svg.region-map")

    assert len(drawing.select("circle")) == 2
    labels = {one.get_text() for one in drawing.select("text[text-anchor]")}
    assert labels == {"Brest region · 4", "Minsk region · 1"}
    assert "http" not in str(drawing)
    assert "The figures are in the table" in drawing["aria-label"]


def test_without_places_there_is_the_table_alone(client) -> None:
    make_award(make_school(region="Brest region"))

    page = client.get(URL)

    assert page.soup.select_one("svg.region-map") is None
    assert rows(page)[0][:2] == ["Brest region", "1"]


def test_an_empty_register_says_what_comes(client) -> None:
    assert "No school is certified yet" in client.get(URL).text


def test_the_page_asks_one_question_however_many_there_are(client) -> None:
    make_award(make_school(**BREST))
    with count_queries() as few:
        client.get(URL)
    for number in range(5):
        make_award(make_school(region=f"Region {number}"))
    with count_queries() as many:
        client.get(URL)

    assert (few.total, many.total) == (1, 1)
