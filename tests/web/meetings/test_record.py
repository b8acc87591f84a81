"""Starting a meeting, and the record of who was there."""

import json
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest

from app.accounts.operations.erasure import _empty_traces
from app.clock import now, today
from app.extensions import db
from app.models import Attendance, AuditEvent, Meeting, Notice
from modules.load import curriculum
from tests.factories.cases import make_application
from tests.factories.learning import finish
from tests.factories.people import make_coordinator, make_head, make_member, make_school, make_user
from tests.support.client import Client
from tests.support.queries import count_queries
from tests.web.meetings.held import make_held, make_meeting


def home(meeting: Meeting, page: str = "") -> str:
    return f"/meetings/{meeting.school.ref}/{meeting.ref}{page}"


def names(meeting: Meeting) -> list[str]:
    return [
        one.name
        for one in db.session.query(Attendance).filter_by(meeting_id=meeting.id).order_by(Attendance.id)
    ]


def test_a_meeting_is_prepared_for_today_unless_another_day_is_given(client: Client) -> None:
    school = make_school()
    client.sign_in(make_member(school))
    page = client.get(f"/meetings/{school.ref}")
    assert page.form("/hold-meeting")["held_on"] == today().isoformat()
    client.submit(
        f"/meetings/{school.ref}", {"module": "m2-policy"}, to=f"/meetings/{school.ref}/hold-meeting"
    )
    meeting = db.session.query(Meeting).one()
    assert (meeting.module, meeting.module_version) == ("m2-policy", curriculum().module("m2-policy").version)
    event = db.session.query(AuditEvent).one()
    assert (event.action, event.details) == ("hold-meeting", {"module": "m2-policy", "started": True})
    assert event.school_id == school.id


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Choose one."),
        ({"module": "m9"}, "Not a valid choice"),
        ({"module": "m2-policy", "held_on": "2999-01-01"}, "not come yet"),
    ],
)
def test_a_meeting_needs_a_module_and_a_day_that_has_come(
    client: Client, changes: dict[str, str], words: str
) -> None:
    school = make_school()
    client.sign_in(make_member(school))
    page = client.submit(
        f"/meetings/{school.ref}", changes, to=f"/meetings/{school.ref}/hold-meeting", status=422
    )
    assert words in page.text
    assert db.session.query(Meeting).count() == 0


def test_who_was_there_is_kept_and_told_where_their_own_check_is(client: Client) -> None:
    school = make_school()
    lead, done, behind = make_head(school), make_member(school, name="Ada"), make_member(school, name="Bob")
    finish(done, "m3-reporting")
    meeting = make_meeting(school, lead)
    client.sign_in(lead)
    changes: dict[str, Any] = {
        "members": [str(done.id), str(behind.id)], "guests": "Vera Ivanova, cook\n\n Oleg, driver ", "minutes": "55",
        "decided": "A box by the library.",
    }  # fmt: skip
    client.submit(home(meeting, "/attendance"), changes)
    db.session.expire_all()
    assert names(meeting) == ["Ada", "Bob", "Vera Ivanova, cook", "Oleg, driver"]
    assert (meeting.minutes, meeting.decided) == (55, "A box by the library.")
    assert meeting.finished_at is not None
    told = db.session.query(Notice).all()
    assert [one.user_id for one in told] == [behind.id]
    assert told[0].url == "/learning/m3-reporting"
    event = db.session.query(AuditEvent).filter_by(action="hold-meeting").one()
    assert event.details == {"people": 2, "others": 2, "minutes": 55, "corrected": False}


def test_each_line_of_a_decision_stays_a_line(client: Client) -> None:
    school = make_school()
    lead = make_head(school)
    meeting = make_meeting(school, lead)
    client.sign_in(lead)
    client.submit(
        home(meeting, "/attendance"),
        {"members": [str(lead.id)], "minutes": "55", "decided": "A box.\nA date."},
    )
    lines = [one.get_text() for one in client.get(home(meeting, "/record")).soup.select("main p")]
    assert {"A box.", "A date."} <= set(lines)


