"""A school applies again: what still holds can be used again, what is outdated is asked anew, levels are not carried."""

import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.clock import today
from app.domain.workflow import State
from app.extensions import db
from app.files import files
from app.models import Claim, Evidence
from tests.factories.cases import claim_of, make_application, make_evidence
from tests.factories.people import make_head, make_school
from tests.support.client import Client
from tests.web.applications.test_evidence import form, picture


@pytest.fixture
def claims(client: Client) -> tuple[Claim, Claim]:
    """Criterion 3.1 of an application that was awarded and of the draft that follows it; the head is signed in."""
    school = make_school()
    client.sign_in(make_head(school))
    before, now = make_application(school, State.AWARDED), make_application(school)
    claim_of(before, "3.1").level = 3
    db.session.commit()
    return claim_of(before, "3.1"), claim_of(now, "3.1")


def url(claim: Claim) -> str:
    return f"/applications/{claim.application.ref}/claims/{claim.criterion}"


def again(client: Client, claim: Claim, earlier: Evidence, status: int = 303) -> None:
    data = {"evidence": earlier.ref}
    client.post(f"{url(claim)}/use-evidence-again", data, status=status)


def evidence_of(claim: Claim) -> list[Evidence]:
    db.session.expire_all()
    return list(db.session.scalars(select(Evidence).where(Evidence.claim_id == claim.id)))


def test_last_time_is_shown_and_the_level_is_not_carried(client: Client, claims: tuple[Claim, Claim]) -> None:
    page = client.get(url(claims[1]))
    assert "Your school claimed level 3." in page.text
    assert claims[1].level is None


def test_words_that_still_hold_become_evidence_again_once(
    client: Client, claims: tuple[Claim, Claim]
) -> None:
    earlier = make_evidence(claims[0], make_head(claims[0].application.school), "Minutes of May.")
    again(client, claims[1], earlier)
    [copy] = evidence_of(claims[1])
    assert copy.current.text == "Minutes of May."
    assert copy.current.sha256 == earlier.current.sha256
    assert copy.redaction_declared_at > earlier.redaction_declared_at
    assert "use-evidence-again" not in client.get(url(claims[1])).soup.prettify()


def test_a_file_is_kept_a_second_time_so_that_one_can_be_deleted_without_the_other(
    client: Client, claims: tuple[Claim, Claim]
) -> None:
    client.submit(
        f"{url(claims[1])}/add-evidence", form(form="file", document=(io.BytesIO(picture()), "door.jpg"))
    )
    [made] = evidence_of(claims[1])
    made.claim_id = claims[0].id  # as if it had been added the last time
    db.session.commit()
    again(client, claims[1], made)
    [copy] = evidence_of(claims[1])
    old, new = made.current, copy.current
    assert old.storage_key != new.storage_key
    assert files().get(str(old.storage_key)) == files().get(str(new.storage_key))
    assert (old.sha256, old.filename, old.media_type) == (new.sha256, new.filename, new.media_type)


def test_a_document_past_its_own_review_date_is_asked_anew(
    client: Client, claims: tuple[Claim, Claim]
) -> None:
    head = make_head(claims[0].application.school)
    outdated = make_evidence(claims[0], head, review_on=today() - timedelta(days=1))
    assert "Past its review date" in client.get(url(claims[1])).text
    again(client, claims[1], outdated, status=422)
    assert evidence_of(claims[1]) == []


def test_evidence_of_another_school_or_criterion_does_not_exist_here(
    client: Client, claims: tuple[Claim, Claim]
) -> None:
    other = make_application(make_school(), State.AWARDED)
    foreign = make_evidence(claim_of(other, "3.1"), make_head(other.school))
    elsewhere = make_evidence(claim_of(claims[0].application, "3.2"), make_head(claims[0].application.school))
    again(client, claims[1], foreign, status=409)
    again(client, claims[1], elsewhere, status=409)
    again(client, claims[1], Evidence(ref="ev-000000000000"), status=409)
    assert evidence_of(claims[1]) == []
