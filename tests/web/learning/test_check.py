"""The check: eight questions drawn from the bank, seven right pass, the best round counts, nothing is timed."""

from datetime import timedelta

import pytest

from app import progress
from app.clock import now, today
from app.domain.progress import Status
from app.extensions import db
from app.models import Attempt, Enrolment, Response, User
from modules.load import curriculum
from tests.factories.learning import finish
from tests.factories.people import make_head, make_school
from tests.support.client import Client
from tests.web.learning.walk import answer, answer_all, take_check, url

M3 = "m3-reporting"
CHECK = url(M3, "check")
TEXT = curriculum().text(M3)


@pytest.fixture
def head(client: Client) -> User:
    user = make_head(make_school())
    client.sign_in(user)
    return user


def test_a_round_asks_eight_questions_of_the_bank_one_by_one(client: Client, head: User) -> None:
    client.submit(CHECK, {}, to=f"{CHECK}/begin")
    assert "Question 1 of 8" in client.get(CHECK).text
    answer(client, M3, "check")
    assert "Question 2 of 8" in client.get(CHECK).text
    items = db.session.query(Attempt).one().items
    assert len(set(items)) == 8
    assert set(items) <= {item.id for item in curriculum().module(M3).bank}


def test_nothing_is_explained_before_the_last_answer(client: Client, head: User) -> None:
    client.submit(CHECK, {}, to=f"{CHECK}/begin")
    answer(client, M3, "check", right=False)
    items = db.session.query(Attempt).one().items
    whys = [option.why for item in items for option in TEXT.items[item].options.values()]
    page = client.get(CHECK)
    assert not [why for why in whys if why in page.text]
    answer_all(client, M3, "check")
    page = client.get(CHECK)
    assert all(why in page.text for why in whys)


@pytest.mark.parametrize(("wrong", "words"), [(0, "You have passed"), (1, "You have passed"), (2, "Not yet")])
def test_seven_of_eight_are_a_pass(client: Client, head: User, wrong: int, words: str) -> None:
    take_check(client, M3, wrong=wrong)
    page = client.get(CHECK)
    assert words in page.text
    assert f"{8 - wrong} of 8 right" in page.text


def test_another_round_asks_other_questions_and_the_best_counts(client: Client, head: User) -> None:
    take_check(client, M3)
    take_check(client, M3, wrong=3)
    first, second = db.session.query(Attempt).order_by(Attempt.number)
    assert not set(first.items) & set(second.items)
    assert "You have passed before" in client.get(CHECK).text
    assert "check" not in {one.screen for one in progress.of_person(head.id)[M3].missing}


def test_who_has_read_the_explanations_to_the_end_finds_the_next_round_there(
    client: Client, head: User
) -> None:
    take_check(client, M3, wrong=2)
    forms = client.get(CHECK).soup.select(f"main form[action='{CHECK}/begin']")
    assert len(forms) == 2
    assert forms[1].find_previous("details"), "the second one stands below the answers"


def test_beginning_twice_goes_on_with_the_open_round(client: Client, head: User) -> None:
    client.submit(CHECK, {}, to=f"{CHECK}/begin")
    answer(client, M3, "check")
    client.post(f"{CHECK}/begin")
    assert db.session.query(Attempt).count() == 1
    assert "Question 2 of 8" in client.get(CHECK).text


def test_a_round_can_be_left_and_gone_on_with(client: Client, head: User) -> None:
    client.submit(CHECK, {}, to=f"{CHECK}/begin")
    for _ in range(3):
        answer(client, M3, "check")
    client.sign_out().sign_in(head)
    assert "Question 4 of 8" in client.get(CHECK).text
    assert db.session.query(Response).count() == 3


def test_a_check_cannot_be_answered_before_it_is_begun(client: Client, head: User) -> None:
    client.post(f"{CHECK}/answer", {"attempt": "1", "item": "m3-c01", "choice": "a"}, status=404)
    assert db.session.query(Enrolment).count() == 0


def test_a_refresh_is_done_by_passing_a_check_again(client: Client, head: User) -> None:
    finish(head, M3, at=now() - timedelta(days=800))
    assert progress.of_person(head.id)[M3].status is Status.REFRESH_DUE
    client.post(f"{CHECK}/begin")
    answer_all(client, M3, "check", wrong=2)
    assert progress.of_person(head.id)[M3].status is Status.REFRESH_DUE
    client.post(f"{CHECK}/begin")
    answer_all(client, M3, "check")
    db.session.expire_all()
    assert progress.of_person(head.id)[M3].status is Status.PASSED
    assert db.session.query(Enrolment).one().passed_at.date() == today()
