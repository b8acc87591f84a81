"""Three questions by a signed link: answered without signing in, once, explained option by option."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from app import clock, progress, recall
from app.domain.progress import Status
from app.extensions import db
from app.models import Attempt, AuditEvent, Enrolment, FollowUp, Response, User
from modules.load import curriculum
from tests.support.client import Client, Page
from tests.support.queries import count_queries
from tests.web.followups.waiting import M3, answer, fill, follow_up, learner, passed, today, waiting

TEXT = curriculum().text(M3)


def rows() -> list[Attempt]:
    return db.session.query(Attempt).filter(Attempt.screen.startswith("follow-up")).all()


def test_three_questions_stand_on_one_page_without_sign_in(client: Client) -> None:
    page = client.get(waiting())
    assert "Question 3 of 3" in page.text
    assert page.soup.select_one("header").get_text().count("Sign in")
    items = page.form()["asked"].split()
    whys = [option.why for item in items for option in TEXT.items[item].options.values()]
    assert len(items) == 3
    assert not [why for why in whys if why in page.text]


def test_opening_the_link_changes_nothing(client: Client, count_rows: object) -> None:
    here = waiting()
    before = db.session.query(FollowUp.version, FollowUp.finished_at).all()
    client.get(here)
    client.get(f"{here}/stop")
    client.browser.head(here)
    client.browser.head(f"{here}/stop")
    db.session.expire_all()
    assert db.session.query(FollowUp.version, FollowUp.finished_at).all() == before
    assert rows() == []
    assert db.session.query(User).one().follow_ups_stopped_at is None


def test_answers_are_kept_and_explained_option_by_option(client: Client) -> None:
    here = waiting()
    items = answer(client, here, wrong=1)
    kept = rows()[0]
    assert (kept.screen, kept.score, kept.out_of, kept.items) == ("follow-up-2", 2, 3, items)
    assert db.session.query(Response).filter_by(attempt_id=kept.id).count() == 3
    page = client.get(here)
    assert page.heading == "2 of 3 right"
    whys = [option.why for item in items for option in TEXT.items[item].options.values()]
    assert all(" ".join(why.split()) in page.text for why in whys)
    assert db.session.query(AuditEvent).one().details["moves"] == ["follow-up 2"]
    assert "What was not right comes back then" in page.text


def test_who_has_all_right_is_not_told_that_something_comes_back(client: Client) -> None:
    here = waiting()
    answer(client, here)
    page = client.get(here)
    assert page.heading == "3 of 3 right"
    assert "The next three questions come on" in page.text
    assert "comes back then" not in page.text


def test_a_second_answer_shows_the_first(client: Client) -> None:
    here = waiting()
    sent = fill(client.get(here), here)
    client.post(here, sent, fresh=False)
    client.post(here, sent, fresh=False)
    again = {**without_first(sent), "once": "another key of a form"}
    assert client.post(here, again, fresh=False).location == here
    assert [one.score for one in rows()] == [3]
    assert client.get(here).heading == "3 of 3 right"


def without_first(sent: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in sent.items() if not key.startswith("q1-")}


def said(page: Page, name: str, value: object) -> bool:
    """Is this answer still chosen in the form?"""
    wanted = value if isinstance(value, list) else [value]
    chosen = page.soup.select(f"input[name='{name}'][checked], select[name='{name}'] option[selected]")
    return sorted(one["value"] for one in chosen) == sorted(wanted)


def test_a_question_left_out_is_said_and_the_rest_stays_typed(client: Client) -> None:
    here = waiting()
    sent = fill(client.get(here), here)
    page = client.post(here, without_first(sent), fresh=False, status=422)
    assert "Please look at this again" in page.text
    assert page.soup.select_one(".govuk-error-summary a")["href"].startswith("#q1-")
    typed = {key: value for key, value in sent.items() if key.startswith(("q2-", "q3-"))}
    assert all(said(page, key, value) for key, value in typed.items())
    assert rows() == []


def test_what_was_wrong_on_day_2_comes_back_first_on_day_7_and_then_on_day_30(client: Client) -> None:
    enrolment = passed(learner(), at=clock.now() - timedelta(days=30))
    links = {day: recall.address(follow_up(enrolment, day, due=today()).id) for day in (2, 7, 30)}
    first = answer(client, links[2], wrong=2)
    second = answer(client, links[7], wrong=3)
    assert set(first[:2]) <= set(second)
    assert first[2] not in second
    assert set(answer(client, links[30])) == set(second)


def test_the_pass_and_the_progress_stay_as_they_were(client: Client) -> None:
    user = learner()
    enrolment = passed(user, at=clock.now() - timedelta(days=2))
    before = progress.of_person(user.id)[M3]
    answer(client, recall.address(follow_up(enrolment, due=today()).id), wrong=3)
    after = progress.of_person(user.id)[M3]
    assert after == before
    assert after.status is Status.PASSED


def test_a_link_opens_only_its_own_follow_up(client: Client) -> None:
    one, other = waiting(), waiting()
    answer(client, one)
    assert client.get(other).heading.startswith("Three questions")


@pytest.mark.parametrize("spoilt", ["/followups/abc", "{}x", "/followups/WzFd.aaaa-bbbb"])
def test_a_garbled_link_says_so(client: Client, spoilt: str) -> None:
    here = spoilt.format(waiting())
    assert "We do not know this link" in client.get(here, status=404).text
    client.post(here, status=404)
    client.get(f"{here}/stop", status=404)


def test_a_link_works_sixty_days_and_can_stop_even_later(client: Client) -> None:
    here = waiting()
    with time_machine.travel(clock.now() + timedelta(days=60), tick=True):
        client.get(here)
    with time_machine.travel(clock.now() + timedelta(days=62), tick=True):
        assert "These questions are over" in client.get(here, status=410).text
        client.post(here, status=410)
        client.get(f"{here}/stop")


def test_questions_cannot_be_answered_before_their_day(client: Client) -> None:
    enrolment = passed(learner())
    row = follow_up(enrolment, 30)
    here = recall.address(row.id)
    page = client.get(here)
    assert page.heading == "These questions come later"
    assert page.soup.select_one(f"main a[href='/learning/{M3}']"), "something to do until then"
    client.post(here, {"asked": "x"}, status=422)
    assert rows() == []


def test_the_page_names_nobody_and_shows_no_school(client: Client) -> None:
    user = learner(name="Aksana Novik", email="aksana@school.test")
    here = recall.address(follow_up(passed(user), due=today()).id)
    page = client.get(here)
    for private in ("Aksana", "Novik", "aksana@", "School No."):
        assert private not in page.html


def test_the_page_speaks_the_learner_s_language_until_the_browser_chose_another(client: Client) -> None:
    here = waiting(language="ru")
    assert client.get(here).soup.html["lang"] == "ru"
    with client.browser.session_transaction() as session:
        session["language"] = "ro"
    assert client.get(here).soup.html["lang"] == "ro"


def test_no_cache_keeps_the_page_and_no_search_engine_lists_it(client: Client) -> None:
    headers = client.get(waiting()).response.headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Robots-Tag"] == "noindex"


def test_a_page_costs_at_most_four_queries(client: Client) -> None:
    here = waiting(7)
    client.get(here)
    with count_queries() as before:
        client.get(here)
    answer(client, here)
    with count_queries() as after:
        client.get(here)
    assert before.total <= 4
    assert after.total <= 4


def test_an_erased_or_closed_account_has_no_links(client: Client, app: Flask) -> None:
    here = waiting()
    user = db.session.query(User).one()
    user.disabled_at = clock.now()
    db.session.commit()
    client.get(here, status=404)
    assert db.session.query(Enrolment).count() == 1
