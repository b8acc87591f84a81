"""People are asked to support, judge and decide; who is tied to the school is never asked, and the school is told."""

from datetime import timedelta

from sqlalchemy import select

from app.clock import now, today
from app.domain.facts import AssignmentState, Function
from app.domain.roles import Role
from app.domain.workflow import State
from app.extensions import db
from app.models import Application, Assignment, AuditEvent, Notice, User
from tests.factories.cases import assign, make_application
from tests.factories.people import (
    grant,
    make_admin,
    make_assessor,
    make_coordinator,
    make_expert,
    make_head,
    make_programme,
    make_school,
)
from tests.support.client import Client, Page
from tests.support.queries import count_queries


def url(application: Application) -> str:
    return f"/programmes/belarus/applications/{application.ref}"


def options(page: Page) -> list[str]:
    return [
        str(option.get_text()).split(" – ")[0] for option in page.soup.select("select[name=person] option")
    ]


def propose(client: Client, application: Application, person: User, status: int = 303, **more: str) -> Page:
    place = url(application)
    values = {"person": str(person.id), **more}
    return client.submit(place, values, to=f"{place}/propose-assignment", status=status)


def test_an_assessor_is_asked_in_screening_and_the_school_is_told(client: Client) -> None:
    school = make_school(name="Gymnasium 4")
    head, assessor = make_head(school), make_assessor(name="Ina Assessor")
    application = make_application(school, State.IN_SCREENING, submitted_by=head)
    client.sign_in(make_coordinator())
    day = today() + timedelta(days=30)
    propose(client, application, assessor, due_on=day.isoformat())
    assignment = db.session.scalars(select(Assignment)).one()
    assert (assignment.user_id, assignment.function, assignment.state) == (
        assessor.id,
        Function.ASSESSOR,
        AssignmentState.PROPOSED,
    )
    assert assignment.due_at is not None
    assert assignment.due_at.isoformat() == f"{day.isoformat()}T20:59:59+00:00"
    told = dict(iter(db.session.execute(select(Notice.user_id, Notice.subject))))
    assert told == {
        assessor.id: "Will you assess Gymnasium 4?",
        head.id: "Gymnasium 4: a person was proposed for your case",
    }
    event = db.session.scalars(select(AuditEvent)).one()
    assert (event.action, event.details["function"]) == ("propose-assignment", "assessor")
    assert "Ina Assessor" in client.get(url(application)).text


def test_who_is_tied_to_the_school_is_not_offered_and_one_sees_why(client: Client) -> None:
    school = make_school()
    before = make_application(school, State.DECLINED)
    adviser = make_assessor(name="Adviser")
    ended = assign(before, adviser, Function.EXPERT)
    ended.ended_at, ended.state = now() - timedelta(days=300), AssignmentState.ENDED
    db.session.commit()
    grant(make_assessor(name="Teacher"), Role.MEMBER, school=school)
    grant(make_assessor(name="Chief"), Role.COORDINATOR, programme=make_programme())
    grant(make_assessor(name="Operator"), Role.ADMIN)
    make_assessor(name="Free")
    make_assessor(make_programme("MD"), name="From abroad")
    make_expert(name="No assessor")
    application = make_application(school, State.IN_SCREENING, submitted_by=make_head(school))
    page = client.sign_in(make_coordinator()).get(url(application))
    assert options(page) == ["Free", "From abroad"]
    for why in (
        "Adviser (Belarus): They advised this school within the last 24 months.",
        "Teacher (Belarus): They belong to this school.",
        "Chief (Belarus): A coordinator holds no function in a case of their own country.",
        "Operator (Belarus): An administrator holds no function in a case.",
    ):
        assert why in page.text
    assert "No assessor" not in page.text


def test_a_barred_person_cannot_be_slipped_in(client: Client) -> None:
    school = make_school()
    teacher = grant(make_assessor(), Role.MEMBER, school=school)
    make_assessor()
    application = make_application(school, State.IN_SCREENING, submitted_by=make_head(school))
    client.sign_in(make_coordinator())
    propose(client, application, teacher, status=422)
    propose(client, application, make_expert(), status=422)
    assert db.session.scalars(select(Assignment)).all() == []


