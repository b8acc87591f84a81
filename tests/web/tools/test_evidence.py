"""From a filled-in tool to evidence with one page and one button."""

import pytest

from app.clock import now
from app.domain.workflow import State
from app.extensions import db
from app.files import files
from app.models import Application, AuditEvent, Evidence, School, ToolDraft, User
from tests.factories.cases import claim_of, make_application
from tests.factories.people import make_head, make_member, make_school
from tests.support.client import Client
from tests.web.tools.test_filling import begin, save

FLOWCHART = "response-flowchart"


@pytest.fixture
def school() -> School:
    return make_school()


@pytest.fixture
def head(school: School, client: Client) -> User:
    head = make_head(school)
    client.sign_in(head)
    return head


@pytest.fixture
def case(school: School) -> Application:
    return make_application(school)


def way(case: Application, draft: ToolDraft, criterion: str = "3.2") -> str:
    return f"/tools/claims/{case.ref}/{criterion}/add-evidence?draft={draft.ref}"


def use(client: Client, case: Application, draft: ToolDraft, status: int = 303, **typed: str) -> None:
    shown = client.get(way(case, draft)).form("/add-evidence")
    target = way(case, draft).split("?")[0]
    client.post(target, {**shown, "redacted": "y", **typed}, status=status, fresh=False)


def test_a_draft_offers_the_criteria_its_tool_feeds(
    client: Client, school: School, head: User, case: Application
) -> None:
    draft = begin(client, school, FLOWCHART)
    page = client.get(f"/tools/drafts/{draft.ref}")
    assert "Use as evidence for criterion 3.2" in page.text
    assert "Use as evidence for criterion 3.7" in page.text
    assert page.soup.select_one(f'a[href="{way(case, draft)}"]')


def test_without_an_application_the_page_says_what_to_wait_for(
    client: Client, school: School, head: User
) -> None:
    draft = begin(client, school, FLOWCHART)
    assert "When your school has an open application" in client.get(f"/tools/drafts/{draft.ref}").text


def test_the_pdf_becomes_evidence_like_any_file(
    client: Client, school: School, head: User, case: Application
) -> None:
    draft = begin(client, school, FLOWCHART)
    use(client, case, draft)
    piece = db.session.query(Evidence).one()
    assert (piece.claim.criterion, piece.kind, piece.language) == ("3.2", "examine", "en")
    assert piece.title == draft.title
    assert piece.dated_on == draft.changed_at.date()
    assert piece.redaction_declared_by_id == head.id
    assert piece.current.filename.startswith("response-flowchart-en-")
    assert files().get(piece.current.storage_key or "").startswith(b"%PDF")
    db.session.refresh(draft)
    assert draft.evidence_refs == [piece.ref]
    event = db.session.query(AuditEvent).filter_by(action="add-evidence").one()
    assert event.details["sha256"] == piece.current.sha256
    client.get(f"/applications/evidence/{piece.ref}")


def test_without_the_declaration_nothing_is_kept(
    client: Client, school: School, head: User, case: Application
) -> None:
    draft = begin(client, school, FLOWCHART)
    use(client, case, draft, 422, redacted="", title="Our own title")
    assert db.session.query(Evidence).count() == 0
    assert list(files().list("evidence")) == []


def test_a_changed_draft_becomes_a_newer_version_of_the_same_evidence(
    client: Client, school: School, head: User, case: Application
) -> None:
    draft = begin(client, school, FLOWCHART)
    use(client, case, draft)
    save(client, draft, "force", {"Next review by …": "1 May"})
    assert "Newer version for criterion 3.2" in client.get(f"/tools/drafts/{draft.ref}").text
    use(client, case, draft)
    piece = db.session.query(Evidence).one()
    db.session.refresh(piece)
    assert [version.number for version in piece.versions] == [1, 2]


def test_what_a_submission_froze_is_not_touched_again(
    client: Client, school: School, head: User, case: Application
) -> None:
    draft = begin(client, school, FLOWCHART)
    use(client, case, draft)
    db.session.query(Evidence).one().current.frozen_at = now()
    db.session.commit()
    use(client, case, draft)
    assert [len(piece.versions) for piece in db.session.query(Evidence).order_by(Evidence.id)] == [1, 1]


def test_a_draft_changed_between_page_and_button_is_refused(
    client: Client, school: School, head: User, case: Application
) -> None:
    draft = begin(client, school, FLOWCHART)
    shown = client.get(way(case, draft)).form("/add-evidence")
    save(client, draft, "force", {"Next review by …": "1 May"})
    target = way(case, draft).split("?")[0]
    client.post(target, {**shown, "redacted": "y"}, status=409, fresh=False)
    assert db.session.query(Evidence).count() == 0


def test_a_member_uses_it_only_for_a_criterion_that_is_theirs(
    client: Client, school: School, case: Application
) -> None:
    member = make_member(school)
    client.sign_in(member)
    draft = begin(client, school, FLOWCHART)
    client.get(way(case, draft), status=403)
    assert "Use as evidence for" not in client.get(f"/tools/drafts/{draft.ref}").text
    claim_of(case, "3.2").owner_id = member.id
    db.session.commit()
    assert "criterion 3.7" not in client.get(f"/tools/drafts/{draft.ref}").text
    client.get(way(case, draft))


def test_a_draft_of_another_school_or_for_another_criterion_does_not_exist_here(
    client: Client, school: School, head: User, case: Application
) -> None:
    draft = begin(client, school, FLOWCHART)
    client.get(way(case, draft, "1.1"), status=404)
    other = make_school()
    client.sign_in(make_head(other))
    client.get(way(make_application(other), draft), status=404)


def test_a_submitted_application_takes_no_more(client: Client, school: School, head: User) -> None:
    case = make_application(school, State.SUBMITTED)
    draft = begin(client, school, FLOWCHART)
    assert "When your school has an open application" in client.get(f"/tools/drafts/{draft.ref}").text
    use(client, case, draft, 409)
    assert list(files().list("evidence")) == []


def test_a_criterion_offers_the_tools_that_were_filled_in_for_it(
    client: Client, school: School, head: User, case: Application
) -> None:
    choose = f"/tools/claims/{case.ref}/3.2/add-evidence"
    assert "Nothing filled in yet" in client.get(choose).text
    draft = begin(client, school, FLOWCHART)
    begin(client, school, "phone-rules")
    links = [link["href"] for link in client.get(choose).soup.select("main ul.tasks a")]
    assert links == [way(case, draft)]
    assert choose in [
        link["href"] for link in client.get(f"/applications/{case.ref}/claims/3.2").soup.select("a")
    ]


def test_a_button_without_its_draft_says_what_to_choose(
    client: Client, school: School, head: User, case: Application
) -> None:
    page = client.post(f"/tools/claims/{case.ref}/3.2/add-evidence", status=422)
    assert "Choose which of your school’s tools." in page.text
    page = client.post(f"/tools/schools/{school.ref}/fill-tool", status=422)
    assert "Choose a tool first." in page.text