def test_being_there_passes_nothing(client: Client) -> None:
    school = make_school()
    lead = make_head(school)
    meeting = make_meeting(school, lead)
    client.sign_in(lead).submit(home(meeting, "/attendance"), {"members": str(lead.id)})
    assert "Being there is not yet passing" in client.get(home(meeting)).text
    assert "0 people have passed all modules" in client.get(f"/schools/{school.ref}/team").text


def test_names_stay_in_the_form_when_something_is_wrong(client: Client) -> None:
    school = make_school()
    lead = make_head(school)
    meeting = make_meeting(school, lead)
    client.sign_in(lead)
    changes = {"members": str(lead.id), "guests": "Vera\n" + "x" * 121, "minutes": "0"}
    page = client.submit(home(meeting, "/attendance"), changes, status=422)
    assert "Give 1 to 480 minutes." in page.text
    assert page.form("/attendance")["guests"].strip().startswith("Vera")
    assert page.form("/attendance")["members"] == str(lead.id)
    page = client.submit(home(meeting, "/attendance"), {**changes, "minutes": "50"}, status=422)
    assert "with at most 120 characters" in page.text
    page = client.submit(
        home(meeting, "/attendance"), {"guests": "\n".join(map(str, range(201)))}, status=422
    )
    assert "at most 200 names" in page.text
    page = client.submit(home(meeting, "/attendance"), {}, status=422)
    assert "a record needs somebody" in page.text
    assert names(meeting) == []


def test_nobody_of_another_school_can_be_ticked(client: Client) -> None:
    school = make_school()
    lead, stranger = make_head(school), make_member(make_school())
    meeting = make_meeting(school, lead)
    client.sign_in(lead).submit(home(meeting, "/attendance"), {"members": str(stranger.id)}, status=422)
    assert names(meeting) == []


def test_a_record_is_corrected_for_a_week_and_tells_nobody_twice(client: Client) -> None:
    school = make_school()
    lead, member = make_head(school), make_member(school, name="Ada")
    meeting = make_held(school, lead, lead, member, guests=("Vera",), days=6)
    client.sign_in(lead).submit(
        home(meeting, "/attendance"), {"members": str(member.id), "guests": "Vera\nOleg"}
    )
    assert names(meeting) == ["Ada", "Vera", "Oleg"]
    assert db.session.query(Notice).count() == 0
    assert db.session.query(AuditEvent).one().details["corrected"] is True


def test_after_a_week_a_record_can_only_be_deleted(client: Client) -> None:
    school = make_school()
    lead = make_head(school)
    meeting = make_held(school, lead, lead, days=8)
    client.sign_in(lead)
    assert "no longer changed" in client.get(home(meeting, "/attendance")).text
    sent = {"members": str(lead.id), "minutes": "5", "held_on": today().isoformat()}
    client.post(home(meeting, "/attendance"), sent, status=409)
    client.post(home(meeting, "/decide"), {"decided": "else"}, status=409)
    client.submit(home(meeting), {}, to=home(meeting, "/delete"))
    assert db.session.query(Meeting).count() == db.session.query(Attendance).count() == 0
    assert db.session.query(AuditEvent).one().details["deleted"] is True


def test_two_facilitators_do_not_overwrite_each_other(client: Client) -> None:
    school = make_school()
    lead = make_head(school)
    meeting = make_meeting(school, lead)
    client.sign_in(lead)
    shown = client.get(home(meeting, "/attendance")).form("/attendance")
    client.submit(home(meeting, "/wall?slide=decided"), {"decided": "A box."}, to=home(meeting, "/decide"))
    client.post(home(meeting, "/attendance"), {**shown, "members": str(lead.id)}, status=409, fresh=False)
    db.session.expire_all()
    assert meeting.decided == "A box."


