"""An expert advises on a claim."""

from typing import Any

from app.domain.workflow import State
from app.extensions import db
from app.models import AuditEvent, Review
from tests.factories.cases import claim_of, make_evidence
from tests.factories.people import make_assessor, make_expert
from tests.support.client import Client
from tests.web.reviews.support import Support, changes, make_support


def send(client: Client, support: Support, status: int = 303, **values: Any) -> Any:
    url = support.claim_url()
    given = {"readiness": "nearly", "note": "The owner is missing.", **values}
    return client.submit(url, given, to=f"{url}/advise", status=status)


def test_criterion_words_and_evidence_stand_side_by_side(client: Client) -> None:
    support = make_support()
    claim = claim_of(support.application, "2.1")
    claim.level, claim.how = 2, "The policy was approved in March."
    make_evidence(claim, support.head, text="Minutes of the board of 3 March.")
    page = client.sign_in(support.expert).get(support.claim_url())
    assert "The policy was approved in March." in page.text
    assert "Minutes of the board of 3 March." in page.text
    assert len(page.soup.select(".desk > section")) == 3


def test_advice_is_kept_and_leads_to_the_next_claim(client: Client) -> None:
    support = make_support()
    page = send(client.sign_in(support.expert), support)
    assert page.location.endswith("/claims/2.2")
    review = db.session.query(Review).one()
    assert (review.readiness.value, review.note) == ("nearly", "The owner is missing.")
    assert "The owner is missing." in client.get(support.claim_url()).html
    event = db.session.query(AuditEvent).filter_by(action="advise").one()
    assert event.details["criterion"] == "2.1"


def test_an_expert_never_gives_a_level(client: Client) -> None:
    support = make_support()
    page = client.sign_in(support.expert).get(support.claim_url())
    options = {radio["value"] for radio in page.soup.select("main input[type=radio]")}
    assert options == {"not-yet", "nearly", "ready"}
    send(client, support, status=422, readiness="3")
    assert db.session.query(Review).count() == 0


def test_a_change_is_prepared_changed_and_dropped_again(client: Client) -> None:
    support = make_support()
    client.sign_in(support.expert)
    send(client, support, change="Name an owner.")
    assert [(one.note, one.round, one.asked_at) for one in changes(support.application)] == [
        ("Name an owner.", 1, None)
    ]
    send(client, support, change="Name an owner and a deputy.")
    assert [one.note for one in changes(support.application)] == ["Name an owner and a deputy."]
    send(client, support, change="")
    assert changes(support.application) == []


def test_after_three_rounds_no_change_can_be_prepared(client: Client) -> None:
    support = make_support(support_round=3)
    page = client.sign_in(support.expert).get(support.claim_url())
    form = page.form("/advise") | {"readiness": "nearly", "note": "", "change": "One more thing."}
    answer = client.post(f"{support.claim_url()}/advise", form, status=422, fresh=False)
    assert "three rounds already" in answer.text
    assert "One more thing." in answer.html


def test_advice_on_a_claim_that_changed_meanwhile_is_refused_and_kept(client: Client) -> None:
    support = make_support()
    form = client.sign_in(support.expert).get(support.claim_url()).form("/advise")
    claim = claim_of(support.application, "2.1")
    claim.how = "We have written it anew."
    db.session.commit()
    values = form | {"readiness": "ready", "note": "A long note that must not be lost."}
    page = client.post(f"{support.claim_url()}/advise", values, status=409, fresh=False)
    assert "A long note that must not be lost." in page.text
    assert db.session.query(Review).count() == 0


def test_a_double_click_gives_one_opinion(client: Client) -> None:
    support = make_support()
    form = client.sign_in(support.expert).get(support.claim_url()).form("/advise") | {"readiness": "ready"}
    for _ in range(2):
        client.post(f"{support.claim_url()}/advise", form, fresh=False)
    assert db.session.query(AuditEvent).filter_by(action="advise").count() == 1


def test_outside_support_the_claim_can_be_read_but_not_advised(client: Client) -> None:
    support = make_support(State.SUBMITTED)
    page = client.sign_in(support.expert).get(support.claim_url())
    assert not page.soup.select("main form")
    client.post(f"{support.claim_url()}/advise", {"readiness": "ready"}, status=409)


def test_strangers_and_the_school_do_not_find_the_experts_page(client: Client) -> None:
    support = make_support()
    for stranger in (make_expert(), make_assessor()):
        client.sign_in(stranger).get(support.claim_url(), status=404)
    client.sign_in(support.head).get(support.claim_url(), status=403)
