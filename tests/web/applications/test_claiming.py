"""A claim: rated, given to a colleague, left out where the standard allows it."""

from app.domain.workflow import State
from app.extensions import db
from app.models import AuditEvent, Claim, Notice
from tests.factories.cases import claim_of, make_application
from tests.factories.people import make_coordinator, make_head, make_member, make_school
from tests.support.client import Client

HOW = "The psychologist opens the box every morning and answers within two days."


def _url(claim: Claim, verb: str = "") -> str:
    return f"/applications/{claim.application.ref}/claims/{claim.criterion}{verb}"


def test_one_screen_says_what_is_asked_and_takes_the_answer(client: Client) -> None:
    school = make_school()
    claim = claim_of(make_application(school), "3.1")
    page = client.sign_in(make_head(school)).get(_url(claim))
    for words in (
        "On paper:",
        "In practice:",
        "What an assessor must see:",
        "Good evidence:",
        "Weak evidence:",
    ):
        assert words in page.text
    assert page.soup.select_one('a[href="/learning/m3-reporting/learn-a"]')
    changes = {"level": "3", "how": HOW, "responsible": "Psychologist, deputy: librarian"}
    client.submit(_url(claim), changes, to=_url(claim, "/claim-level"))
    saved = db.session.get_one(Claim, claim.id)
    assert (saved.level, saved.how, saved.not_applicable) == (3, HOW, False)
    event = db.session.query(AuditEvent).filter_by(action="claim-level").one()
    assert event.details == {"criterion": "3.1", "level": 3}
    assert client.get(_url(claim)).soup.select_one("input[name=level][value='3'][checked]")


def test_without_a_level_nothing_is_saved_and_the_words_stay(client: Client) -> None:
    school = make_school()
    claim = claim_of(make_application(school), "3.1")
    client.sign_in(make_head(school))
    page = client.submit(_url(claim), {"how": HOW}, to=_url(claim, "/claim-level"), status=422)
    assert "Choose a level." in page.text
    assert page.form("/claim-level")["how"].strip() == HOW


def test_a_criterion_is_left_out_only_where_the_standard_allows_it(client: Client) -> None:
    school = make_school()
    application = make_application(school)
    may, must = claim_of(application, "4.2"), claim_of(application, "3.1")
    client.sign_in(make_head(school))
    assert not client.get(_url(must)).soup.select("input[value=none]")
    client.post(_url(must, "/claim-level"), {"level": "none", "reason": "No pupils."}, status=422)
    page = client.submit(_url(may), {"level": "none"}, to=_url(may, "/claim-level"), status=422)
    assert "Write why it does not apply to your school." in page.text
    client.submit(_url(may), {"level": "none", "reason": "We have no network."}, to=_url(may, "/claim-level"))
    assert db.session.get_one(Claim, may.id).not_applicable
    assert not db.session.get_one(Claim, must.id).not_applicable


def test_training_rates_itself(client: Client) -> None:
    school = make_school()
    claim = claim_of(make_application(school), "1.3")
    client.sign_in(make_head(school, name="Olga Petrova"))
    page = client.get(_url(claim))
    assert "the platform’s own record" in page.text
    assert "Olga Petrova" in page.text
    page = client.post(_url(claim, "/claim-level"), {"level": "4"}, status=422)
    assert db.session.get_one(Claim, claim.id).level is None


def test_a_member_writes_only_the_criteria_that_are_theirs(client: Client) -> None:
    school = make_school()
    head, member = make_head(school), make_member(school)
    application = make_application(school)
    mine, other = claim_of(application, "3.1"), claim_of(application, "3.2")
    client.sign_in(head).submit(_url(mine), {"owner": str(member.id)}, to=_url(mine, "/give-criterion"))
    notice = db.session.query(Notice).filter_by(user_id=member.id).one()
    assert notice.subject == "Criterion 3.1 is yours"
    client.sign_in(member).post(_url(mine, "/claim-level"), {"level": "1", "how": HOW})
    client.post(_url(other, "/claim-level"), {"level": "1"}, status=403)
    client.post(_url(mine, "/give-criterion"), {"owner": "0"}, status=403)
    assert not client.get(_url(other)).soup.select("main form")


def test_a_criterion_is_given_within_the_school_only(client: Client) -> None:
    school = make_school()
    stranger = make_member(make_school())
    claim = claim_of(make_application(school), "3.1")
    client.sign_in(make_head(school))
    client.post(_url(claim, "/give-criterion"), {"owner": stranger.id}, status=422)
    assert db.session.get_one(Claim, claim.id).owner_id is None


def test_a_stale_page_is_refused_with_the_typed_words(client: Client) -> None:
    school = make_school()
    claim = claim_of(make_application(school), "3.1")
    client.sign_in(make_head(school))
    shown = client.get(_url(claim)).form("/claim-level")
    client.submit(_url(claim), {"level": "2", "how": HOW}, to=_url(claim, "/claim-level"))
    late = {**shown, "level": "4", "how": "My own long description that must not be lost."}
    page = client.post(_url(claim, "/claim-level"), late, status=409, fresh=False)
    assert "My own long description that must not be lost." in page.text
    assert db.session.get_one(Claim, claim.id).level == 2


def test_after_submission_a_claim_stands(client: Client) -> None:
    school = make_school()
    claim = claim_of(make_application(school, State.SUBMITTED), "3.1")
    client.sign_in(make_head(school))
    assert not client.get(_url(claim)).soup.select("main form")
    client.post(_url(claim, "/claim-level"), {"level": "4", "how": HOW}, status=409)
    assert db.session.get_one(Claim, claim.id).level is None


def test_the_country_coordinator_reads_and_writes_nothing(client: Client) -> None:
    application = make_application()
    claim = claim_of(application, "3.1")
    client.sign_in(make_coordinator(application.programme)).get(_url(claim))
    client.post(_url(claim, "/claim-level"), {"level": "4"}, status=403)