def test_somebody_who_left_the_team_stays_in_the_record(client: Client) -> None:
    school = make_school()
    lead, gone = make_head(school), make_user(name="Former Teacher")
    meeting = make_held(school, lead, lead, gone)
    page = client.sign_in(lead).get(home(meeting, "/attendance"))
    assert "no longer in the team" in page.text
    client.submit(home(meeting, "/attendance"), {"members": [str(lead.id), str(gone.id)]})
    assert "Former Teacher" in names(meeting)


def test_the_record_is_a_tagged_document_and_a_page_with_room_for_signatures(client: Client) -> None:
    school = make_school(name="School No. 5")
    lead = make_head(school, name="Olga <Petrova>")
    meeting = make_held(school, lead, lead, guests=("Vera, cook",))
    page = client.sign_in(lead).get(home(meeting, "/record"))
    assert "A box by the library." in page.text
    assert "Signature" in page.text
    answer = client.get(home(meeting, "/record.pdf")).response
    with pikepdf.open(BytesIO(answer.data)) as document:
        assert document.Root.MarkInfo.Marked
        assert "/Lang" in document.Root
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_team_page_lists_meetings_and_coordinators_see_numbers_only(client: Client) -> None:
    school = make_school()
    lead = make_head(school, name="Olga Petrova")
    meeting = make_held(school, lead, lead, guests=("Vera Cook",))
    page = client.sign_in(lead).get(f"/schools/{school.ref}/team")
    assert page.soup.select_one(f"a[href='{home(meeting)}']") is not None
    page = client.sign_in(make_coordinator(school.programme)).get(f"/schools/{school.ref}/team")
    assert "Meetings of staff" in page.text
    assert "Vera Cook" not in page.text
    assert page.soup.select_one(f"a[href='{home(meeting)}']") is None


def test_the_name_of_an_erased_person_leaves_the_record(client: Client) -> None:
    school = make_school()
    lead, member = make_head(school), make_member(school, name="Ada")
    meeting = make_held(school, lead, lead, member)
    _empty_traces(member, member.email or "")
    db.session.commit()
    db.session.expire_all()
    assert "Ada" not in names(meeting)
    assert len(names(meeting)) == 2


def test_what_a_school_takes_away_has_its_meetings(client: Client) -> None:
    school = make_school()
    lead = make_head(school)
    application = make_application(school)
    make_held(school, lead, lead, guests=("Vera",))
    answer = client.sign_in(lead).get(f"/applications/{application.ref}/export.zip").response
    with ZipFile(BytesIO(answer.data)) as archive:
        (meeting,) = json.loads(archive.read("meetings.json"))
    assert meeting["there"] == [lead.name, "Vera"]
    assert meeting["decided"] == "A box by the library."


def test_pages_of_meetings_ask_the_database_as_often_for_many_as_for_few(client: Client) -> None:
    school = make_school()
    lead = make_head(school)
    meeting = make_held(school, lead, lead)
    client.sign_in(lead)
    urls = [
        f"/meetings/{school.ref}",
        home(meeting),
        home(meeting, "/attendance"),
        f"/schools/{school.ref}/team",
    ]
    counts = []
    for _ in range(2):
        for url in urls:
            with count_queries() as count:
                client.get(url)
            counts.append(count.total)
        for number in range(3):
            make_held(school, make_member(school), lead, guests=("Vera", f"Guest {number}"), days=number)
    assert counts[:4] == counts[4:]
    assert max(counts) <= 11


def test_dates_of_meetings_are_days_that_were(client: Client) -> None:
    school = make_school()
    lead = make_head(school)
    meeting = make_meeting(school, lead)
    tomorrow = (now() + timedelta(days=2)).date().isoformat()
    changes = {"members": str(lead.id), "held_on": tomorrow}
    page = client.sign_in(lead).submit(home(meeting, "/attendance"), changes, status=422)
    assert "This day has not come yet." in page.text
