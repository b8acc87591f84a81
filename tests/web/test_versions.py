"""Version 1.1 of the standard is published while cases of 1.0 run: a criterion more, a gate more, stricter tiers.

What 1.1 changes is in `tests.support.versions`; each case goes on as if nothing had happened, and says so.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app import jobs
from app.certification import letter_facts
from app.clock import now
from app.domain.award import add_months
from app.domain.facts import Function
from app.domain.workflow import State
from app.extensions import db
from app.files import files
from app.models import Application, Award, Judgement
from tests.factories.cases import assign, make_application
from tests.factories.people import make_expert, make_head, make_school, make_school_coordinator
from tests.support import versions
from tests.support.client import Client, Page
from tests.support.queries import counted
from tests.support.training import train
from tests.web.applications.ready import HOW, head_of, ready_application
from tests.web.assessments.cases import Case, make_case, mark
from tests.web.assessments.voting import vote

NOTE = "This application follows version 1.0 of the standard; the newest is 1.1."


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = versions.copied(tmp_path_factory.mktemp("content"))
    versions.write_next_version(root)
    return root


@pytest.fixture
def running(app: object) -> Application:
    """A draft of 1.0 in which nothing is missing, at level 3 throughout."""
    return ready_application()


@pytest.fixture
def judged(app: object) -> Case:
    """A case of 1.0 at the desk. Practice is at 2, critical gates at 3, paper one step behind: Bronze, if paper may lag."""
    case = make_case()
    mark(case.application, case.judge, 2, 3)
    for one in db.session.query(Judgement):
        one.d = one.p - 1
    db.session.commit()
    return case


@pytest.fixture
def later(running: Application, judged: Case, content: Path) -> Iterator[None]:
    """From here on 1.1 is the version of today; the two cases were opened before."""
    with versions.published(content):
        yield


def cells(page: Page) -> list[str]:
    return [one.get_text().split(",")[0].split(" ")[0] for one in page.soup.select(".matrix .cell__id")]


def tier(page: Page) -> str:
    """The first tier on the page."""
    return next(one for one in page.soup.select_one("main .tier")["class"] if "--" in one).split("--")[1]


@pytest.mark.usefixtures("later")
def test_the_schools_pages_say_which_version_the_case_follows_and_show_its_criteria_only(
    client: Client, running: Application
) -> None:
    client.sign_in(head_of(running.school))
    for url in (f"/schools/{running.school.ref}", f"/applications/{running.ref}"):
        page = client.get(url)
        assert NOTE in page.text
        assert len(cells(page)) == 36
        assert "3.9" not in cells(page)
    assert "3.9" not in client.get(f"/applications/{running.ref}/claims").text
    client.get(f"/applications/{running.ref}/claims/3.9", status=404)
    page = client.get(f"/applications/{running.ref}/claims/3.8")
    assert page.soup.select_one('main a[href$="/claims/4.1"]')


@pytest.mark.usefixtures("later")
def test_the_forecast_counts_with_the_thresholds_of_the_cases_version(
    client: Client, running: Application
) -> None:
    page = client.sign_in(head_of(running.school)).get(f"/applications/{running.ref}/forecast?c3.9=4")
    assert tier(page) == "silver"
    assert "3.9" not in page.text
    board = client.get(f"/schools/{running.school.ref}")
    assert tier(board) == "silver"


@pytest.mark.usefixtures("later")
def test_an_earlier_version_asks_the_database_no_more(client: Client, running: Application) -> None:
    url = f"/schools/{running.school.ref}"
    client.sign_in(head_of(running.school)).get(url)
    with counted() as asked:
        client.get(url)
    assert len(asked) <= 9, "\n".join(asked)


@pytest.mark.usefixtures("later")
def test_a_school_still_submits_without_the_new_criterion(client: Client, running: Application) -> None:
    url = f"/applications/{running.ref}/submit"
    client.sign_in(head_of(running.school)).submit(url, {"confirmed": "y"}, to=url)
    db.session.expire_all()
    assert db.session.get_one(Application, running.id).state is State.SUBMITTED


@pytest.mark.usefixtures("later")
def test_what_a_school_takes_away_is_the_case_of_its_version(client: Client, running: Application) -> None:
    response = client.sign_in(head_of(running.school)).get(f"/applications/{running.ref}/export.zip").response
    with zipfile.ZipFile(io.BytesIO(response.get_data())) as archive:
        case = json.loads(archive.read("case.json"))
    assert (case["standard"], len(case["claims"])) == ("1.0", 36)


@pytest.mark.usefixtures("later")
def test_an_expert_sees_the_criteria_and_gates_of_the_cases_version(
    client: Client, running: Application
) -> None:
    running.state, expert = State.IN_SUPPORT, make_expert()
    assign(running, expert, Function.EXPERT)
    page = client.sign_in(expert).get(f"/reviews/{running.ref}")
    assert "Drill with parents" not in page.text
    claim = client.get(f"/reviews/{running.ref}/claims/3.5")
    assert "gate" not in claim.soup.select_one("p.caption").get_text()


@pytest.mark.usefixtures("later")
def test_a_new_application_is_opened_under_the_new_version(client: Client) -> None:
    school = make_school(commitment_signed_at=now())
    head = make_head(school)
    train(head)
    client.sign_in(head).submit(f"/schools/{school.ref}", {}, to=f"/schools/{school.ref}/open-application")
    application = db.session.query(Application).filter_by(school_id=school.id).one()
    assert application.scheme_version == "1.1"
    page = client.get(f"/applications/{application.ref}")
    assert "This application follows" not in page.text
    assert (len(cells(page)), "3.9" in cells(page)) == (37, True)
    assert "Drill with parents" in client.get(f"/applications/{application.ref}/claims/3.9").text


@pytest.mark.usefixtures("later")
def test_the_new_version_asks_for_its_criterion_and_for_more(client: Client) -> None:
    school = make_school(commitment_signed_at=now())
    head, coordinator = make_head(school), make_school_coordinator(school)
    train(head)
    train(coordinator)
    application = make_application(school)
    for claim in application.claims:
        if claim.criterion not in ("1.3", "3.9"):
            claim.level, claim.how, claim.responsible = 3, HOW, "Psychologist"
    db.session.commit()
    missing = client.sign_in(head).get(f"/applications/{application.ref}/submit")
    assert "3.9 is not rated yet." in missing.text
    page = client.get(f"/applications/{application.ref}/forecast?c3.9=3")
    assert tier(page) == "bronze"


@pytest.mark.usefixtures("later")
def test_the_desk_has_the_criteria_of_the_case_and_says_its_version(client: Client, judged: Case) -> None:
    page = client.sign_in(judged.judge).get(judged.url)
    assert NOTE in page.text
    assert "Computed from all 36 criteria." in page.text
    assert tier(page) == "bronze"
    client.get(f"{judged.url}/desk/3.9", status=404)
    desk = client.get(f"{judged.url}/desk/3.8")
    assert "36 of 36 judged" in desk.text
    assert desk.soup.select_one('main a[href$="/desk/4.1"]')
    assert "36 of 36" in client.get("/assessments").text
    offered = client.get(f"{judged.url}/record-finding").soup.select("select[name=criterion] option")
    assert "3.9" not in [one["value"] for one in offered]


@pytest.mark.usefixtures("later")
def test_the_case_reaches_its_old_tier_and_its_papers_speak_of_the_old_version(
    client: Client, judged: Case
) -> None:
    client.sign_in(judged.judge).submit(judged.url, {}, to=f"{judged.url}/finish-assessment")
    db.session.expire_all()
    case = db.session.get_one(Application, judged.application.id)
    assert case.ceiling == "bronze"
    case.state = State.REPORT_FINAL
    db.session.commit()
    vote(client, judged.judge, judged, "bronze")

    award = db.session.query(Award).filter_by(application_id=case.id).one()
    assert (award.tier, award.scheme_version) == ("bronze", "1.0")
    assert award.expires_on == add_months(award.issued_on, 18) - timedelta(days=1)
    assert [level for _, _, level in award.snapshot["module_levels"]] == [2] * 5
    decision, report = letter_facts.decision(case.ref), letter_facts.report(case.ref)
    assert decision is not None
    assert report is not None
    assert (decision.scheme_version, report.scheme_version, len(report.criteria)) == ("1.0", "1.0", 36)
    assert "1.1 is 2, needs 3" in decision.missing
    assert {one.level for one in report.criteria} == {2, 3}

    jobs.run_due()
    db.session.expire_all()
    credential = json.loads(files().get(award.credential_key))
    assert credential["credentialSubject"]["achievement"]["version"] == "1.0"
    assert "2.1: 2" in credential["evidence"][0]["narrative"]
    assert "version 1.0" in client.sign_out().get(f"/verify/{award.code}").text


@pytest.mark.usefixtures("later")
def test_the_page_of_a_tier_says_what_its_version_asked(client: Client) -> None:
    for version, months in (("1.0", 18), ("1.1", 12)):
        assert (
            f"valid for {months} months"
            in client.get(f"/achievements/bronze-{version}", headers={"Accept": "text/html"}).text
        )
    client.get("/achievements/bronze-1.2", status=404)


def test_while_there_is_one_version_no_page_speaks_of_it(client: Client, running: Application) -> None:
    client.sign_in(head_of(running.school))
    for url in (f"/schools/{running.school.ref}", f"/applications/{running.ref}"):
        assert "This application follows" not in client.get(url).text
