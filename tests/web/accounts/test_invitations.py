"""Inviting people and answering: every role's way in."""

from datetime import timedelta

import pytest
import time_machine

from app.clock import now
from app.domain.errors import Invalid
from app.domain.roles import Position, Role
from app.extensions import db
from app.invitations import invite, normal_email, propose_role, revoke
from app.models import AuditEvent, Invitation, Notice, RoleGrant, User
from app.work import deliver_mail
from tests.factories.doors import PASSWORD, give_password, link_in, mails_to
from tests.factories.people import (
    grant,
    make_admin,
    make_coordinator,
    make_head,
    make_member,
    make_programme,
    make_school,
    make_user,
)
from tests.support.client import Client

JOIN = {"name": "Olena Kovalenko", "password": PASSWORD, "again": PASSWORD}


def invited(
    role: Role = Role.LEAD, position: Position | None = Position.HEAD, **values
) -> tuple[Invitation, str]:
    """An invitation with the link from its mail."""
    place = (
        {"school": make_school(registered_at=None)}
        if role in (Role.LEAD, Role.MEMBER)
        else {"programme": make_programme()}
    )
    place = values.pop("place", place)
    by = values.pop("by", None) or make_coordinator()
    invitation = invite(
        values.pop("email", "olena@school.test"), role, by=by.id, position=position, **place, **values
    )
    db.session.commit()
    return invitation, link_in(mails_to(invitation.email)[-1])


def test_a_head_comes_in_by_the_link_and_the_school_is_registered(client: Client) -> None:
    invitation, link = invited()
    page = client.get(link)
    assert "As head of" in page.text
    assert client.submit(link, JOIN).location == "/start"
    user = db.session.query(User).filter_by(email="olena@school.test").one()
    granted = db.session.query(RoleGrant).filter_by(user_id=user.id).one()
    assert (granted.role, granted.position) == (Role.LEAD, Position.HEAD)
    assert granted.confirmed_at is not None
    db.session.refresh(invitation)
    assert invitation.accepted_at is not None
    assert client.get("/start", status=303).location.startswith("/schools/")
    event = db.session.query(AuditEvent).one()
    assert (event.action, event.actor_id, event.school_id) == (
        "accept-invitation",
        user.id,
        invitation.school_id,
    )
    assert "olena" not in str(event.details)
    told = db.session.query(Notice).filter_by(user_id=invitation.invited_by_id).one()
    assert told.subject.startswith("Olena Kovalenko has joined")


def test_the_school_counts_as_registered_from_the_heads_arrival(client: Client) -> None:
    school = make_school(registered_at=None)
    _, link = invited(Role.MEMBER, Position.STAFF, place={"school": school}, email="a@school.test")
    client.submit(link, JOIN)
    db.session.refresh(school)
    assert school.registered_at is None
    client.sign_out()
    client.submit(invited(place={"school": school}, email="b@school.test")[1], JOIN)
    db.session.refresh(school)
    assert school.registered_at is not None


def test_a_delivered_link_is_nowhere_in_the_database(app, settings) -> None:
    _, link = invited()
    deliver_mail()
    db.session.commit()
    assert mails_to("olena@school.test")[0].body == ""
    (file,) = (settings.data / "mail").glob("*.eml")
    assert link.rsplit("/", 1)[1] in file.read_text().replace("=\n", "")


def test_a_link_works_once(client: Client) -> None:
    _, link = invited()
    client.submit(link, JOIN)
    client.sign_out()
    page = client.get(link, status=410)
    assert page.heading == "This invitation was answered already"
    assert client.post(link, JOIN, status=410).heading == page.heading


def test_a_link_runs_out_after_two_weeks(client: Client) -> None:
    _, link = invited()
    with time_machine.travel(now() + timedelta(days=13, hours=23)):
        client.get(link)
    with time_machine.travel(now() + timedelta(days=14, minutes=1)):
        page = client.get(link, status=410)
        assert page.heading == "This invitation has run out"
        assert "Ask Person" in page.text


def test_a_link_that_was_taken_back_says_so(client: Client) -> None:
    invitation, link = invited()
    revoke(invitation)
    db.session.commit()
    assert client.get(link, status=410).heading == "This invitation was taken back"


def test_an_unknown_link_says_what_may_have_happened(client: Client) -> None:
    assert (
        client.get("/accounts/invitations/" + "x" * 43, status=404).heading
        == "We do not know this invitation"
    )


def test_inviting_again_ends_the_earlier_link(client: Client) -> None:
    school, by = make_school(), make_coordinator()
    _, first = invited(place={"school": school}, by=by)
    _, second = invited(place={"school": school}, by=by, email="OLENA@school.test")
    client.get(first, status=410)
    client.get(second)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"password": "short", "again": "short"}, "Use at least 12 characters."),
        ({"password": "password123456", "again": "password123456"}, "Many people use this password"),
        ({"password": "йцукенгшщзхъ", "again": "йцукенгшщзхъ"}, "Many people use this password"),
        ({"password": PASSWORD, "again": PASSWORD + "x"}, "The two passwords are not the same."),
        ({"name": ""}, "Fill this in."),
    ],
)
def test_what_does_not_fit_is_said_and_the_link_still_works(
    client: Client, values: dict[str, str], words: str
) -> None:
    _, link = invited()
    page = client.submit(link, {**JOIN, **values}, status=422)
    assert words in page.text
    assert not [field for field in page.soup.select("input[type=password]") if field.get("value")]
    assert client.submit(link, JOIN).location == "/start"


