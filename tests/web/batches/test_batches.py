"""Many certificates at once, as a coordinator does it: choose, start, watch, take the file."""

import io
from datetime import timedelta
from zipfile import ZipFile

import pytest

from app import jobs
from app.clock import now, today
from app.domain.workflow import AwardState
from app.extensions import db
from app.files import files
from app.models import Batch, BatchKind, Notice, OutgoingMail
from tests.factories.awards import audit_actions, certify, make_award
from tests.factories.batches import file_documents, make_batch
from tests.factories.people import make_assessor, make_coordinator, make_head, make_programme, make_school
from tests.support.queries import count_queries

START = "/batches/belarus/start"


def drawn(name: str = "", region: str = "", **values):
    """An award whose documents lie in the storage."""
    return file_documents(make_award(make_school(name=name, region=region), **values))


@pytest.fixture
def coordinator(client):
    user = make_coordinator()
    client.sign_in(user)
    return user


def names(page) -> list[str]:
    return [cell.get_text(strip=True) for cell in page.soup.select("main tbody th")]


def start(client, address: str = START, **typed):
    page = client.get(address)
    form = next(one for one in page.soup.select("main form") if one["method"] == "post")
    return client.post(form["action"], page.form("run-batch" + form["action"].split("run-batch")[1]) | typed)


def test_the_first_page_teaches_what_can_be_done(client, coordinator) -> None:
    page = client.get("/batches/belarus")

    assert "Nothing was asked for yet" in page.text
    assert client.get("/programmes/belarus").soup.select_one(".section-nav a[href='/batches/belarus']")


def test_certificates_are_chosen_by_status_tier_region_and_day(client, coordinator) -> None:
    drawn("A", region="Brest region", tier="gold")
    drawn("B", region="Minsk region", issued_on=today() - timedelta(days=100))
    drawn("C", state=AwardState.SUSPENDED, state_changed_at=now())
    make_award(make_school(name="Not drawn yet"))
    make_programme("MD")

    assert names(client.get(START)) == ["A", "B"]
    assert names(client.get(f"{START}?status=")) == ["A", "B", "C"]
    assert names(client.get(f"{START}?status=suspended")) == ["C"]
    assert names(client.get(f"{START}?status=&tier=gold")) == ["A"]
    assert names(client.get(f"{START}?status=&region=Minsk+region")) == ["B"]
    day = (today() - timedelta(days=50)).isoformat()
    assert names(client.get(f"{START}?status=active&since={day}")) == ["A"]
    assert names(client.get(f"{START}?status=active&until={day}")) == ["B"]
    assert "2 certificates fit" in client.get(START).text
    assert "No certificate fits" in client.get(f"{START}?status=withdrawn&since=nonsense").text


def test_a_long_choice_is_walked_part_by_part(client, coordinator) -> None:
    expected = [f"School {number:02}" for number in range(60)]
    for name in expected:
        make_award(make_school(name=name), pdf_key="certificates/x", pdf_sha256="0" * 64)
    first = client.get(START)
    assert "60 certificates fit" in first.text
    second = client.get(first.soup.select_one("a[rel=next]")["href"])

    assert names(first) + names(second) == expected
    with count_queries() as few:
        client.get(START)
    drawn("Another")
    with count_queries() as many:
        client.get(START)
    assert few.total == many.total


def test_a_download_is_made_while_the_page_may_be_closed(client, coordinator) -> None:
    awards = [drawn(), drawn()]

    started = start(client)
    running = client.get(started.location)
    assert running.response.headers["Refresh"] == "10"
    assert "You may close this page" in running.text
    assert "0 of 2" in running.text
    still = client.get(f"{started.location}?still=1")
    assert "Refresh" not in still.response.headers
    assert client.get("/batches/belarus").soup.select_one("main tbody a")["href"] == started.location

    jobs.run_due()
    db.session.expire_all()
    done = client.get(started.location)

    assert "The file is ready" in done.text
    assert "Refresh" not in done.response.headers
    notice = db.session.query(Notice).filter_by(user_id=coordinator.id).one()
    assert notice.url == started.location
    assert db.session.query(OutgoingMail).filter_by(recipient=coordinator.email).count() == 1
    answer = client.get(f"{started.location}/certificates.zip").response
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="certificates-belarus-')
    with ZipFile(io.BytesIO(answer.get_data())) as archive:
        assert archive.testzip() is None
        assert {f"certificates/{award.code}.pdf" for award in awards} < set(archive.namelist())
    ref = started.location.rsplit("/", 1)[-1]
    assert audit_actions(ref) == ["run-batch", "finish-batch", "run-batch"]


