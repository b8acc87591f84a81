"""An expert sends a round of requests."""

from app.domain.workflow import State
from app.extensions import db
from app.models import AuditEvent, ChangeRequest, OutgoingMail
from tests.factories.cases import claim_of
from tests.factories.people import make_member, save
from tests.support.client import Client
from tests.web.reviews.support import Support, changes, make_support


def prepare(support: Support, criterion: str = "2.1", note: str = "Name an owner.") -> ChangeRequest:
    claim = claim_of(support.application, criterion)
    number = support.application.support_round + 1
    return save(ChangeRequest(claim_id=claim.id, expert_id=support.expert.id, round=number, note=note))


def test_a_round_goes_to_the_leads_and_to_those_who_own_the_claims(client: Client) -> None:
    support = make_support()
    owner, other = make_member(support.school), make_member(support.school)
    claim_of(support.application, "2.1").owner_id = owner.id
    prepare(support)
    client.sign_in(support.expert)
    client.submit(support.url, {}, to=f"{support.url}/request-changes")
    assert all(one.asked_at for one in changes(support.application))
    assert support.application.state is State.CHANGES_REQUESTED
    assert support.application.support_round == 1
    mails = {mail.recipient: mail.body for mail in db.session.query(OutgoingMail)}
    assert set(mails) == {support.head.email, owner.email}
    assert other.email not in mails
    assert "2.1: Name an owner." in mails[owner.email]
    event = db.session.query(AuditEvent).filter_by(action="request-changes").one()
    assert (event.details["from"], event.details["to"]) == ("in-support", "changes-requested")


def test_a_round_without_a_note_is_refused_in_words(client: Client) -> None:
    support = make_support()
    page = client.sign_in(support.expert).post(f"{support.url}/request-changes", status=409)
    assert "Write at least one note" in page.text
    db.session.expire_all()
    assert support.application.state is State.IN_SUPPORT


def test_a_fourth_round_is_refused(client: Client) -> None:
    support = make_support(support_round=3)
    page = client.sign_in(support.expert).post(f"{support.url}/request-changes", status=409)
    assert "three rounds already" in page.text


def test_what_the_school_answered_is_shown_round_by_round(client: Client) -> None:
    support = make_support(support_round=1)
    one = save(
        ChangeRequest(
            claim_id=claim_of(support.application, "2.1").id,
            expert_id=support.expert.id,
            round=1,
            note="Name an owner.",
            asked_at=support.application.moved_at,
            answer="The deputy head is the owner.",
            answered_at=support.application.moved_at,
            answered_by_id=support.head.id,
        )
    )
    page = client.sign_in(support.expert).get(support.url)
    assert one.answer in page.text
    assert one.answer in client.get(support.claim_url()).text


def test_an_answer_that_was_not_sent_stays_with_the_school(client: Client) -> None:
    support = make_support(State.CHANGES_REQUESTED, support_round=1)
    save(
        ChangeRequest(
            claim_id=claim_of(support.application, "2.1").id,
            expert_id=support.expert.id,
            round=1,
            note="Name an owner.",
            asked_at=support.application.moved_at,
            answer="A draft of ours.",
        )
    )
    page = client.sign_in(support.expert).get(support.url)
    assert "A draft of ours." not in page.text
    assert "No answer yet." in page.text


def test_a_stale_page_sends_nothing(client: Client) -> None:
    support = make_support()
    prepare(support)
    form = client.sign_in(support.expert).get(support.url).form("/request-changes")
    support.application.information_asked = "something else"
    db.session.commit()
    client.post(f"{support.url}/request-changes", form, status=409, fresh=False)
    assert changes(support.application)[0].asked_at is None


def test_ending_the_support_frees_the_school_and_closes_what_was_open(client: Client) -> None:
    support = make_support(State.CHANGES_REQUESTED, support_round=1)
    asked = prepare(support, "2.2", "Hold a meeting.")
    asked.round, asked.asked_at = 1, support.application.moved_at
    prepare(support, "2.1", "Never sent.")
    page = client.sign_in(support.expert).post(f"{support.url}/end-support")
    assert page.location == "/reviews"
    client.get(page.location)
    left = changes(support.application)
    assert [(one.note, one.answered_at is not None) for one in left] == [("Hold a meeting.", True)]
    assert support.application.state is State.DRAFT
    client.get(support.url, status=404)


def test_a_lead_of_the_school_may_end_the_support(client: Client) -> None:
    support = make_support()
    page = client.sign_in(support.head).post(f"{support.url}/end-support")
    assert page.location == f"/applications/{support.application.ref}"
    db.session.expire_all()
    assert support.application.state is State.DRAFT
    client.sign_in(support.expert).get(support.url, status=404)
