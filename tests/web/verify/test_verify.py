"""Anyone checks a code: what it is worth today, in words, and how a slip differs from an unknown code."""

import secrets
from datetime import timedelta

import pytest
from sqlalchemy import event

from app.audit import record
from app.clock import now, today
from app.domain import codes
from app.domain.action import Action
from app.domain.workflow import AwardState
from app.extensions import db
from tests.factories.awards import make_award
from tests.factories.people import make_head, make_school


def stop(award, state: AwardState, action: Action, reason: str) -> None:
    """What an assessor's step leaves behind."""
    award.state, award.state_reason, award.state_changed_at = state, reason, now()
    record(action, award, reason=reason)
    db.session.commit()


def test_a_valid_certificate_says_what_was_certified_against_which_version(client) -> None:
    award = make_award(make_school(name="Gymnasium No. 12", locality="Polatsk"), tier="gold")

    page = client.get(f"/verify/{award.code}")

    assert page.heading == "Gymnasium No. 12"
    assert "This certificate is valid." in page.text
    assert "Polatsk, Belarus" in page.text
    assert "version 1.0" in page.text
    assert "it is not a guarantee" in page.text
    assert page.soup.select_one(".tier--gold")
    assert page.soup.select_one(".verdict--success")


def test_the_levels_of_the_five_modules_are_a_picture_and_a_table(client) -> None:
    page = client.get(f"/verify/{make_award().code}")

    rows = [row.get_text(" ", strip=True) for row in page.soup.select(".bars tbody tr")]
    assert len(rows) == 5
    assert rows[1] == "2 · Policy and leadership Institutionalised 4"
    assert [bar["width"] for bar in page.soup.select(".bars__bar")] == ["75%", "100%", "75%", "75%", "100%"]


def test_a_code_is_understood_as_people_type_it(client) -> None:
    award = make_award()
    typed = award.code.lower().replace("-", " ")

    assert client.get("/verify", query_string={"q": typed}, status=303).location == f"/verify/{award.code}"
    assert client.get(f"/verify/{award.code.lower()}", status=301).location == f"/verify/{award.code}"
    address = f"https://ciss.example/verify/{award.code}?x=1"
    assert client.get("/verify", query_string={"q": address}, status=303).location == f"/verify/{award.code}"


@pytest.mark.parametrize("typed", ["CISS-1", "CISS–7K2M–9QXA–ABCD", "CISS-7K2M-9QXA-7K2M", "100%", "_"])
def test_a_typing_slip_is_told_apart_from_an_unknown_code(client, typed) -> None:
    page = client.get(f"/verify/{typed}", status=404)

    assert "There is a typing slip in this code." in page.text
    assert "This does not mean that the certificate is false." in page.text
    assert page.soup.select_one("input[name=q]")["value"] == typed


def test_a_well_formed_code_that_nobody_has_is_unknown(client) -> None:
    code = codes.new(secrets.token_bytes(codes.BYTES))

    page = client.get(f"/verify/{code}", status=404)

    assert "We never issued a certificate with this code." in page.text
    assert page.soup.select_one(".verdict--danger")


def test_an_expired_certificate_says_until_when_it_was_valid(client) -> None:
    award = make_award(issued_on=today() - timedelta(days=800), expires_on=today() - timedelta(days=1))

    page = client.get(f"/verify/{award.code}")

    assert "This certificate has expired." in page.text
    assert page.soup.select_one(".verdict--warn")


def test_a_certificate_is_still_valid_on_its_last_day(client) -> None:
    award = make_award(expires_on=today())

    assert "This certificate is valid." in client.get(f"/verify/{award.code}").text


def test_suspension_restoration_and_withdrawal_show_at_once_with_their_public_words(client) -> None:
    award = make_award()
    address = f"/verify/{award.code}"
    assert "This certificate is valid." in client.get(address).text

    stop(award, AwardState.SUSPENDED, Action.SUSPEND, "The reporting box was locked for a term.")
    page = client.get(address)
    assert "This certificate is suspended." in page.text
    assert "The reporting box was locked for a term." in page.soup.select_one(".verdict").get_text()

    stop(award, AwardState.ACTIVE, Action.RESTORE, "The box is open again.")
    page = client.get(address)
    assert "This certificate is valid." in page.text
    assert [entry.get_text() for entry in page.soup.select(".timeline__what")] == [
        "Issued",
        "Suspended",
        "Suspension ended",
        "Ends, unless it is renewed",
    ]

    stop(award, AwardState.WITHDRAWN, Action.WITHDRAW, "Evidence was invented.")
    page = client.get(address)
    assert "This certificate was withdrawn." in page.text
    assert page.soup.select_one(".verdict--danger")
    assert page.soup.select(".timeline__what")[-1].get_text() == "Withdrawn"