def test_a_double_click_makes_one_account(client: Client) -> None:
    _, link = invited()
    sent = {**client.get(link).form(), **JOIN}
    first = client.post(link, sent, fresh=False)
    client.sign_out()
    sent_again = {**sent, "csrf_token": client.csrf()}
    assert client.post(link, sent_again, fresh=False).location == first.location
    assert db.session.query(User).filter_by(email="olena@school.test").count() == 1


def test_a_known_person_signs_in_and_accepts(client: Client) -> None:
    user = give_password(make_user(email="olena@school.test", name="Olena K"))
    _, link = invited()
    page = client.get(link)
    assert "has an account already" in page.text
    client.post(link, JOIN, status=422)
    signing_in = client.get(str(page.soup.select_one("main a.govuk-button")["href"]))
    sent = {**signing_in.form(), "email": "olena@school.test", "password": PASSWORD}
    assert client.post("/accounts/sign-in", sent, fresh=False).location == link
    assert "You are signed in as Olena K." in client.get(link).text
    assert client.submit(link, {}).location == "/start"
    assert db.session.query(RoleGrant).filter_by(user_id=user.id, role=Role.LEAD).count() == 1


def test_somebody_else_cannot_take_the_invitation_of_a_known_person(client: Client) -> None:
    make_user(email="olena@school.test")
    _, link = invited()
    client.sign_in(make_user(name="Another"))
    assert "You are signed in as Another." in client.get(link).text
    client.post(link, {}, status=422)
    assert db.session.query(RoleGrant).filter_by(role=Role.LEAD).count() == 0


def test_a_member_who_becomes_coordinator_holds_one_role_in_the_school(client: Client) -> None:
    school = make_school()
    member = make_member(school, email="olena@school.test")
    _, link = invited(Role.LEAD, Position.COORDINATOR, place={"school": school})
    client.sign_in(member).submit(link, {})
    live = db.session.query(RoleGrant).filter_by(user_id=member.id, revoked_at=None).all()
    assert [(g.role, g.position) for g in live] == [(Role.LEAD, Position.COORDINATOR)]


def test_a_coordinator_sets_up_two_steps_before_anything_else(client: Client) -> None:
    _, link = invited(Role.COORDINATOR, None, by=make_admin())
    client.submit(link, JOIN)
    assert client.get("/start", status=303).location == "/accounts/two-step"


def test_a_proposed_assessor_waits_for_a_second_person(client: Client) -> None:
    programme, admin = make_programme(), make_admin()
    coordinator = make_coordinator(programme)
    propose_role("ion@md.test", Role.ASSESSOR, programme, by=coordinator.id, name="Ion")
    db.session.commit()
    link = link_in(mails_to("ion@md.test")[0])
    client.submit(link, {**JOIN, "name": "Ion Rusu"})
    granted = db.session.query(RoleGrant).filter_by(role=Role.ASSESSOR).one()
    assert (granted.confirmed_at, granted.granted_by_id) == (None, coordinator.id)
    assert "Waiting for a second person’s confirmation" in client.get("/accounts/profile").text
    assert "waits for your confirmation" in db.session.query(Notice).filter_by(user_id=admin.id).one().subject


def test_only_experts_and_assessors_are_proposed(app) -> None:
    with pytest.raises(ValueError, match="not proposed"):
        propose_role("ion@md.test", Role.COORDINATOR, make_programme(), by=make_coordinator().id)


def test_who_holds_the_role_is_not_invited_again(app) -> None:
    school = make_school()
    make_head(school, email="olena@school.test")
    with pytest.raises(Invalid, match="holds this role already"):
        invited(place={"school": school})


def test_a_closed_account_is_not_invited(app) -> None:
    make_user(email="olena@school.test", disabled_at=now())
    with pytest.raises(Invalid, match="closed"):
        invited()


def test_a_person_may_hold_roles_in_two_schools(client: Client) -> None:
    user = make_user(email="olena@school.test")
    grant(user, Role.MEMBER, school=make_school(), position=Position.STAFF)
    _, link = invited(Role.MEMBER, Position.STAFF)
    client.sign_in(user).submit(link, {})
    assert db.session.query(RoleGrant).filter_by(user_id=user.id, revoked_at=None).count() == 2


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Olena@School.BY ", "olena@school.by"),
        ("директор@школа.бел", None),
        ("director@школа.бел", "director@xn--"),
        ("o'brien+ciss@a-b.example", "o'brien+ciss@a-b.example"),
        ("two@@at.test", None),
        ("no-dot@localhost", None),
        (".dot@first.test", None),
        ("a@b.test\nBcc: all@x.test", None),
        ("x" * 65 + "@long.test", None),
        ("", None),
        ("spaces in@it.test", None),
        ("a@" + "b" * 250 + ".test", None),
    ],
)
def test_addresses_are_kept_in_one_form_or_refused(typed: str, kept: str | None) -> None:
    if kept is None:
        with pytest.raises(Invalid):
            normal_email(typed)
    else:
        assert normal_email(typed).startswith(kept)
        assert normal_email(typed).isascii()
