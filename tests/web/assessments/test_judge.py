"""The desk: an assessor judges one claim."""

from datetime import timedelta
from typing import Any

import pytest

from app.clock import today
from app.domain.workflow import State
from app.extensions import db
from app.models import AuditEvent, Judgement
from tests.factories.cases import claim_of, make_evidence
from tests.support.client import Client
from tests.support.queries import count_queries
from tests.web.assessments.cases import Case, judgement_of, make_case, mark

REASON = "The policy is signed, and the minutes show its review."


def send(client: Client, case: Case, criterion: str = "2.1", status: int = 303, **values: str) -> Any:
    url = f"{case.url}/desk/{criterion}"
    given = {"d": "3", "p": "2", "reason": REASON} | values
    return client.submit(url, given, to=f"{url}/judge", status=status)


def test_the_desk_shows_criterion_claim_and_document_together(client: Client) -> None:
    case = make_case()
    claim = claim_of(case.application, "2.1")
    claim.how = "The board approved it in March."
    make_evidence(claim, case.head, text="Minutes of the board.")
    db.session.commit()
    page = client.sign_in(case.judge).get(f"{case.url}/desk/2.1")
    columns = [section.get_text(" ") for section in page.soup.select(".desk > section")]
    assert "approved online-safety policy" in columns[0]
    assert "The board approved it in March." in columns[1]
    assert "Minutes of the board." in columns[2]


def test_marks_are_kept_with_what_was_in_view(client: Client) -> None:
    case = make_case()
    evidence = make_evidence(claim_of(case.application, "2.1"), case.head)
    page = send(client.sign_in(case.judge), case)
    assert page.location.endswith("/desk/2.2")
    found = judgement_of(case.application, "2.1")
    assert found is not None
    assert (found.d, found.p, found.reason) == (3, 2, REASON)
    assert found.evidence_seen == [[evidence.ref, 1, evidence.current.sha256]]
    event = db.session.query(AuditEvent).filter_by(action="judge").one()
    assert event.details["evidence"] == found.evidence_seen
    assert "Saved marks come to level 2 · Adopted" in client.get(f"{case.url}/desk/2.1").text


def test_the_last_criterion_leads_back_to_the_case(client: Client) -> None:
    case = make_case()
    assert send(client.sign_in(case.judge), case, "5.7").location == case.url


def test_unfinished_work_can_be_saved_and_is_not_yet_judged(client: Client) -> None:
    case = make_case()
    send(client.sign_in(case.judge), case, d="", p="", reason="Ask for the minutes first.")
    page = client.get(f"{case.url}/desk/2.1")
    assert "Ask for the minutes first." in page.html
    assert "36 criteria are not judged yet" in page.text


def test_a_document_past_its_review_date_is_noticed_and_caps_paper_at_two(client: Client) -> None:
    case = make_case()
    make_evidence(claim_of(case.application, "2.1"), case.head, review_on=today() - timedelta(days=1))
    page = client.sign_in(case.judge).get(f"{case.url}/desk/2.1")
    assert page.soup.select_one("input[name=expired][checked]")
    send(client, case, d="4", p="4")
    assert "level 3 · Implemented" in client.get(f"{case.url}/desk/2.1").text


def test_level_four_asks_for_all_five_tests_and_one_no_keeps_it_at_three(client: Client) -> None:
    case = make_case()
    page = send(client.sign_in(case.judge), case, status=422, d="4", p="4")
    assert "Level 4 needs an answer to each of the five tests." in page.text
    assert REASON in page.html
    tests = dict.fromkeys(
        (
            "owner_and_deputy",
            "adopted_by_governing_body",
            "in_induction_calendar_budget",
            "reviewed_with_change",
            "held_twelve_months",
        ),
        "yes",
    )
    send(client, case, d="4", p="4", **tests)
    assert "level 4 · Institutionalised" in client.get(f"{case.url}/desk/2.1").text
    send(client, case, d="4", p="4", **{**tests, "held_twelve_months": "no"})
    assert "level 3 · Implemented" in client.get(f"{case.url}/desk/2.1").text
    assert judgement_of(case.application, "2.1").tests["held_twelve_months"] is False  # type: ignore[union-attr]


