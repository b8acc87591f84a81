"""The team: who is invited, who leaves, what can be printed."""

from app.clock import now
from app.extensions import db
from app.models import AuditEvent, Claim, Enrolment, Invitation, OutgoingMail, RoleGrant, WebSession
from modules.load import load_module
from tests.factories.cases import claim_of, make_application
from tests.factories.people import make_head, make_member, make_school, make_school_coordinator, save
from tests.support.client import Client


def test_a_lead_invites_a_colleague_by_mail(client: Client) -> None:
    school = make_school()
    client.sign_in(make_head(school))
    changes = {"name": "Maria", "email": "Maria@School.example", "position": "staff"}
    client.submit(f"/schools/{school.ref}/invite-member", changes)
    invitation = db.session.query(Invitation).one()
    assert (invitation.email, invitation.role, invitation.school_id) == (
        "maria@school.example",
        "member",
        school.id,
    )
    assert db.session.query(OutgoingMail).filter_by(recipient="maria@school.example").count() == 1
    event = db.session.query(AuditEvent).filter_by(action="invite-member").one()
    assert "maria" not in str(event.details).lower()
    assert "maria@school.example" in client.get(f"/schools/{school.ref}/team").text


def test_a_coordinator_of_the_school_is_invited_as_lead(client: Client) -> None:
    school = make_school()
    client.sign_in(make_head(school))
    changes = {"name": "Ivan", "email": "ivan@school.example", "position": "coordinator"}
    client.submit(f"/schools/{school.ref}/invite-member", changes)
    invitation = db.session.query(Invitation).one()
    assert (invitation.role, invitation.position) == ("lead", "coordinator")


def test_a_broken_address_is_told_and_nothing_typed_is_lost(client: Client) -> None:
    school = make_school()
    client.sign_in(make_head(school))
    changes = {"name": "Maria", "email": "maria at school", "position": "staff"}
    page = client.submit(f"/schools/{school.ref}/invite-member", changes, status=422)
    assert "This is not a complete e-mail address." in page.text
    assert page.form("/invite-member")["name"] == "Maria"
    assert db.session.query(Invitation).count() == 0


def test_the_head_cannot_be_made_by_invitation_from_the_school(client: Client) -> None:
    school = make_school()
    client.sign_in(make_head(school))
    changes = {"name": "Eve", "email": "eve@school.example", "position": "head"}
    client.submit(f"/schools/{school.ref}/invite-member", changes, status=422)
    assert db.session.query(Invitation).count() == 0


def test_an_invitation_can_be_taken_back(client: Client) -> None:
    school = make_school()
    client.sign_in(make_head(school))
    changes = {"name": "Maria", "email": "maria@school.example", "position": "staff"}
    client.submit(f"/schools/{school.ref}/invite-member", changes)
    client.submit(f"/schools/{school.ref}/team", {}, to=f"/schools/{school.ref}/revoke-invitation")
    assert db.session.query(Invitation).one().revoked_at is not None
    assert (
        "maria@school.example" not in client.get(f"/schools/{school.ref}/team").soup.select_one("table").text
    )


def test_nobody_takes_back_the_invitation_of_another_school(client: Client) -> None:
    school, other = make_school(), make_school()
    client.sign_in(make_head(school))
    client.submit(
        f"/schools/{school.ref}/invite-member",
        {"name": "M", "email": "m@school.example", "position": "staff"},
    )
    number = db.session.query(Invitation).one().id
    client.sign_in(make_head(other)).post(
        f"/schools/{other.ref}/revoke-invitation", {"invitation": number}, status=422
    )
    assert db.session.query(Invitation).one().revoked_at is None


def test_who_leaves_loses_sessions_role_and_criteria(client: Client) -> None:
    school = make_school()
    member, head = make_member(school), make_head(school)
    claim = claim_of(make_application(school), "3.1")
    claim.owner_id = member.id
    db.session.commit()
    client.sign_in(member).sign_out().sign_in(head)
    client.post(f"/schools/{school.ref}/remove-member", {"member": member.id})
    assert db.session.query(RoleGrant).filter_by(user_id=member.id).one().revoked_at is not None
    assert db.session.query(WebSession).filter_by(user_id=member.id).one().ended_at is not None
    assert db.session.get_one(Claim, claim.id).owner_id is None
    assert db.session.query(OutgoingMail).filter_by(user_id=member.id).count() == 1


def test_the_head_and_oneself_cannot_be_removed(client: Client) -> None:
    school = make_school()
    head, coordinator = make_head(school), make_school_coordinator(school)
    client.sign_in(coordinator)
    page = client.post(f"/schools/{school.ref}/remove-member", {"member": head.id}, status=422)
    assert "Only your programme can change the head" in page.text
    page = client.post(f"/schools/{school.ref}/remove-member", {"member": coordinator.id}, status=422)
    assert "You cannot remove yourself." in page.text
    assert db.session.query(RoleGrant).filter(RoleGrant.revoked_at.is_not(None)).count() == 0


def test_a_stranger_cannot_be_removed_through_our_page(client: Client) -> None:
    school, other = make_school(), make_school()
    stranger = make_member(other)
    client.sign_in(make_head(school)).post(
        f"/schools/{school.ref}/remove-member", {"member": stranger.id}, status=422
    )
    assert db.session.query(RoleGrant).filter_by(user_id=stranger.id).one().revoked_at is None


def test_members_see_the_team_but_change_nothing(client: Client) -> None:
    school = make_school()
    client.sign_in(make_member(school, name="Anna Novik"))
    page = client.get(f"/schools/{school.ref}/team")
    assert "Anna Novik" in page.text
    assert not page.soup.select("main form")
    client.get(f"/schools/{school.ref}/invite-member", status=403)
    client.post(f"/schools/{school.ref}/remove-member", {"member": 1}, status=403)


def test_the_printed_list_has_the_day_on_which_a_module_was_passed(client: Client) -> None:
    school = make_school()
    head = make_head(school, name="Olga Petrova")
    module = load_module("m1-rights")
    passed = now().replace(year=2026, month=3, day=5, hour=9)
    save(
        Enrolment(
            user_id=head.id,
            module=module.id,
            module_version=module.version,
            started_at=passed,
            passed_at=passed,
        )
    )
    page = client.sign_in(head).get(f"/schools/{school.ref}/team/print")
    assert "Olga Petrova" in page.text
    assert "05/03/2026" in page.text  # in digits: five such columns stand side by side on a page
