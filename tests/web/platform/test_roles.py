"""Two people give the role of an expert or assessor; one can end it."""

from app.clock import now
from app.domain.facts import AssignmentState, Function
from app.domain.roles import Role
from app.domain.workflow import State
from app.extensions import db
from app.models import Assignment, AuditEvent, Notice, RoleGrant, User, WebSession
from tests.factories.cases import assign, make_application
from tests.factories.people import (
    make_admin,
    make_assessor,
    make_coordinator,
    make_programme,
    make_user,
    save,
)
from tests.support.client import Client


def propose(role: Role = Role.ASSESSOR, by: User | None = None, person: User | None = None) -> RoleGrant:
    """An accepted proposal that waits for the second person."""
    programme = make_programme()
    return save(
        RoleGrant(
            user_id=(person or make_user(name="Ion Waiting")).id,
            role=role,
            programme_id=programme.id,
            granted_at=now(),
            granted_by_id=(by or make_coordinator(programme)).id,
        )
    )


def test_an_administrator_confirms_what_a_coordinator_proposed(client: Client) -> None:
    grant = propose()
    admin = make_admin()
    client.sign_in(admin)
    assert "Ion Waiting" in client.get("/platform/roles").text
    assert client.post(f"/platform/roles/{grant.id}/confirm-role").location == "/platform/roles"
    db.session.refresh(grant)
    assert grant.confirmed_at is not None
    assert grant.confirmed_by_id == admin.id
    assert db.session.query(Notice).filter_by(user_id=grant.user_id).one().subject.startswith("Your role")
    assert [row.action for row in db.session.query(AuditEvent)] == ["confirm-role"]
    client.post(f"/platform/roles/{grant.id}/confirm-role", status=409)


def test_who_proposed_a_role_does_not_confirm_it(client: Client) -> None:
    admin = make_admin()
    grant = propose(by=admin)
    client.sign_in(admin)
    assert "Another administrator must confirm it." in client.get("/platform/roles").text
    client.post(f"/platform/roles/{grant.id}/confirm-role", status=403)


def test_nobody_confirms_their_own_role(client: Client) -> None:
    admin = make_admin()
    grant = propose(person=admin)
    client.sign_in(admin).post(f"/platform/roles/{grant.id}/confirm-role", status=403)


def test_a_coordinator_does_not_even_see_it(client: Client) -> None:
    grant = propose()
    client.sign_in(make_coordinator()).post(f"/platform/roles/{grant.id}/confirm-role", status=404)


def test_confirming_asks_for_the_code_again(client: Client) -> None:
    grant = propose()
    client.sign_in(make_admin(), stepped_up=False)
    answer = client.post(f"/platform/roles/{grant.id}/confirm-role")
    assert answer.location.startswith("/accounts/step-up")


def test_ending_a_role_signs_out_and_frees_the_case(client: Client, app) -> None:
    application = make_application(state=State.WITH_ASSESSOR)
    coordinator = make_coordinator(application.school.programme)
    assessor = make_assessor(application.school.programme)
    assign(application, assessor, Function.ASSESSOR)
    Client(app).sign_in(assessor)
    grant = db.session.query(RoleGrant).filter_by(user_id=assessor.id).one()
    client.sign_in(make_admin()).post(f"/platform/roles/{grant.id}/revoke-role", {"reason": "Moved abroad"})
    db.session.expire_all()
    assert db.session.query(Assignment).one().state is AssignmentState.ENDED
    assert db.session.query(WebSession).filter_by(user_id=assessor.id).one().ended_at is not None
    assert application.ref in db.session.query(Notice).filter_by(user_id=coordinator.id).one().subject
    assert "Moved abroad" in db.session.query(Notice).filter_by(user_id=assessor.id).one().body
    client.post(f"/platform/roles/{grant.id}/revoke-role", status=409)


def test_a_case_held_through_another_programme_goes_on(client: Client) -> None:
    application = make_application(state=State.WITH_ASSESSOR)
    assessor = make_assessor(application.school.programme)
    other = save(
        RoleGrant(
            user_id=assessor.id,
            role=Role.ASSESSOR,
            programme_id=make_programme("MD").id,
            granted_at=now(),
            confirmed_at=now(),
        )
    )
    assign(application, assessor, Function.ASSESSOR)
    client.sign_in(make_admin()).post(f"/platform/roles/{other.id}/revoke-role")
    assert db.session.query(Assignment).one().state is AssignmentState.DECLARED


def test_an_administrator_cannot_end_their_own_role(client: Client) -> None:
    admin = make_admin()
    grant = db.session.query(RoleGrant).filter_by(user_id=admin.id).one()
    client.sign_in(admin).post(f"/platform/roles/{grant.id}/revoke-role", status=403)
