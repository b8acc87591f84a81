"""Votes: who agrees with whom, who comes too late, who votes twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask.testing import FlaskClient

from app.domain.facts import Function
from app.domain.workflow import State
from app.extensions import db
from app.models import AuditEvent, Award, Decision, OutgoingMail
from tests.factories.cases import assign
from tests.factories.people import make_assessor
from tests.support.client import Client
from tests.web.assessments.cases import final_case
from tests.web.assessments.voting import REASON, refuse, state_of, vote, vote_directly


def test_gold_waits_for_a_second_person_who_agrees(client: Client) -> None:
    case = final_case("gold")
    first, second = case.decider(), case.decider()
    vote(client, first, case, "gold")
    assert state_of(case) is State.REPORT_FINAL
    assert db.session.query(Award).count() == 0
    assert "one more is needed" in db.session.query(OutgoingMail).filter_by(recipient=second.email).one().body
    assert REASON not in client.sign_in(second).get(f"{case.url}/award").text
    vote(client, second, case, "gold")
    award = db.session.query(Award).one()
    assert (award.tier, award.decided_by_ids) == ("gold", [first.id, second.id])
    assert award.snapshot["decided_by"] == "panel"


def test_of_two_tiers_the_lower_one_is_awarded(client: Client) -> None:
    case = final_case("gold")
    vote(client, case.decider(), case, "gold")
    vote(client, case.decider(), case, "silver", conditions="Keep the log.")
    assert db.session.query(Award).one().tier == "silver"
    assert state_of(case) is State.AWARDED_WITH_CONDITIONS


def test_when_two_disagree_a_third_person_decides(client: Client) -> None:
    case = final_case("gold")
    vote(client, case.decider(), case, "gold")
    refuse(client, case.decider(), case)
    assert state_of(case) is State.REPORT_FINAL
    asked = db.session.query(OutgoingMail).filter_by(recipient=case.coordinator.email).all()
    assert "A third uninvolved assessor decides." in asked[-1].body
    refuse(client, case.decider(), case)
    assert state_of(case) is State.DECLINED


def test_nobody_votes_twice(client: Client) -> None:
    case = final_case("gold")
    decider = case.decider()
    vote(client, decider, case, "gold")
    page = vote_directly(client, decider, case, "gold")
    assert "You have voted on this case already." in page.text
    assert db.session.query(Decision).count() == 1


def test_a_second_assessor_who_comes_too_late_is_told_so_and_keeps_the_words(client: Client) -> None:
    case = final_case("silver")
    first, second = case.decider(), case.decider()
    url = f"{case.url}/award"
    form = client.sign_in(second).get(url).form("/award") | {
        "tier": "bronze",
        "award_reason": "I would give less, because of 2.1.",
    }
    vote(client, first, case, "silver")
    page = client.sign_in(second).post(url, form | {"csrf_token": client.csrf()}, status=409, fresh=False)
    assert "decided a moment ago by somebody else" in page.text
    assert "I would give less, because of 2.1." in page.text
    assert db.session.query(Award).one().tier == "silver"
    assert db.session.query(Decision).count() == 1


def test_a_double_click_gives_one_award(client: Client) -> None:
    case = final_case("silver")
    url = f"{case.url}/award"
    form = client.sign_in(case.decider()).get(url).form("/award") | {"tier": "silver", "award_reason": REASON}
    answers = [client.post(url, form, fresh=False).location for _ in range(2)]
    assert answers[0] == answers[1]
    assert db.session.query(Award).count() == 1
    assert db.session.query(AuditEvent).filter_by(action="award").count() == 1


def test_the_history_tells_a_decision_once_it_is_one(client: Client) -> None:
    case = final_case("gold")
    vote(client, case.decider(), case, "gold")
    assert "Awarded" not in client.sign_in(case.judge).get(case.url).text
    vote(client, case.decider(), case, "gold")
    assert "Awarded" in client.sign_in(case.judge).get(case.url).text


def test_a_co_assessor_does_not_decide_in_place_of_the_judge(client: Client) -> None:
    case = final_case("bronze", visit="")
    other = make_assessor()
    assign(case.application, other, Function.ASSESSOR)
    page = vote_directly(client, other, case, "bronze")
    assert "Nobody decides what they judged." in page.text
    assert db.session.query(Award).count() == 0


def test_of_two_who_decide_in_the_same_moment_one_wins_and_one_is_told(client: Client) -> None:
    case = final_case("silver")
    url = f"{case.url}/award"
    ready = []
    for _ in range(2):
        own = Client(client.app).sign_in(case.decider())
        form = own.get(url).form("/award") | {"tier": "silver", "award_reason": REASON}
        ready.append((own.browser, form))
    db.session.remove()
    start = Barrier(2)

    def send(browser: FlaskClient, form: dict[str, str]) -> int:
        start.wait()
        return browser.post(url, data=form).status_code

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(lambda one: send(*one), ready))
    assert answers == [303, 409]
    assert db.session.query(Award).count() == 1
    assert db.session.query(Decision).count() == 1