def test_a_replaced_certificate_leads_to_the_one_that_the_school_holds_now(client) -> None:
    school = make_school()
    old = make_award(school, state=AwardState.SUPERSEDED, state_changed_at=now())
    new = make_award(school, tier="gold")
    old.superseded_by_id = new.id
    db.session.commit()

    page = client.get(f"/verify/{old.code}")

    assert "This certificate was replaced by a newer one." in page.text
    assert page.soup.select_one(".verdict a")["href"] == f"/verify/{new.code}"


def test_a_newer_certificate_of_the_same_tier_is_a_renewal(client) -> None:
    school = make_school()
    old = make_award(school, state=AwardState.SUPERSEDED, state_changed_at=now())
    old.superseded_by_id = make_award(school).id
    db.session.commit()

    page = client.get(f"/verify/{old.code}")

    assert "This certificate was renewed: the school holds a newer one." in page.text
    assert page.soup.select(".timeline__what")[-1].get_text() == "Renewed: a newer certificate follows"


def test_while_the_document_is_drawn_the_page_says_so_and_its_links_lead_back(client) -> None:
    award = make_award()

    assert "The certificate is being prepared" in client.get(f"/verify/{award.code}").text
    for ending in (".pdf", ".json", ".jwt", "/badge.png"):
        assert client.get(f"/verify/{award.code}{ending}", status=303).location == f"/verify/{award.code}"


def test_a_search_by_name_finds_schools_and_takes_wildcards_for_letters(client) -> None:
    award = make_award(make_school(name="Лицей 100% добра"))
    make_award(make_school(name="Gymnasium No. 1000"))

    page = client.get("/verify", query_string={"q": "ЛИЦЕЙ 100%"})

    assert [link["href"] for link in page.soup.select("main ul a")] == [f"/verify/{award.code}"]
    assert "Nothing was found" in client.get("/verify", query_string={"q": "_%"}).text
    assert "Type a code or a name" in client.get("/verify?q=").text


@pytest.mark.parametrize("odd", ["<script>alert(1)</script>", "' OR 1=1 --", "😀" * 60, "x" * 5000, "\x00"])
def test_odd_words_in_the_box_get_words_back(client, odd) -> None:
    page = client.get("/verify", query_string={"q": odd})

    assert "Nothing was found" in page.text or "Type a code or a name" in page.text
    assert not page.soup.select("main script")


def test_the_page_speaks_the_readers_language_and_never_anothers(client) -> None:
    award = make_award()
    address = f"/verify/{award.code}"

    english = client.get(address, headers={"Accept-Language": "en"})
    romanian = client.get(address, headers={"Accept-Language": "ro"})

    assert english.soup.html["lang"] == "en"
    assert romanian.soup.html["lang"] == "ro"
    assert "Politici și conducere" in romanian.text or "Policy and leadership" not in romanian.text


def test_somebody_signed_in_sees_the_page_under_their_own_name(client) -> None:
    award = make_award()
    client.get(f"/verify/{award.code}")

    page = client.sign_in(make_head(make_school(), name="Anna Head")).get(f"/verify/{award.code}")

    assert "Anna Head" in page.text
    assert "private" in page.response.headers["Cache-Control"]
    assert "Anna Head" not in client.sign_out().get(f"/verify/{award.code}").text


def test_a_browser_that_has_the_page_is_told_that_nothing_changed(client) -> None:
    award = make_award()
    tag = client.get(f"/verify/{award.code}").response.headers["ETag"]

    again = client.get(f"/verify/{award.code}", headers={"If-None-Match": tag}, status=304)
    assert not again.response.get_data()

    stop(award, AwardState.SUSPENDED, Action.SUSPEND, "A notice.")
    client.get(f"/verify/{award.code}", headers={"If-None-Match": tag})


def test_the_page_costs_one_query_and_less_than_twenty_kilobytes(client) -> None:
    award = make_award()
    for _ in range(3):
        stop(award, AwardState.SUSPENDED, Action.SUSPEND, "A notice.")
        stop(award, AwardState.ACTIVE, Action.RESTORE, "It is settled.")
    address, asked = f"/verify/{award.code}", []

    def note(connection, cursor, statement, *rest) -> None:
        if not statement.startswith("BEGIN"):
            asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    page = client.get(address)
    event.remove(db.engine, "before_cursor_execute", note)

    assert len(asked) == 1
    assert len(page.html.encode()) < 20_000
    assert "Set-Cookie" not in page.response.headers


def test_the_search_box_tells_a_slip_from_words_that_no_school_has(client) -> None:
    award = make_award(make_school(name="Liceul Orizont"))

    slip = client.get("/verify", query_string={"q": award.code[:-1]}).text
    words = client.get("/verify", query_string={"q": "Primavara"}).text

    assert "There is a typing slip in this code." in slip
    assert "this one has 11" in slip
    assert "Nothing was found" in words
    assert "code has" not in words