def test_not_applicable_is_accepted_where_the_standard_and_the_school_allow_it(client: Client) -> None:
    case = make_case()
    allowed = next(c.id for c in _scheme() if c.not_applicable)
    claim = claim_of(case.application, allowed)
    claim.not_applicable, claim.reason = True, "We have no such devices."
    db.session.commit()
    send(client.sign_in(case.judge), case, allowed, d="", p="", not_applicable="y")
    assert judgement_of(case.application, allowed).not_applicable  # type: ignore[union-attr]
    both = send(client, case, allowed, status=422, d="3", p="3", not_applicable="y")
    assert "not both" in both.text


def _scheme() -> Any:
    from modules.load import load_scheme

    return load_scheme().criteria


def test_a_gate_is_never_left_out(client: Client) -> None:
    case = make_case()
    page = client.sign_in(case.judge).get(f"{case.url}/desk/2.1")
    assert not page.soup.select("input[name=not_applicable]")
    form = page.form("/judge") | {"not_applicable": "y"}
    answer = client.post(f"{case.url}/desk/2.1/judge", form, status=422, fresh=False)
    assert "may not be left out" in answer.text


@pytest.mark.parametrize("value", ["5", "-1", "x"])
def test_a_mark_outside_the_scale_is_refused(client: Client, value: str) -> None:
    case = make_case()
    send(client.sign_in(case.judge), case, status=422, d=value)
    assert db.session.query(Judgement).count() == 0


def test_a_stale_judgement_is_refused_and_the_words_are_kept(client: Client) -> None:
    case = make_case()
    url = f"{case.url}/desk/2.1"
    old = client.sign_in(case.judge).get(url).form("/judge")
    send(client, case, reason="Written in the other window.")
    words = "A long reason that took half an hour."
    page = client.post(f"{url}/judge", old | {"d": "1", "p": "1", "reason": words}, status=409, fresh=False)
    assert words in page.text
    assert judgement_of(case.application, "2.1").reason == "Written in the other window."  # type: ignore[union-attr]


def test_evidence_that_came_meanwhile_makes_the_page_stale(client: Client) -> None:
    case = make_case()
    url = f"{case.url}/desk/2.1"
    old = client.sign_in(case.judge).get(url).form("/judge")
    make_evidence(claim_of(case.application, "2.1"), case.head)
    client.post(f"{url}/judge", old | {"d": "1", "p": "1", "reason": REASON}, status=409, fresh=False)


def test_evidence_that_came_after_the_judgement_asks_for_another_look(client: Client) -> None:
    case = make_case()
    send(client.sign_in(case.judge), case)
    make_evidence(claim_of(case.application, "2.1"), case.head)
    assert "Evidence has changed since you judged this." in client.get(f"{case.url}/desk/2.1").text


def test_a_double_click_judges_once(client: Client) -> None:
    case = make_case()
    url = f"{case.url}/desk/2.1"
    form = client.sign_in(case.judge).get(url).form("/judge") | {"d": "3", "p": "3", "reason": REASON}
    answers = [client.post(f"{url}/judge", form, fresh=False).location for _ in range(2)]
    assert answers[0] == answers[1]
    assert db.session.query(AuditEvent).filter_by(action="judge").count() == 1


@pytest.mark.parametrize("state", [State.INFORMATION_REQUESTED, State.JUDGED, State.CHECK_OF_FACTS])
def test_outside_the_desk_review_nothing_is_judged(client: Client, state: State) -> None:
    case = make_case(state)
    page = client.sign_in(case.judge).get(f"{case.url}/desk/2.1")
    assert not page.soup.select("main form")
    client.post(f"{case.url}/desk/2.1/judge", {"d": "3", "p": "3", "reason": REASON}, status=409)


def test_the_desk_costs_the_same_with_one_piece_of_evidence_and_with_ten(client: Client) -> None:
    case = make_case()
    mark(case.application, case.judge, 3)
    claim = claim_of(case.application, "2.1")
    make_evidence(claim, case.head)
    client.sign_in(case.judge).get(f"{case.url}/desk/2.1")
    with count_queries() as one:
        client.get(f"{case.url}/desk/2.1")
    for _ in range(9):
        make_evidence(claim, case.head)
    db.session.expire_all()
    with count_queries() as ten:
        client.get(f"{case.url}/desk/2.1")
    assert ten.total == one.total
    assert one.total <= 14
