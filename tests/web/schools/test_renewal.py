"""A certificate ends: the school hears of it in time, and finds the way to the next one."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app import renewals
from app.clock import now, today
from app.domain.award import Status, WayOn, add_months, reminders_due, way_on
from app.domain.workflow import AwardState, State
from app.extensions import db
from app.models import Application, Award, OutgoingMail, User
from modules.load import load_scheme
from tests.factories.awards import make_award
from tests.factories.cases import make_application
from tests.factories.people import make_coordinator, make_head, make_school
from tests.support.client import Client
from tests.support.training import train

END = date(2027, 6, 30)
TIERS = {tier.id: tier for tier in load_scheme().tiers}


@pytest.mark.parametrize(
    ("tier", "worth", "day", "way"),
    [
        ("silver", Status.ACTIVE, date(2026, 1, 1), WayOn.NEXT_TIER),
        ("gold", Status.ACTIVE, date(2026, 1, 1), None),
        ("gold", Status.ACTIVE, date(2026, 12, 30), WayOn.RENEW),
        ("gold", Status.SUSPENDED, END, WayOn.RENEW),
        ("bronze", Status.EXPIRED, date(2027, 7, 1), WayOn.AGAIN),
        ("gold", Status.WITHDRAWN, date(2026, 1, 1), WayOn.AGAIN),
    ],
)
def test_a_school_may_go_on_when_there_is_something_to_go_on_to(
    tier: str, worth: Status, day: date, way: WayOn | None
) -> None:
    assert way_on(TIERS[tier], worth, END, day) is way


def test_reminders_fall_due_six_three_and_one_month_before_the_end() -> None:
    days = [
        date(2026, 12, 29),
        date(2026, 12, 30),
        date(2027, 3, 30),
        date(2027, 5, 30),
        END,
        date(2027, 7, 1),
    ]
    assert [reminders_due(END, day) for day in days] == [0, 1, 2, 3, 3, 0]


def mails() -> list[tuple[str, str]]:
    """Recipient and subject of every mail, oldest first."""
    rows = db.session.execute(select(OutgoingMail.recipient, OutgoingMail.subject).order_by(OutgoingMail.id))
    return [(row.recipient, row.subject) for row in rows]


def test_the_school_and_the_coordinator_hear_of_the_end_once(app: Flask) -> None:
    school = make_school(name="Lyceum No. 2")
    told = {make_head(school).email, make_coordinator(school.programme).email}
    award = make_award(school, issued_on=today() - timedelta(days=600), expires_on=add_months(today(), 2))
    assert list(renewals.due()) == [award.id]
    for _ in range(2):
        renewals.remind(award.id)
    db.session.commit()
    people = [recipient for recipient, _ in mails()]
    assert told <= set(people)
    assert len(people) == len(set(people))
    assert all("Lyceum No. 2" in subject for _, subject in mails())
    assert list(renewals.due()) == []


def test_nobody_is_reminded_who_has_begun_already_or_has_long_to_go(app: Flask) -> None:
    begun = make_award(issued_on=today() - timedelta(days=600), expires_on=add_months(today(), 1))
    make_application(begun.school)
    make_award(expires_on=add_months(today(), 7))
    make_award(
        issued_on=today() - timedelta(days=600),
        expires_on=today() + timedelta(days=9),
        state=AwardState.WITHDRAWN,
    )
    assert list(renewals.due()) == []


def head_of(award: Award) -> User:
    award.school.commitment_signed_at = now()
    head = make_head(award.school)
    train(head)
    db.session.commit()
    return head


def test_a_certified_school_finds_the_way_to_a_higher_tier(client: Client) -> None:
    award = make_award(tier="silver")
    client.sign_in(head_of(award))
    page = client.get(f"/schools/{award.school.ref}")
    assert "Your school is certified. Show the certificate." in page.text
    client.submit(f"/schools/{award.school.ref}", {}, to=f"/schools/{award.school.ref}/open-application")
    states = db.session.scalars(select(Application.state).where(Application.school_id == award.school_id))
    assert sorted(states) == [State.AWARDED, State.DRAFT]
    again = client.get(f"/schools/{award.school.ref}")
    assert "Public page of the certificate" in again.text


def test_in_the_last_months_the_next_step_is_to_renew(client: Client) -> None:
    award = make_award(
        tier="gold", issued_on=today() - timedelta(days=1000), expires_on=add_months(today(), 5)
    )
    page = client.sign_in(head_of(award)).get(f"/schools/{award.school.ref}")
    step = page.soup.select_one(".next-step")
    assert "Open the application that follows it." in step.get_text()


def test_a_gold_school_with_years_to_go_is_not_asked_to_apply(client: Client) -> None:
    award = make_award(tier="gold", expires_on=add_months(today(), 30))
    page = client.sign_in(head_of(award)).get(f"/schools/{award.school.ref}")
    assert page.soup.select('form[action$="/open-application"]') == []


def test_an_expired_certificate_is_said_to_have_ended(client: Client) -> None:
    award = make_award(issued_on=today() - timedelta(days=800), expires_on=today() - timedelta(days=1))
    page = client.sign_in(head_of(award)).get(f"/schools/{award.school.ref}")
    assert "Your certificate ended on" in page.text
