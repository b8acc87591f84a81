"""A coordinator screens, returns and moves cases along; the list says who holds which one."""

import csv
import io
from datetime import timedelta

from sqlalchemy import select

from app.clock import now
from app.domain.facts import Function
from app.domain.workflow import State
from app.extensions import db
from app.models import Application, AuditEvent, Notice
from tests.factories.cases import assign, make_application
from tests.factories.people import make_assessor, make_coordinator, make_head, make_school
from tests.support.client import Client
from tests.support.queries import count_queries

LIST = "/programmes/belarus/applications"


def test_screening_begins_and_the_school_is_told(client: Client) -> None:
    school = make_school()
    head = make_head(school)
    application = make_application(school, State.SUBMITTED, submitted_by=head)
    client.sign_in(make_coordinator())
    place = f"{LIST}/{application.ref}"
    client.submit(place, {}, to=f"{place}/start-screening")
    db.session.expire_all()
    assert application.state is State.IN_SCREENING
    event = db.session.scalars(select(AuditEvent)).one()
    assert (event.action, event.details["from"], event.details["to"]) == (
        "start-screening",
        "submitted",
        "in-screening",
    )
    assert [notice.user_id for notice in db.session.scalars(select(Notice))] == [head.id]


def test_a_page_that_is_out_of_date_moves_nothing(client: Client) -> None:
    application = make_application(state=State.SUBMITTED)
    client.sign_in(make_coordinator())
    place = f"{LIST}/{application.ref}"
    old = client.get(place).form("start-screening")
    application.closed_reason = "changed meanwhile"
    db.session.commit()
    page = client.post(f"{place}/start-screening", old, fresh=False, status=409)
    assert "changed while you were reading" in page.text
    db.session.expire_all()
    assert application.state is State.SUBMITTED


def test_an_application_goes_back_with_a_note_the_school_reads(client: Client) -> None:
    school = make_school()
    head = make_head(school)
    application = make_application(school, State.IN_SCREENING, submitted_by=head)
    client.sign_in(make_coordinator())
    place = f"{LIST}/{application.ref}"
    for short in ("", "no"):
        client.submit(place, {"reason": short}, to=f"{place}/return", status=422)
    client.submit(place, {"reason": "The policy of 2.1 cannot be opened."}, to=f"{place}/return")
    db.session.expire_all()
    assert application.state is State.RETURNED
    notice = db.session.scalars(select(Notice)).one()
    assert notice.user_id == head.id
    assert notice.urgent
    assert "The policy of 2.1 cannot be opened." in notice.body


def test_a_case_is_returned_only_from_screening(client: Client) -> None:
    application = make_application(state=State.WITH_ASSESSOR)
    client.sign_in(make_coordinator())
    client.post(f"{LIST}/{application.ref}/return", {"reason": "Something is missing here."}, status=409)


def test_the_holder_is_reminded_once_a_day(client: Client) -> None:
    application = make_application(state=State.WITH_ASSESSOR, moved_at=now() - timedelta(days=50))
    assessor = make_assessor()
    assign(application, assessor, Function.ASSESSOR)
    client.sign_in(make_coordinator())
    client.post(f"{LIST}/{application.ref}/remind")
    notice = db.session.scalars(select(Notice)).one()
    assert notice.user_id == assessor.id
    assert "for 50 days" in notice.body
    assert "within the last day" in client.post(f"{LIST}/{application.ref}/remind", status=409).text


def test_a_case_nobody_holds_is_said_to_be_so(client: Client) -> None:
    application = make_application(state=State.REPORT_FINAL)
    client.sign_in(make_coordinator())
    assert "propose a person first" in client.post(f"{LIST}/{application.ref}/remind", status=409).text


def cases() -> list[Application]:
    found = []
    for number in range(60):
        school = make_school(name=f"School {number:02d}", region=("Brest", "Minsk")[number % 2])
        found.append(make_application(school, State.DRAFT, moved_at=now() - timedelta(days=60 - number)))
    return found


def test_the_list_is_walked_oldest_first_with_four_queries(client: Client) -> None:
    cases()
    client.sign_in(make_coordinator())
    with count_queries() as count:
        page = client.get(LIST)
    assert count.total <= 4
    names = [link.get_text() for link in page.soup.select("main tbody th a")]
    assert names == [f"School {number:02d}" for number in range(50)]
    more = client.get(str(page.soup.select_one("a[rel=next]")["href"]))  # type: ignore[index]
    assert [link.get_text() for link in more.soup.select("main tbody th a")] == [
        f"School {n}" for n in range(50, 60)
    ]
    assert "30 found" in client.get(f"{LIST}?region=Brest&q=SCHOOL").text
    assert "No application fits" in client.get(f"{LIST}?region=Brest&q=gymnasium").text


def test_only_what_is_overdue_is_shown_and_downloaded_on_wish(client: Client) -> None:
    late = make_application(state=State.SUBMITTED, moved_at=now() - timedelta(days=9))
    make_application(state=State.SUBMITTED)
    client.sign_in(make_coordinator())
    page = client.get(f"{LIST}?overdue=yes")
    assert "1 found" in page.text
    link = next(a for a in page.soup.select("a") if a.get_text() == "Download this list")
    text = client.get(str(link["href"])).response.get_data(as_text=True).removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["ref"], row["held_by"], row["days"], row["overdue"]) for row in rows] == [
        (late.ref, "programme", "9", "yes")
    ]
