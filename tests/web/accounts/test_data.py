"""A copy of one's data, and erasure."""

import json

from app import audit
from app.clock import now
from app.domain.facts import Function
from app.domain.roles import Position, Role
from app.domain.workflow import State
from app.extensions import db
from app.files import files
from app.invitations import invite
from app.models import (
    AuditEvent,
    AuditPayload,
    Enrolment,
    FollowUp,
    Notice,
    OutgoingMail,
    Plan,
    RoleGrant,
    User,
    WebSession,
)
from tests.factories.awards import audit_actions
from tests.factories.cases import assign, make_application
from tests.factories.completions import asked, learner
from tests.factories.doors import PASSWORD, give_password
from tests.factories.people import (
    make_admin,
    make_coordinator,
    make_expert,
    make_head,
    make_member,
    make_school,
    make_user,
    save,
)
from tests.support.client import Client

LEAVE = {"password": PASSWORD, "sure": "y"}


def learn(user: User) -> Enrolment:
    enrolment = save(
        Enrolment(user_id=user.id, module="m3-reporting", module_version="1.0", started_at=now())
    )
    save(
        Plan(
            enrolment_id=enrolment.id,
            when="on Monday",
            who="Olena",
            action="hang the poster",
            proof="a photo",
            saved_at=now(),
        )
    )
    return enrolment


def test_a_person_takes_a_copy_of_everything(client: Client) -> None:
    user = give_password(make_member(make_school(), name="Olena", email="olena@school.test"))
    learn(user)
    audit.record("edit-profile", user, actor_id=user.id, personal={"before": "Olenka"})
    db.session.commit()
    text = client.sign_in(user).get("/accounts/export.json").response.get_data(as_text=True)
    data = json.loads(text)
    assert data["account"]["email"] == "olena@school.test"
    assert data["roles"][0]["role"] == "member"
    assert data["plans"][0]["action"] == "hang the poster"
    assert data["learning"][0]["module"] == "m3-reporting"
    assert data["noted_about_you"][0]["personal"] == {"before": "Olenka"}
    assert data["moves"][0]["action"] == "edit-profile"
    for secret in ("argon2", "password_hash", "totp", "token_hash"):
        assert secret not in text.replace("totp_confirmed_at", "")


def test_the_copy_holds_nothing_of_others(client: Client) -> None:
    other = make_member(make_school(), name="Ion", email="ion@school.test")
    learn(other)
    user = make_user(email="olena@school.test")
    text = client.sign_in(user).get("/accounts/export.json").response.get_data(as_text=True)
    assert "ion@school.test" not in text
    assert "hang the poster" not in text


def test_a_case_is_named_in_the_copy_but_not_copied(client: Client) -> None:
    school = make_school()
    head = make_head(school)
    application = make_application(
        school, State.SUBMITTED, submitted_by=head, information_asked="Confidential question"
    )
    text = client.sign_in(head).get("/accounts/export.json").response.get_data(as_text=True)
    assert {"table": "application", "as": "submitted_by_id", "row": application.ref} in json.loads(text)[
        "named_in"
    ]
    assert "Confidential question" not in text


def test_erasing_empties_the_person_and_keeps_the_chain(client: Client) -> None:
    school = make_school()
    make_head(school)
    user = give_password(make_member(school, name="Olena Kovalenko", email="olena@school.test"))
    enrolment = learn(user)
    audit.record("invite-member", school, actor_id=make_user().id, personal={"email": "olena@school.test"})
    audit.record("edit-profile", user, actor_id=user.id, personal={"before": "Olenka"})
    db.session.add(Notice(user_id=user.id, subject="s", body="b", url="", created_at=now()))
    db.session.commit()
    assert client.sign_in(user).submit("/accounts/erase", LEAVE).location == "/"
    db.session.expire_all()
    row = db.session.get_one(User, user.id)
    assert (row.email, row.name, row.password_hash, row.totp_secret) == (None, "–", None, None)
    assert row.erased_at is not None
    assert db.session.query(Notice).count() == db.session.query(OutgoingMail).count() == 0
    assert db.session.query(WebSession).count() == db.session.query(AuditPayload).count() == 0
    assert db.session.query(RoleGrant).filter_by(user_id=user.id, revoked_at=None).count() == 0
    assert db.session.get(Enrolment, enrolment.id) is not None
    assert audit.first_broken() is None
    assert db.session.query(AuditEvent).order_by(AuditEvent.id.desc()).first().action == "erase-account"
    client.get("/accounts/profile", status=303)


