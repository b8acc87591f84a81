"""The school's first page: the next step for leads, three things for members, nothing for strangers."""

from datetime import timedelta

from app.clock import now
from app.domain.workflow import State
from app.models import ChangeRequest, Task
from tests.factories.cases import claim_of, make_application
from tests.factories.learning import enrol
from tests.factories.people import (
    make_coordinator,
    make_head,
    make_member,
    make_programme,
    make_school,
    make_school_coordinator,
    make_user,
    save,
)
from tests.support.client import Client
from tests.support.queries import counted
from tests.support.training import train


def test_the_head_reads_the_next_step_in_one_sentence(client: Client) -> None:
    school = make_school(name="Gymnasium No. 4")
    page = client.sign_in(make_head(school)).get(f"/schools/{school.ref}")
    assert page.heading == "Gymnasium No. 4"
    assert "Read the commitment and sign it." in page.text


def test_the_coordinator_is_told_to_ask_the_head(client: Client) -> None:
    school = make_school()
    page = client.sign_in(make_school_coordinator(school)).get(f"/schools/{school.ref}")
    assert "Ask your head to sign the commitment." in page.text


def test_a_lead_learns_before_applying_but_may_open_the_application(client: Client) -> None:
    school = make_school(commitment_signed_at=now())
    page = client.sign_in(make_head(school)).get(f"/schools/{school.ref}")
    assert "Go on learning: module 1 of 5." in page.text
    client.submit(f"/schools/{school.ref}", {}, to=f"/schools/{school.ref}/open-application")


def test_the_board_and_the_learning_page_go_on_with_the_same_module(client: Client) -> None:
    school = make_school(commitment_signed_at=now())
    head = make_head(school)
    enrol(head, "m4-environment", seen=["door", "incident"])
    client.sign_in(head)
    assert "Go on learning: module 4 of 5." in client.get(f"/schools/{school.ref}").text
    assert "module 4" in client.get("/learning").soup.select_one(".next-step").get_text()


def test_a_trained_lead_is_led_to_the_first_criterion(client: Client) -> None:
    school = make_school(commitment_signed_at=now())
    head = make_head(school)
    train(head)
    make_application(school)
    step = client.sign_in(head).get(f"/schools/{school.ref}").soup.select_one(".next-step")
    assert "Say where you stand on 1.1, Leadership commitment." in step.get_text()


def test_an_application_shows_what_blocks_the_next_tier(client: Client) -> None:
    school = make_school(commitment_signed_at=now())
    make_application(school)
    page = client.sign_in(make_head(school)).get(f"/schools/{school.ref}")
    assert "What blocks the next tier" in page.text
    assert "1.1 has no level yet, needs 2" in page.text
    assert len(page.soup.select(".matrix__cells a")) == 36


def test_a_member_sees_the_oldest_request_on_top(client: Client) -> None:
    school = make_school()
    member = make_member(school)
    application = make_application(school, State.CHANGES_REQUESTED, support_round=1)
    for criterion, days in (("3.2", 2), ("2.1", 9)):
        claim = claim_of(application, criterion)
        claim.owner_id = member.id
        save(
            ChangeRequest(
                claim_id=claim.id,
                expert_id=make_user().id,
                round=1,
                note="Please add time limits.",
                asked_at=now() - timedelta(days=days),
            )
        )
    page = client.sign_in(member).get(f"/schools/{school.ref}")
    titles = [
        item.get_text(strip=True) for item in page.soup.select("main ul.tasks")[0].select(".tasks__text a")
    ]
    assert titles == [
        "The expert asks for a change on 2.1",
        "The expert asks for a change on 3.2",
        "Rate criterion 2.1",
    ]


def test_a_member_with_nothing_given_is_sent_to_learn(client: Client) -> None:
    school = make_school()
    page = client.sign_in(make_member(school)).get(f"/schools/{school.ref}")
    assert "Go on with module 1" in page.text


def test_unconfirmed_contacts_say_so(client: Client) -> None:
    programme = make_programme(
        contacts=[
            {
                "kind": "helpline",
                "text": "116 111",
                "url": "",
                "source": "x",
                "last_checked": "2026-09-01",
                "confirmed": True,
            },
            {
                "kind": "hotline",
                "text": "A hotline",
                "url": "https://hotline.example",
                "source": "x",
                "last_checked": "",
                "confirmed": False,
            },
        ]
    )
    school = make_school(programme)
    page = client.sign_in(make_member(school)).get(f"/schools/{school.ref}")
    assert "116 111 · confirmed by the programme" in page.text
    assert "A hotline · not confirmed: check in your country" in page.text


def test_open_tasks_stand_on_the_board(client: Client) -> None:
    school = make_school()
    head = make_head(school)
    save(Task(school_id=school.id, title="Hang up the poster", created_by_id=head.id, created_at=now()))
    assert "Hang up the poster" in client.sign_in(head).get(f"/schools/{school.ref}").text


def test_the_country_coordinator_reads_the_board_without_buttons(client: Client) -> None:
    school = make_school()
    make_application(school)
    page = client.sign_in(make_coordinator(school.programme)).get(f"/schools/{school.ref}")
    assert "What blocks the next tier" not in page.text
    assert not page.soup.select("main form[method=post]")


def test_people_of_another_school_or_country_find_nothing(client: Client) -> None:
    school, other = make_school(), make_school(make_programme("MD"))
    client.sign_in(make_head(other)).get(f"/schools/{school.ref}", status=404)
    client.sign_in(make_coordinator(other.programme)).get(f"/schools/{school.ref}", status=404)
    client.sign_out().get(f"/schools/{school.ref}", status=303)


def test_the_board_asks_no_more_of_the_database_when_the_school_grows(client: Client) -> None:
    school = make_school(commitment_signed_at=now())
    head = make_head(school)
    train(head)
    make_application(school)
    url = f"/schools/{school.ref}"
    client.sign_in(head).get(url)
    with counted() as before:
        client.get(url)
    for number in range(6):
        train(make_member(school))
        save(Task(school_id=school.id, title=f"Task {number}", created_by_id=head.id, created_at=now()))
    with counted() as after:
        client.get(url)
    assert len(after) <= len(before), "\n".join(after)
    assert len(after) <= 9, "\n".join(after)