def test_the_judge_is_not_asked_to_decide(client: Client) -> None:
    judge, other = make_assessor(name="Judge"), make_assessor(name="Other")
    application = make_application(state=State.REPORT_FINAL, judged_by_id=judge.id, ceiling="gold")
    assign(application, judge, Function.ASSESSOR)
    client.sign_in(make_coordinator())
    assert options(client.get(url(application))) == ["Other"]
    propose(client, application, other)
    assert options(client.get(url(application))) == []
    third = make_assessor(name="Third")
    propose(client, application, third)
    assert "Ask a second assessor" not in client.get(url(application)).text


def test_one_seat_is_given_once(client: Client) -> None:
    application = make_application(state=State.IN_SCREENING)
    one, two = make_assessor(), make_assessor()
    client.sign_in(make_coordinator())
    page = client.get(url(application)).form("propose-assignment")
    place = f"{url(application)}/propose-assignment"
    client.post(place, page | {"person": str(one.id)}, fresh=False)
    client.post(place, page | {"person": str(one.id)}, fresh=False)
    late = {"function": "assessor", "person": str(two.id)}
    assert "Somebody has been asked for this already" in client.post(place, late, status=409).text
    assert len(db.session.scalars(select(Assignment)).all()) == 1


def test_nobody_is_asked_out_of_time(client: Client) -> None:
    application, person = make_application(state=State.SUBMITTED), make_assessor()
    client.sign_in(make_coordinator())
    assert "Ask" not in [
        button.get_text() for button in client.get(url(application)).soup.select("main button")
    ]
    values = {"function": "assessor", "person": str(person.id)}
    client.post(f"{url(application)}/propose-assignment", values, status=409)


def test_a_day_in_the_past_is_refused(client: Client) -> None:
    application, person = make_application(), make_expert()
    client.sign_in(make_coordinator())
    page = propose(client, application, person, due_on="2020-01-01", status=422)
    assert "Choose a day that is still to come." in page.text


def test_an_assignment_ends_with_a_reason_and_both_sides_are_told(client: Client) -> None:
    school = make_school(name="Gymnasium 4")
    head, expert = make_head(school), make_expert()
    application = make_application(school)
    assignment = assign(application, expert, Function.EXPERT)
    client.sign_in(make_coordinator())
    place = f"/programmes/belarus/assignments/{assignment.id}/end-assignment"
    assert "Write the reason." in client.submit(place, {"reason": ""}, status=422).text
    client.submit(place, {"reason": "Maria is ill for some weeks."})
    db.session.expire_all()
    assert (assignment.state, assignment.ended_at is None) == (AssignmentState.ENDED, False)
    told = {notice.user_id: notice.body for notice in db.session.scalars(select(Notice))}
    assert set(told) == {head.id, expert.id}
    assert "Maria is ill" in told[expert.id]
    assert "Maria is ill" not in told[head.id]
    client.post(place, {"reason": "Once more"}, status=409)


def test_only_the_own_coordinator_proposes_and_ends(client: Client) -> None:
    application, person = make_application(state=State.IN_SCREENING), make_assessor()
    assignment = assign(application, person, Function.ASSESSOR)
    for stranger, status in ((make_coordinator(make_programme("MD")), 404), (make_admin(), 404)):
        client.sign_in(stranger)
        client.get(url(application), status=status)
        client.post(f"{url(application)}/propose-assignment", {}, status=status)
        client.post(
            f"/programmes/belarus/assignments/{assignment.id}/end-assignment", {"reason": "x"}, status=404
        )
    client.get(f"/programmes/moldova/applications/{application.ref}", status=404)


def test_a_case_asks_the_same_few_questions_however_many_people_there_are(client: Client) -> None:
    application = make_application(state=State.IN_SCREENING)
    client.sign_in(make_coordinator())
    asked = []
    for _ in range(2):
        for _ in range(15):
            make_assessor()
        with count_queries() as count:
            client.get(url(application))
        asked.append(count.total)
    assert asked[0] == asked[1]
    assert asked[0] <= 12
