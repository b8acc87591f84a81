"""Taking a module along: the workbook for everybody who learns, the item bank for those who run a programme."""

import pytest

from app import jobs, workbooks
from app.extensions import db
from app.files import files
from app.models.message import Job
from modules.exchange import gift, moodle_xml
from tests.factories.people import make_admin, make_coordinator, make_head, make_school, make_user
from tests.support.client import Client

M3 = "m3-reporting"
WORKBOOK = f"/learning/{M3}/workbook.pdf"
BANKS = (f"/learning/{M3}/items.gift", f"/learning/{M3}/items.xml")


def test_the_first_one_to_ask_for_a_workbook_waits_a_minute_and_the_next_gets_it_at_once(
    client: Client,
) -> None:
    client.sign_in(make_user())
    assert client.get(f"/learning/{M3}").soup.select_one(f"main a[href='{WORKBOOK}']")
    client.get(WORKBOOK, status=303)
    client.get(WORKBOOK, status=303)
    assert "is being drawn" in client.get(f"/learning/{M3}").text
    assert db.session.query(Job).filter_by(name=workbooks.JOB).count() == 1
    old = f"{workbooks.PREFIX}/{M3}-en/{'0' * 32}.pdf"
    files().put(old, b"of older content")
    jobs.run_due()
    answer = client.get(WORKBOOK).response
    assert answer.data.startswith(b"%PDF-1.7")
    assert answer.headers["Content-Disposition"] == "inline; filename=ciss-m3-reporting-en.pdf"
    assert not files().exists(old)
    client.get(WORKBOOK, status=304, headers={"If-None-Match": answer.headers["ETag"]})


def test_each_language_has_its_own_workbook_and_an_unknown_module_none(client: Client) -> None:
    client.sign_in(make_user(language="ru"))
    client.get(WORKBOOK, status=303)
    assert db.session.query(Job).one().arguments == {"module_id": M3, "language": "ru"}
    client.get("/learning/m9-none/workbook.pdf", status=404)


def test_the_bank_is_what_the_formats_say(client: Client) -> None:
    client.sign_in(make_coordinator())
    one, two = (client.get(url).response for url in BANKS)
    assert gift.parse(one.get_data(as_text=True)).questions == moodle_xml.parse(two.data).questions
    assert two.headers["Content-Disposition"] == "attachment; filename=ciss-m3-reporting-en.xml"


@pytest.mark.parametrize("url", BANKS)
def test_right_answers_are_no_click_away_for_learners(client: Client, url: str) -> None:
    client.sign_in(make_head(make_school()))
    client.get(url, status=403)


def test_an_admin_may_take_a_bank_along(client: Client) -> None:
    client.sign_in(make_admin())
    assert client.get(BANKS[0]).response.data.startswith(b"// CISS")
