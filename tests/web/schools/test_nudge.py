"""A lead reminds colleagues of their training: kindly, in their language, once a week."""

from datetime import timedelta

import time_machine

from app.clock import now
from app.extensions import db
from app.models import AuditEvent, Notice, OutgoingMail, School, User
from modules.load import curriculum
from tests.factories.learning import enrol, finish
from tests.factories.people import make_coordinator, make_head, make_member, make_school
from tests.support.client import Client, Page


def team(client: Client, school: School) -> Page:
    return client.get(f"/schools/{school.ref}/team")


def remind(client: Client, school: School, person: User | None, *, status: int = 303) -> Page:
    sent = {"member": str(person.id)} if person else {}
    return client.post(f"/schools/{school.ref}/nudge", sent, status=status)


def reminded() -> list[int]:
    return [one.user_id for one in db.session.query(Notice).order_by(Notice.user_id)]


def finish_all(user: User) -> None:
    for module in curriculum().modules:
        finish(user, module.id)


def test_a_reminder_names_the_module_that_comes_next_and_leads_to_it(client: Client) -> None:
    school = make_school(name="School No. 5")
    head, member = make_head(school, name="Olga"), make_member(school, name="Ada")
    enrol(member, "m2-policy", seen=["door"])
    client.sign_in(head)
    remind(client, school, member)
    mail = db.session.query(OutgoingMail).one()
    title = curriculum().text("m2-policy").title
    assert title in mail.subject
    assert "Olga from School No. 5 asked us to remind you" in mail.body
    assert "You have already begun module 2" in mail.body
    assert "/learning/m2-policy" in mail.body
    event = db.session.query(AuditEvent).one()
    assert (event.action, event.school_id, event.details) == ("nudge", school.id, {"members": [member.id]})


def test_the_mail_speaks_the_language_of_the_one_who_gets_it(client: Client) -> None:
    school = make_school()
    member = make_member(school, language="ru")
    remind(client.sign_in(make_head(school)), school, member)
    assert curriculum().text("m1-rights", "ru").title in db.session.query(OutgoingMail).one().subject


def test_everybody_who_has_not_finished_is_reminded_but_not_oneself(client: Client) -> None:
    school = make_school()
    head, done, one, two = make_head(school), make_member(school), make_member(school), make_member(school)
    finish_all(done)
    client.sign_in(head)
    assert "Remind everybody who has not finished" in team(client, school).text
    remind(client, school, None)
    assert reminded() == [one.id, two.id]
    assert db.session.query(AuditEvent).one().details == {"members": [one.id, two.id]}


def test_once_a_week_is_enough_and_the_page_says_when_again(client: Client) -> None:
    school = make_school()
    head, member = make_head(school), make_member(school)
    client.sign_in(head)
    moment = now()
    remind(client, school, member)
    assert "Once a week is enough." in remind(client, school, member, status=422).text
    assert "Nobody to remind now" in remind(client, school, None, status=422).text
    assert reminded() == [member.id]
    page = team(client, school)
    assert "Reminded on" in page.text
    assert "Again from" in page.text
    assert page.soup.select("form[action$='/nudge']") == []
    with time_machine.travel(moment + timedelta(days=7, minutes=1), tick=False):
        client.sign_in(head)
        remind(client, school, member)
    assert reminded() == [member.id, member.id]


def test_nobody_reminds_themselves_nor_somebody_who_has_finished_nor_a_stranger(client: Client) -> None:
    school = make_school()
    head, done, stranger = make_head(school), make_member(school), make_member(make_school())
    finish_all(done)
    client.sign_in(head)
    assert "no reminder from yourself" in remind(client, school, head, status=422).text
    assert "passed every module" in remind(client, school, done, status=422).text
    remind(client, school, stranger, status=422)
    assert reminded() == []


def test_a_double_click_sends_one_mail(client: Client) -> None:
    school = make_school()
    member = make_member(school)
    client.sign_in(make_head(school))
    sent = {"member": str(member.id), "once": "a key of one button on the page"}
    for _ in range(2):
        client.post(f"/schools/{school.ref}/nudge", sent)
    assert reminded() == [member.id]


def test_only_those_who_lead_the_school_remind(client: Client) -> None:
    school = make_school()
    member, other = make_member(school), make_member(school)
    client.sign_in(member)
    remind(client, school, other, status=403)
    remind(client.sign_in(make_coordinator(school.programme)), school, other, status=403)
    remind(client.sign_in(make_head(make_school())), school, other, status=404)
    assert "Remind" not in team(client.sign_in(member), school).text


def test_the_printed_list_counts_who_has_passed(client: Client) -> None:
    school = make_school()
    head = make_head(school)
    finish(head, "m1-rights")
    make_member(school)
    page = client.sign_in(head).get(f"/schools/{school.ref}/team/print")
    last = [cell.get_text(strip=True) for cell in page.soup.select("tr")[-1].select("th, td")]
    assert last == ["Passed by", "2 people", "1", "0", "0", "0", "0"]
