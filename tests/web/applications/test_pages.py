"""The pages of an application open for those who may see it, in every state, with a constant number of queries."""

import pytest

from app.clock import now
from app.domain.facts import Function
from app.domain.workflow import State
from app.extensions import db
from app.models import Application, ChangeRequest
from tests.factories.cases import assign, claim_of, make_application, make_evidence
from tests.factories.people import (
    make_admin,
    make_coordinator,
    make_expert,
    make_head,
    make_member,
    make_programme,
    make_school,
    make_school_coordinator,
    save,
)
from tests.support.client import Client
from tests.support.queries import counted


@pytest.mark.parametrize("state", list(State))
def test_the_overview_opens_in_every_state(client: Client, state: State) -> None:
    school = make_school(commitment_signed_at=now())
    application = make_application(school, state)
    page = client.sign_in(make_head(school)).get(f"/applications/{application.ref}")
    assert page.heading == f"Application {application.ref}"


def test_the_coordinator_is_told_who_submits(client: Client) -> None:
    school = make_school(commitment_signed_at=now())
    application = make_application(school)
    page = client.sign_in(make_school_coordinator(school)).get(f"/applications/{application.ref}")
    assert "Say where you stand on 1.1" in page.soup.select_one(".next-step").get_text()


def test_strangers_find_nothing_and_administrators_neither(client: Client) -> None:
    application = make_application()
    for person in (make_head(make_school()), make_coordinator(make_programme("MD")), make_admin()):
        client.sign_in(person).get(f"/applications/{application.ref}", status=404)
        client.get(f"/applications/{application.ref}/claims/3.1", status=404)
        client.get(f"/applications/{application.ref}/export.zip", status=404)


def test_an_expert_comes_in_after_declaring(client: Client) -> None:
    application = make_application(state=State.IN_SUPPORT)
    expert = make_expert(application.programme)
    client.sign_in(expert).get(f"/applications/{application.ref}", status=404)
    assign(application, expert, Function.EXPERT)
    client.get(f"/applications/{application.ref}")


def test_claims_are_searched_and_filtered(client: Client) -> None:
    school = make_school()
    member = make_member(school)
    application = make_application(school)
    claim = claim_of(application, "3.1")
    claim.owner_id, claim.level = member.id, 2
    db.session.commit()
    client.sign_in(member)
    url = f"/applications/{application.ref}/claims"
    assert len(client.get(url).soup.select("tbody tr")) == 36
    assert len(client.get(f"{url}?owner={member.id}").soup.select("tbody tr")) == 1
    assert len(client.get(f"{url}?q=routes").soup.select("tbody tr")) == 1
    assert len(client.get(f"{url}?show=bare").soup.select("tbody tr")) == 1
    assert len(client.get(f"{url}?show=unrated").soup.select("tbody tr")) == 34
    assert "No criterion matches" in client.get(f"{url}?q=%25_").text


def _fill(application: Application) -> None:
    head = make_head(application.school)
    for criterion in ("1.1", "2.1", "3.1", "3.1", "3.1"):
        make_evidence(claim_of(application, criterion), head)


@pytest.mark.parametrize(
    ("path", "most"), [("", 16), ("/claims", 6), ("/claims/3.1", 14), ("/forecast", 9), ("/submit", 10)]
)
def test_the_number_of_queries_does_not_grow_with_the_rows(client: Client, path: str, most: int) -> None:
    school = make_school(commitment_signed_at=now())
    application = make_application(school)
    url = f"/applications/{application.ref}{path}"
    client.sign_in(make_head(school)).get(url)
    with counted() as before:
        client.get(url)
    _fill(application)
    db.session.expire_all()
    with counted() as after:
        client.get(url)
    assert len(after) <= len(before) + 2  # versions and emergency access, once there is any evidence
    assert len(after) <= most, "\n".join(after)


def test_the_forecast_shows_the_shortest_way_and_tries_levels_without_saving(client: Client) -> None:
    school = make_school()
    application = make_application(school)
    for claim in application.claims:
        claim.level = 3
    claim_of(application, "3.1").level = 0
    db.session.commit()
    client.sign_in(make_head(school))
    url = f"/applications/{application.ref}/forecast"
    assert "No tier yet" in client.get(url).text
    assert "3.1 is 0, needs 3" in client.get(url).text
    tried = client.get(f"{url}?c3.1=3&c1.3=3&c9.9=4&c2.1=seven")
    assert "Silver" in tried.soup.select_one(".tier").get_text()
    assert "not saved" in tried.text
    assert claim_of(application, "3.1").level == 0


def test_members_do_not_see_the_forecast(client: Client) -> None:
    school = make_school()
    application = make_application(school)
    client.sign_in(make_member(school)).get(f"/applications/{application.ref}/forecast", status=403)


def test_every_link_that_a_member_sees_opens(client: Client) -> None:
    school = make_school()
    member, expert = make_member(school), make_expert()
    application = make_application(school, State.CHANGES_REQUESTED, support_round=1)
    assign(application, expert, Function.EXPERT)
    claim = claim_of(application, "3.1")
    save(ChangeRequest(claim_id=claim.id, expert_id=expert.id, round=1, note="Add limits.", asked_at=now()))
    make_evidence(claim, member)
    client.sign_in(member)
    for path in ("", "/claims", "/claims/3.1", "/submit"):
        page = client.get(f"/applications/{application.ref}{path}")
        links = {str(link["href"]).split("#")[0] for link in page.soup.select("main a[href^='/']")}
        for link in sorted(links - {""})[:12]:
            client.get(link)
