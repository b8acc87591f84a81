"""An expert declares interests, or leaves."""

from typing import Any

import pytest

from app.domain.facts import AssignmentState, Function
from app.domain.roles import Role
from app.domain.workflow import State
from app.extensions import db
from app.models import Assignment, AuditEvent, AuditPayload, OutgoingMail, School, User
from tests.factories.cases import assign, make_application
from tests.factories.people import grant, make_coordinator, make_expert, make_school
from tests.support.client import Client

WORDS = "I have never worked at this school, and nobody of my family learns there."


def proposed(expert: User | None = None, function: Function = Function.EXPERT) -> Assignment:
    application = make_application(make_school(), State.IN_SUPPORT)
    return assign(application, expert or make_expert(), function, AssignmentState.PROPOSED)


def send(client: Client, assignment: Assignment, status: int = 303, **changes: Any) -> Any:
    url = f"/reviews/assignments/{assignment.id}"
    values = {"answer": "none", "statement": WORDS} | changes
    return client.submit(url, values, to=f"{url}/declare-interest", status=status)


def test_no_conflict_opens_the_case_and_is_kept_in_words(client: Client) -> None:
    coordinator = make_coordinator()
    assignment = proposed()
    page = send(client.sign_in(assignment.user), assignment)
    client.get(page.location)
    db.session.expire_all()
    assert assignment.state is AssignmentState.DECLARED
    assert assignment.declaration == WORDS
    event = db.session.query(AuditEvent).filter_by(action="declare-interest").one()
    assert event.details == {"function": "expert", "conflict": False}
    assert WORDS not in str(event.details)
    assert db.session.query(AuditPayload).filter_by(event_id=event.id).one().personal == {
        "declaration": WORDS
    }
    assert db.session.query(OutgoingMail).filter_by(recipient=coordinator.email).count() == 1


def test_a_refusal_ends_the_assignment_and_asks_the_coordinator_to_act(client: Client) -> None:
    coordinator = make_coordinator()
    assignment = proposed()
    send(
        client.sign_in(assignment.user),
        assignment,
        answer="conflict",
        statement="My daughter learns at this school.",
    )
    db.session.expire_all()
    assert assignment.state is AssignmentState.REFUSED
    assert assignment.ended_at is not None
    mail = db.session.query(OutgoingMail).filter_by(recipient=coordinator.email).one()
    assert not mail.digest
    assert "daughter" not in mail.body
    client.get(f"/reviews/assignments/{assignment.id}", status=404)


@pytest.mark.parametrize(
    "values", [{"answer": ""}, {"statement": "No."}, {"statement": ""}, {"answer": "maybe"}]
)
def test_an_incomplete_declaration_comes_back_with_what_was_typed(
    client: Client, values: dict[str, str]
) -> None:
    assignment = proposed()
    page = send(client.sign_in(assignment.user), assignment, status=422, **values)
    assert (values.get("statement", WORDS)) in page.html
    db.session.expire_all()
    assert assignment.state is AssignmentState.PROPOSED


def test_somebody_who_joined_the_school_since_cannot_declare_there(client: Client) -> None:
    assignment = proposed()
    grant(assignment.user, Role.MEMBER, school=db.session.get_one(School, assignment.school_id))
    page = send(client.sign_in(assignment.user), assignment, status=409)
    assert "They belong to this school." in page.text
    assert WORDS in page.text
    db.session.expire_all()
    assert assignment.state is AssignmentState.PROPOSED


def test_who_judged_the_school_lately_cannot_advise_it(client: Client) -> None:
    assignment = proposed()
    earlier = make_application(db.session.get_one(School, assignment.school_id), State.DECLINED)
    assign(earlier, assignment.user, Function.ASSESSOR)
    page = send(client.sign_in(assignment.user), assignment, status=409)
    assert "judged or decided" in page.text


def test_another_persons_declaration_does_not_exist(client: Client) -> None:
    assignment = proposed()
    client.sign_in(make_expert()).get(f"/reviews/assignments/{assignment.id}", status=404)


def test_a_judging_assignment_is_not_found_among_the_experts(client: Client) -> None:
    assignment = proposed(function=Function.ASSESSOR)
    client.sign_in(assignment.user).get(f"/reviews/assignments/{assignment.id}", status=404)


def test_a_double_click_declares_once(client: Client) -> None:
    assignment = proposed()
    url = f"/reviews/assignments/{assignment.id}"
    form = client.sign_in(assignment.user).get(url).form() | {"answer": "none", "statement": WORDS}
    first = client.post(f"{url}/declare-interest", form, fresh=False)
    second = client.post(f"{url}/declare-interest", form, fresh=False)
    assert first.location == second.location
    assert db.session.query(AuditEvent).filter_by(action="declare-interest").count() == 1