def test_issuing_again_needs_a_reason_and_certificates_that_hold(client, coordinator) -> None:
    award = certify(make_award())
    ended = drawn(state=AwardState.WITHDRAWN, state_changed_at=now())
    sha256 = award.pdf_sha256
    page = client.get(START)
    address = "/batches/belarus/run-batch?status=active"
    sent = page.form("run-batch?status=active") | {"kind": "reissue"}

    refused = client.post(address, sent, status=422)
    assert "Write why they are issued again." in refused.text
    over = client.get(f"{START}?status=withdrawn").form("run-batch?status=withdrawn")
    typed = {"kind": "reissue", "reason": "New seal."}
    refused = client.post("/batches/belarus/run-batch?status=withdrawn", over | typed, status=422)
    assert "Only certificates that are active or suspended" in refused.text
    assert "New seal." in refused.soup.select_one("textarea").get_text()
    assert db.session.query(Batch).count() == 0

    made = start(client, **typed)
    jobs.run_due()
    db.session.expire_all()

    assert award.pdf_sha256 != sha256
    assert "All of them are issued again" in client.get(made.location).text
    assert "New seal." in client.get(made.location).text
    assert audit_actions(ended.code) == []


def test_a_double_click_starts_one_batch_and_a_choice_that_changed_is_refused(client, coordinator) -> None:
    drawn("A")
    sent = client.get(START).form("run-batch?status=active")
    address = "/batches/belarus/run-batch?status=active"

    first = client.post(address, sent)
    assert client.post(address, sent).location == first.location
    assert db.session.query(Batch).count() == 1

    shown = client.get(START).form("run-batch?status=active")
    drawn("B")
    client.post(address, shown, status=409)
    assert db.session.query(Batch).count() == 1


def test_what_failed_is_named_and_can_be_tried_again(client, coordinator) -> None:
    good, lost = drawn(), drawn()
    content = files().get(lost.pdf_key)
    files().delete(lost.pdf_key)
    batch = make_batch([good, lost], by=coordinator)
    address = f"/batches/belarus/{batch.ref}"
    client.post(f"{address}/run-batch", status=409)
    jobs.run_due()
    db.session.expire_all()
    page = client.get(address)
    assert "1 of 2 done" in page.text
    assert "A stored file is missing or was changed." in page.text
    assert names(page) == [lost.school.name]
    first = batch.storage_key

    files().put(lost.pdf_key, content)
    client.post(f"{address}/run-batch", page.form("run-batch"))
    jobs.run_due()
    db.session.expire_all()

    assert "The file is ready" in client.get(address).text
    with ZipFile(io.BytesIO(files().get(batch.storage_key))) as archive:
        assert len(archive.namelist()) == 5
    assert not files().exists(first)


def test_the_page_tells_how_long_it_takes_and_when_nothing_moves(client, coordinator) -> None:
    batch = make_batch([drawn("A"), drawn("B"), drawn("C"), drawn("D")], by=coordinator)
    address = f"/batches/belarus/{batch.ref}"
    for number, item in enumerate(batch.items[:2]):
        item.done_at = now() - timedelta(seconds=240 - 120 * number)
    db.session.commit()
    page = client.get(address)
    assert "About 4 minutes are left." in page.text
    assert "Nothing has moved" not in page.text

    for item in batch.items[:2]:
        item.done_at -= timedelta(minutes=20)
    db.session.commit()
    assert "Nothing is lost: the work goes on" in client.get(address).text


def test_the_pages_ask_the_same_number_of_questions_however_many_there_are(client, coordinator) -> None:
    batch = make_batch([drawn("A")], by=coordinator)
    with count_queries() as list_few:
        client.get("/batches/belarus")
    with count_queries() as few:
        client.get(f"/batches/belarus/{batch.ref}")
    large = make_batch([drawn(f"S {n}") for n in range(8)], by=coordinator)
    with count_queries() as list_many:
        client.get("/batches/belarus")
    with count_queries() as many:
        client.get(f"/batches/belarus/{large.ref}")

    assert (few.total, list_few.total) == (many.total, list_many.total)


def test_a_file_that_was_removed_is_told_and_can_be_asked_for_again(client, coordinator) -> None:
    batch = make_batch([drawn("A")], by=coordinator)
    batch.finished_at, batch.expires_at, batch.choice = now(), now(), {"status": "active", "tier": "gold"}
    db.session.commit()

    answer = client.get(f"/batches/belarus/{batch.ref}/certificates.zip", status=303)
    page = client.get(answer.location)

    assert "The file was removed after seven days." in page.text
    assert page.soup.select_one(f"main a[href^='{START}']")["href"] == f"{START}?status=active&tier=gold"


def test_only_coordinators_of_the_programme_come_in(client) -> None:
    batch = make_batch([drawn("A")], BatchKind.DOWNLOAD)
    address = f"/batches/belarus/{batch.ref}"
    for stranger in (make_coordinator(make_programme("MD")), make_head(make_school())):
        client.sign_in(stranger)
        for url in (address, f"{address}/certificates.zip", START):
            assert client.browser.get(url).status_code in (403, 404)
    client.sign_in(make_assessor())
    assert client.browser.get(address).status_code in (403, 404)
    client.sign_in(make_coordinator(make_programme("MD")))
    client.get(f"/batches/moldova/{batch.ref}", status=404)
