"""The public register: who is certified, and what it is worth today."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from sqlalchemy import event

from app.clock import now, today
from app.domain.workflow import AwardState
from app.extensions import db
from tests.factories.awards import make_award
from tests.factories.people import make_head, make_programme, make_school


def names(page) -> list[str]:
    return [cell.get_text(strip=True) for cell in page.soup.select("main tbody th")]


def test_an_empty_register_says_what_comes(client) -> None:
    assert "No school is certified yet" in client.get("/verify/register").text


def test_the_register_lists_schools_with_place_tier_status_and_end_but_no_people(client) -> None:
    school = make_school(name="Gymnasium No. 12", locality="Polatsk")
    head = make_head(school, name="Anna Head")
    award = make_award(school, tier="gold")

    page = client.get("/verify/register")

    row = page.soup.select_one("main tbody tr").get_text(" ", strip=True)
    assert "Gymnasium No. 12" in row
    assert "Polatsk, Belarus" in row
    assert "Gold" in row
    assert "Active" in row
    assert page.soup.select_one("main tbody a")["href"] == f"/verify/{award.code}"
    assert head.name not in page.text


def test_suspended_and_withdrawn_are_shown_in_words_and_replaced_ones_are_left_out(client) -> None:
    make_award(
        make_school(name="A"),
        state=AwardState.SUSPENDED,
        state_reason="A notice is open.",
        state_changed_at=now(),
    )
    make_award(
        make_school(name="B"), state=AwardState.WITHDRAWN, state_reason="Invented.", state_changed_at=now()
    )
    make_award(make_school(name="C"), state=AwardState.SUPERSEDED, state_changed_at=now())

    page = client.get("/verify/register")

    assert names(page) == ["A", "B"]
    assert "Suspended" in page.text
    assert "A notice is open." in page.text
    assert "Withdrawn" in page.text
    assert "Withdrawn" in client.get("/verify?q=B").text


def test_filters_by_country_tier_and_status_can_be_joined(client) -> None:
    moldova = make_programme("MD")
    make_award(make_school(moldova, name="Liceul A"), tier="gold")
    make_award(make_school(moldova, name="Liceul B"), tier="bronze")
    old = {"issued_on": today() - timedelta(days=800), "expires_on": today() - timedelta(days=1)}
    make_award(make_school(moldova, name="Liceul C"), tier="gold", **old)
    make_award(make_school(name="Gymnasium"), tier="gold")

    assert names(client.get("/verify/register?country=MD&tier=gold&status=active")) == ["Liceul A"]
    assert names(client.get("/verify/register?status=expired")) == ["Liceul C"]
    assert names(client.get("/verify/register?country=MD")) == ["Liceul A", "Liceul B", "Liceul C"]
    assert "No certified school fits" in client.get("/verify/register?status=withdrawn").text
    assert len(names(client.get("/verify/register?tier=platinum&status=x"))) == 4


def test_a_search_folds_case_and_takes_wildcards_for_letters(client) -> None:
    make_award(make_school(name="Ґімназія 100% _А_"))
    make_award(make_school(name="Gymnasium 1000"))

    assert names(client.get("/verify/register", query_string={"q": "ґІМНАЗІЯ"})) == ["Ґімназія 100% _А_"]
    assert names(client.get("/verify/register", query_string={"q": "100%"})) == ["Ґімназія 100% _А_"]
    assert names(client.get("/verify/register", query_string={"q": "_а_"})) == ["Ґімназія 100% _А_"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("березки", "Школа г. Берёзки"),
        ("Berezki", "Школа г. Берёзки"),
        ("stefan", "Liceul „Ștefan cel Mare”"),
        ("ştefan", "Liceul „Ștefan cel Mare”"),
        ('"Ștefan', "Liceul „Ștefan cel Mare”"),
        ("Оризонт", "Liceul „Orizont”"),
        ("lviv", "Ліцей м. Львів"),
        ("львів", "Ліцей м. Львів"),
        ("Камянець", "Школа м. Кам’янець"),
        ("polotsk", "Полоцкая гимназия"),
    ],
)
def test_a_search_forgives_dots_tails_and_the_other_alphabet(client, typed: str, name: str) -> None:
    make_award(make_school(name=name))
    make_award(make_school(name="Another"))
    assert names(client.get("/verify/register", query_string={"q": typed})) == [name]


def test_a_long_register_is_walked_to_its_end_and_back(client) -> None:
    expected = [f"School {number:03}" for number in range(120)]
    for name in expected:
        make_award(make_school(name=name))
    seen, address = [], "/verify/register"
    while address:
        page = client.get(address)
        seen += names(page)
        following = page.soup.select_one("a[rel=next]")
        address = following["href"] if following else ""

    assert seen == expected
    back = client.get(page.soup.select_one("a[rel=prev]")["href"])
    assert names(back) == expected[50:100]
    client.get("/verify/register?after=nonsense", status=400)


def test_the_list_costs_three_queries_however_long_it_is(client) -> None:
    for _ in range(5):
        make_award()
    asked: list[str] = []

    def note(connection, cursor, statement, *rest) -> None:
        if not statement.startswith("BEGIN"):
            asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    client.get("/verify/register")
    event.remove(db.engine, "before_cursor_execute", note)

    assert len(asked) == 3


def test_the_list_can_be_taken_along_as_csv_and_json_with_the_same_filters(client) -> None:
    award = make_award(make_school(name="=cmd|' /C calc'!A0"), tier="gold")
    make_award(tier="bronze")

    text = client.get("/verify/register.csv?tier=gold").response.get_data(as_text=True).removeprefix("\ufeff")
    rows = list(csv.DictReader(StringIO(text)))
    assert [row["code"] for row in rows] == [award.code]
    assert rows[0]["school"].startswith("'=")
    assert rows[0]["status"] == "active"

    schools = client.get("/verify/register.json?tier=gold").response.get_json()["schools"]
    assert [one["certificate"] for one in schools] == [f"http://localhost/verify/{award.code}"]


def test_the_short_address_keeps_its_filters(client) -> None:
    assert client.get("/register?tier=gold", status=301).location == "/verify/register?tier=gold"


def test_machines_read_school_and_certificate_as_schema_org_only_while_it_holds(client) -> None:
    award = make_award(make_school(name="Gymnasium No. 12", locality="Polatsk"))
    row = client.get("/verify/register").soup.select_one("[itemtype='https://schema.org/School']")
    assert row.select_one("[itemprop=name]").get_text() == "Gymnasium No. 12"

    held = client.get(f"/verify/{award.code}").soup.select_one("[itemprop=hasCredential]")
    assert held.select_one("[itemprop=expires]")["content"] == award.expires_on.isoformat()
    assert held.select_one("[itemprop=url]")["href"] == f"http://localhost/verify/{award.code}"

    award.state, award.state_changed_at = AwardState.WITHDRAWN, now()
    db.session.commit()
    assert client.get(f"/verify/{award.code}").soup.select_one("[itemprop=hasCredential]") is None


def profile(*levels: int) -> dict[str, object]:
    return {"module_levels": [[number, "", level] for number, level in enumerate(levels, 1)]}


def test_schools_strong_in_a_module_are_found_by_what_their_certificate_says(client) -> None:
    make_award(make_school(name="Strong"), snapshot=profile(2, 2, 4, 2, 2))
    make_award(make_school(name="Good"), snapshot=profile(2, 2, 3, 2, 2))
    make_award(make_school(name="Weak"), snapshot=profile(4, 4, 2, 4, 4))

    assert names(client.get("/verify/register?module=3")) == ["Good", "Strong"]
    assert names(client.get("/verify/register?module=3&level=4")) == ["Strong"]
    assert names(client.get("/verify/register?module=1&level=3")) == ["Weak"]
    assert len(names(client.get("/verify/register?module=&level=4"))) == 3
    assert len(names(client.get("/verify/register?module=9&level=x"))) == 3
    page = client.get("/verify/register?module=3&level=4")
    assert "level 4 or higher for module 3" in page.text
    assert page.soup.select_one("#filter-module option[selected]")["value"] == "3"


def test_a_region_of_a_country_can_be_chosen(client) -> None:
    moldova = make_programme("MD")
    make_award(make_school(name="A", region="Brest region"))
    make_award(make_school(name="B", region="Minsk region"))
    make_award(make_school(moldova, name="C", region="Nord"))

    page = client.get("/verify/register?country=BY")
    options = [one.get_text() for one in page.soup.select("#filter-region option")]
    assert options == ["All regions", "Brest region", "Minsk region"]
    assert names(client.get("/verify/register?country=BY&region=Minsk+region")) == ["B"]
    assert names(client.get("/verify/register?region=Nord")) == ["C"]
    assert client.get("/verify/register").soup.select_one("#filter-region") is None


def test_files_and_the_short_address_know_region_and_module(client) -> None:
    award = make_award(make_school(region="Nord"), snapshot=profile(1, 2, 3, 4, 0))
    make_award(snapshot=profile(1, 2, 2, 4, 0))
    wish = "region=Nord&module=3&level=3"

    text = client.get(f"/verify/register.csv?{wish}").response.get_data(as_text=True).removeprefix("\ufeff")
    rows = list(csv.DictReader(StringIO(text)))
    assert [(row["code"], row["module_3"], row["module_5"]) for row in rows] == [(award.code, "3", "0")]
    schools = client.get(f"/verify/register.json?{wish}").response.get_json()["schools"]
    assert [(one["code"], one["module_4"]) for one in schools] == [(award.code, 4)]
    assert client.get(f"/register?{wish}", status=301).location == f"/verify/register?{wish}"


def test_machines_get_the_register_as_linked_data(client) -> None:
    from pyld import jsonld

    held = make_award(make_school(name="Гимназия № 12", locality="Polatsk", region="Vitebsk region"))
    make_award(make_school(name="Я"), state=AwardState.SUSPENDED, state_changed_at=now())
    link = client.get("/verify/register").soup.select_one("link[type='application/ld+json']")["href"]

    answer = client.get(link).response
    assert answer.mimetype == "application/ld+json"
    document = answer.get_json(force=True)
    assert document["@context"] == "https://schema.org"
    words = {"@context": {"@vocab": "https://schema.org/"}}
    options = {
        "documentLoader": lambda url, options: {"document": words, "documentUrl": url, "contextUrl": None}
    }
    (expanded,) = jsonld.expand(document, options)
    schema = "https://schema.org/"
    assert expanded["@type"] == [f"{schema}ItemList"]
    first, second = (one[f"{schema}item"][0] for one in expanded[f"{schema}itemListElement"])
    assert first["@type"] == [f"{schema}School"]
    assert first[f"{schema}name"] == [{"@value": "Гимназия № 12"}]
    (credential,) = first[f"{schema}hasCredential"]
    assert credential[f"{schema}url"] == [{"@value": f"http://localhost/verify/{held.code}"}]
    assert f"{schema}hasCredential" not in second
