"""Inviting many colleagues from a list: seen row by row first, then sent at once, and nobody twice."""

from io import BytesIO

import pytest

from app.domain.roles import Position, Role
from app.extensions import db
from app.models import AuditEvent, Invitation, School, WebSession
from tests.factories.doors import mails_to
from tests.factories.people import grant, make_head, make_member, make_school
from tests.support.client import Client, Page

LIST = """\
name,email,role
Vera,vera@school.test,staff
Olga,olga@school.test,coordinator
Misha,misha@school.test,student
"""


@pytest.fixture
def school(client: Client) -> School:
    school = make_school(name="Lyceum 7")
    client.sign_in(make_head(school, name="Anna Novik"))
    return school


def send_list(client: Client, school: School, text: str, *, status: int = 303) -> Page:
    url = f"/schools/{school.ref}/invite-members"
    form = client.get(url).form("invite-members")
    return client.post(url, {**form, "file": (BytesIO(text.encode()), "colleagues.csv")}, status=status)


def test_the_rows_are_shown_before_anything_is_sent(client: Client, school: School) -> None:
    here = f"/schools/{school.ref}/invite-members/rows"
    assert send_list(client, school, LIST).location == here
    page = client.get(here)
    assert "2 colleagues can be invited" in page.text
    assert "no pupils and no parents" in page.text
    assert db.session.query(Invitation).count() == 0


def test_then_every_good_row_gets_its_invitation_and_the_list_is_forgotten(
    client: Client, school: School
) -> None:
    send_list(client, school, LIST)
    page = client.submit(
        f"/schools/{school.ref}/invite-members/rows", {}, to=f"/schools/{school.ref}/invite-members/send"
    )
    assert page.location == f"/schools/{school.ref}/team"
    found = db.session.query(Invitation).order_by(Invitation.email).all()
    assert [(one.email, one.name, one.position) for one in found] == [
        ("olga@school.test", "Olga", "coordinator"),
        ("vera@school.test", "Vera", "staff"),
    ]
    assert len(mails_to("vera@school.test")) == 1
    assert mails_to("misha@school.test") == []
    assert db.session.query(AuditEvent).filter_by(action="invite-member").count() == 2
    assert "vera" not in "".join(one.data for one in db.session.query(WebSession))
    assert "No list is waiting" in client.get(f"/schools/{school.ref}/invite-members/rows").text


def test_the_same_list_a_second_time_invites_nobody(client: Client, school: School) -> None:
    send_list(client, school, LIST)
    client.submit(
        f"/schools/{school.ref}/invite-members/rows", {}, to=f"/schools/{school.ref}/invite-members/send"
    )
    send_list(client, school, LIST)
    page = client.get(f"/schools/{school.ref}/invite-members/rows")
    assert "Nobody on this list can be invited now" in page.text
    assert page.text.count("Invited already") == 2


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n"])
def test_a_file_that_is_no_list_says_so_at_the_field(client: Client, school: School, text: str) -> None:
    page = send_list(client, school, text, status=422)
    assert page.soup.select_one(".govuk-error-message")


def test_no_file_at_all_says_so(client: Client, school: School) -> None:
    page = client.submit(f"/schools/{school.ref}/invite-members", {}, status=422)
    assert "Choose a CSV file first" in page.text


def test_a_list_read_for_one_school_is_not_shown_at_another(client: Client) -> None:
    one, two = make_school(), make_school()
    head = make_head(one)
    grant(head, Role.LEAD, school=two, position=Position.HEAD)
    client.sign_in(head)
    send_list(client, one, LIST)
    assert "No list is waiting" in client.get(f"/schools/{two.ref}/invite-members/rows").text


def test_a_member_may_not(client: Client) -> None:
    school = make_school()
    client.sign_in(make_member(school))
    client.get(f"/schools/{school.ref}/invite-members", status=403)


def test_the_example_is_a_list_that_can_be_read(client: Client, school: School) -> None:
    body = client.get(f"/schools/{school.ref}/invite-members/example.csv").response.get_data(as_text=True)
    send_list(client, school, body)
    page = client.get(f"/schools/{school.ref}/invite-members/rows")
    assert "2 rows" in page.text
    assert page.text.count("Can be invited") == 2
