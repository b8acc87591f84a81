"""The list of tools, the page of one, drafts that are renamed, removed and brought back."""

from datetime import timedelta

import pytest
import time_machine

from app import jobs
from app.clock import now
from app.domain.roles import Position, Role
from app.extensions import db
from app.models import School, ToolDraft, User
from app.tools.operations.drafts import MOST_DRAFTS
from modules.load import load_templates
from tests.factories.cases import make_application
from tests.factories.people import grant, make_expert, make_head, make_member, make_school, make_user
from tests.support.client import Client
from tests.support.queries import count_queries
from tests.web.tools.test_filling import begin


@pytest.fixture
def school() -> School:
    return make_school()


@pytest.fixture
def head(school: School, client: Client) -> User:
    head = make_head(school, name="Nina Orlova")
    client.sign_in(head)
    return head


def test_every_tool_is_listed_with_the_criteria_it_feeds(client: Client) -> None:
    page = client.sign_in(make_user()).get("/tools")
    shown = {link["href"] for link in page.soup.select('main ul.tasks a[href^="/tools/"]')}
    assert shown == {f"/tools/{ref.id}" for ref in load_templates()}
    assert "Online-safety policy" in page.text
    assert "What your school is filling in" not in page.text


def test_tools_are_found_by_a_word_a_criterion_or_a_module(client: Client) -> None:
    client.sign_in(make_user())
    assert "Incident log" in client.get("/tools?q=LOG").text
    assert "What we do when a child reports" in client.get("/tools?q=flowchart").text
    assert "Incident log" not in client.get("/tools?q=filtering").text
    only = client.get("/tools?q=3.5").soup.select("main ul.tasks li")
    assert len(only) == 1
    assert "Handover file" not in client.get("/tools?module=m3-reporting").text
    assert "No tool found" in client.get("/tools?q=zzz").text


def test_people_without_a_school_read_a_tool_and_take_it_blank(client: Client) -> None:
    client.sign_in(make_expert())
    page = client.get("/tools/reporting-poster")
    assert "Fill in for" not in page.text
    for kind, start in (("docx", b"PK"), ("odt", b"PK")):
        answer = client.get(f"/tools/reporting-poster.{kind}").response
        assert answer.data.startswith(start)
        assert f"reporting-poster-en.{kind}" in answer.headers["Content-Disposition"]


def test_the_old_addresses_of_tools_lead_on(client: Client) -> None:
    client.sign_in(make_user())
    assert client.get("/learning/tools/risk-picture", status=301).location == "/tools/risk-picture"
    assert client.get("/learning/tools/risk-picture.odt", status=301).location == "/tools/risk-picture.odt"


def test_one_who_belongs_to_two_schools_chooses_for_which(client: Client, school: School, head: User) -> None:
    second = make_school(name="Evening school")
    grant(head, Role.MEMBER, school=second, position=Position.STAFF)
    page = client.get("/tools/drill-record")
    assert "Fill in for Evening school" in page.text
    assert f"Fill in for {school.name}" in page.text
    begin(client, second, "drill-record")
    assert "Evening school · changed on" in client.get("/tools").text


def test_a_draft_is_taken_along_with_the_name_of_the_school(
    client: Client, school: School, head: User
) -> None:
    draft = begin(client, school)
    answer = client.get(f"/tools/drafts/{draft.ref}/download?kind=odt").response
    assert answer.data.startswith(b"PK")
    again = client.get(f"/tools/drafts/{draft.ref}/download?kind=odt").response
    assert again.data == answer.data


def test_a_draft_gets_a_title_of_its_own(client: Client, school: School, head: User) -> None:
    draft = begin(client, school)
    client.submit(
        f"/tools/drafts/{draft.ref}",
        {"title": "Policy of the primary school"},
        to=f"/tools/drafts/{draft.ref}/rename",
    )
    assert client.get(f"/tools/drafts/{draft.ref}").heading == "Policy of the primary school"
    shown = client.get(f"/tools/drafts/{draft.ref}").form("/rename")
    page = client.post(f"/tools/drafts/{draft.ref}/rename", {**shown, "title": ""}, status=422, fresh=False)
    assert "Fill this in." in page.text


def test_a_removed_draft_can_be_brought_back_and_is_forgotten_after_a_month(
    client: Client, school: School, head: User
) -> None:
    draft = begin(client, school)
    ref = draft.ref
    client.post(f"/tools/drafts/{ref}/remove")
    client.get(f"/tools/drafts/{ref}", status=404)
    assert "Removed in the last 30 days" in client.get("/tools").text
    client.post(f"/tools/drafts/{ref}/bring-back")
    client.get(f"/tools/drafts/{ref}")
    client.post(f"/tools/drafts/{ref}/remove")
    with time_machine.travel(now() + timedelta(days=30, minutes=1), tick=False):
        jobs.run_due()
    db.session.expire_all()
    assert db.session.query(ToolDraft).count() == 0


def test_a_draft_that_was_brought_back_is_not_forgotten(client: Client, school: School, head: User) -> None:
    draft = begin(client, school)
    client.post(f"/tools/drafts/{draft.ref}/remove")
    client.post(f"/tools/drafts/{draft.ref}/bring-back")
    with time_machine.travel(now() + timedelta(days=31), tick=False):
        jobs.run_due()
    db.session.expire_all()
    assert db.session.query(ToolDraft).count() == 1


def test_a_school_with_a_hundred_drafts_is_asked_to_tidy_up(
    client: Client, school: School, head: User
) -> None:
    copy(begin(client, school), MOST_DRAFTS - 1)
    shown = {"template": "drill-record", "language": "en"}
    page = client.post(f"/tools/schools/{school.ref}/fill-tool", shown, status=409)
    assert "Your school has 100 drafts" in page.text


def copy(draft: ToolDraft, times: int) -> None:
    names = [one.name for one in ToolDraft.__table__.columns if one.name not in ("id", "ref")]
    for number in range(times):
        values = {name: getattr(draft, name) for name in names}
        db.session.add(ToolDraft(ref=f"td-copy-{number}", **values))
    db.session.commit()


def test_whoever_left_and_was_erased_is_a_removed_person(client: Client, school: School, head: User) -> None:
    draft = begin(client, school)
    head.erased_at = now()
    db.session.commit()
    client.sign_in(make_member(school))
    assert "by removed person" in client.get("/tools").text
    assert "by removed person" in client.get(f"/tools/drafts/{draft.ref}").text


@pytest.mark.parametrize(
    "address",
    ["/tools", "/tools/online-safety-policy", "/tools/drafts/{ref}", "/tools/drafts/{ref}/fill-tool"],
)
def test_a_page_asks_no_more_when_a_school_has_more(
    client: Client, school: School, head: User, address: str
) -> None:
    make_application(school)
    draft = begin(client, school)
    url = address.format(ref=draft.ref)
    client.get(url)
    with count_queries() as few:
        client.get(url)
    copy(draft, 20)
    with count_queries() as many:
        client.get(url)
    assert few.total == many.total <= 8