def test_an_erased_address_can_come_back_as_somebody_new(client: Client) -> None:
    user = give_password(make_user(email="olena@school.test"))
    client.sign_in(user).submit("/accounts/erase", LEAVE)
    invite("olena@school.test", Role.MEMBER, by=make_user().id, position=Position.STAFF, school=make_school())


def test_the_only_head_finds_a_successor_first(client: Client) -> None:
    school = make_school(name="Lyceum No. 1")
    head = give_password(make_head(school))
    client.sign_in(head)
    page = client.get("/accounts/erase")
    assert "Lyceum No. 1 would be without a head. Invite the new head first" in page.text
    assert client.post("/accounts/erase", LEAVE, status=409).heading == "Something is still missing"
    make_head(school)
    client.submit("/accounts/erase", LEAVE)


def test_the_only_coordinator_and_the_only_administrator_stay(client: Client) -> None:
    for person in (give_password(make_coordinator()), give_password(make_admin())):
        person.totp_confirmed_at = now()
        db.session.commit()
        client.sign_in(person).post("/accounts/erase", LEAVE, status=409)
        assert db.session.get_one(User, person.id).erased_at is None


def test_a_running_case_is_handed_over_first(client: Client) -> None:
    application = make_application(state=State.IN_SUPPORT)
    expert = make_expert(application.school.programme)
    given = assign(application, expert, Function.EXPERT)
    give_password(expert)
    expert.totp_confirmed_at = now()
    db.session.commit()
    client.sign_in(expert)
    assert f"The case {application.ref} is still running." in client.get("/accounts/erase").text
    given.ended_at = now()
    db.session.commit()
    client.submit("/accounts/erase", LEAVE)


def test_erasing_needs_the_password_and_a_tick(client: Client) -> None:
    user = give_password(make_user())
    client.sign_in(user)
    client.submit("/accounts/erase", {"password": PASSWORD}, status=422)
    assert (
        "not your present password"
        in client.submit("/accounts/erase", {**LEAVE, "password": "wrong"}, status=422).text
    )
    assert db.session.get_one(User, user.id).erased_at is None


def test_erasing_asks_for_the_code_of_who_has_one(client: Client) -> None:
    client.sign_in(make_user(), stepped_up=False)
    assert client.get("/accounts/erase", status=303).location == "/accounts/step-up?next=/accounts/erase"


def test_certificates_of_learning_go_with_the_person_and_are_in_their_copy(client: Client) -> None:
    user = give_password(learner())
    paper = asked(user)
    key = paper.pdf_key
    client.sign_in(user)
    copy = json.loads(client.get("/accounts/export.json").response.get_data(as_text=True))
    assert copy["certificates_of_learning"][0]["code"] == paper.code
    assert copy["certificates_of_learning"][0]["snapshot"]["name"] == "Olena Kovalchuk"

    client.submit("/accounts/erase", LEAVE)

    db.session.expire_all()
    assert (paper.snapshot, paper.pdf_key, paper.pdf_sha256) == ({}, None, None)
    assert paper.withdrawn_at is not None
    assert not files().exists(key)
    page = client.get(f"/verify/{paper.code}")
    assert "withdrawn at the person’s request" in page.text
    assert "Olena" not in page.html
    assert audit_actions(paper.code)[-1] == "withdraw-completion"
    assert audit.first_broken() is None


def test_follow_ups_go_into_the_copy_and_lose_their_words_with_the_account(client: Client) -> None:
    user = give_password(make_member(make_school(), email="olena@school.test"))
    enrolment = learn(user)
    done = {"enrolment_id": enrolment.id, "due_on": now().date()}
    save(FollowUp(day=7, finished_at=now(), plan_note="Olena was ill", **done))
    save(FollowUp(day=30, plan_note="", **done))
    client.sign_in(user)
    data = json.loads(client.get("/accounts/export.json").response.get_data(as_text=True))
    assert [row["plan_note"] for row in data["follow_ups"]] == ["Olena was ill", ""]
    client.submit("/accounts/erase", LEAVE)
    db.session.expire_all()
    assert [(row.day, row.plan_note) for row in db.session.query(FollowUp)] == [(7, "")]
