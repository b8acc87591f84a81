"""Reading: the overview, the door, lessons, tools and the public preview; light, private and revalidated."""

import gzip
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from app.extensions import db
from app.models import Enrolment, ScreenVisit, User
from modules.load import curriculum, load_templates
from tests.factories.learning import enrol, finish
from tests.factories.people import make_head, make_member, make_school
from tests.support.client import Client
from tests.web.learning.walk import go_on, url

M3 = "m3-reporting"
LESSON = url(M3, "learn-a")
KB = 1024


@contextmanager
def counted() -> Iterator[list[str]]:
    """The SELECTs sent inside, the session's own included."""
    sent: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield sent
    event.remove(db.engine, "before_cursor_execute", note)


@pytest.fixture
def head(client: Client) -> User:
    head = make_head(make_school(), name="Olena")
    client.sign_in(head)
    return head


def test_the_overview_offers_the_module_that_was_begun(client: Client, head: User) -> None:
    assert "Begin module 1" in client.get("/learning").text
    enrol(head, M3, seen=["door"])
    page = client.get("/learning")
    assert "Go on with module 3" in page.text
    assert page.soup.select_one(".next-step a")["href"] == url(M3)


def test_the_overview_is_glad_when_all_is_passed(client: Client, head: User) -> None:
    for module in curriculum().modules:
        finish(head, module.id)
    assert "You have passed all modules" in client.get("/learning").text


def test_beginning_enrols_and_leads_to_the_first_question(client: Client, head: User) -> None:
    assert go_on(client, M3).location.endswith("/precheck")
    assert db.session.query(Enrolment).one().module == M3
    assert "Go on with" in client.get(url(M3)).text


def test_looking_enrols_nobody(client: Client, head: User) -> None:
    client.get(url(M3))
    client.get(LESSON)
    assert db.session.query(Enrolment).count() == 0


def test_next_counts_a_lesson_as_read_once(client: Client, head: User) -> None:
    assert go_on(client, M3, "learn-a").location.endswith("/try-a")
    go_on(client, M3, "learn-a")
    assert [visit.screen for visit in db.session.query(ScreenVisit)] == ["learn-a"]


def test_next_does_not_count_a_task_as_done(client: Client, head: User) -> None:
    go_on(client, M3, "check")
    go_on(client, M3, "scenario")
    assert db.session.query(ScreenVisit).count() == 0


def test_the_door_names_colleagues_of_one_s_own_school_who_passed(client: Client) -> None:
    mine, other = make_school(), make_school()
    finish(make_member(mine, name="Maria"), M3)
    make_member(mine, name="Ion")
    finish(make_member(other, name="Stranger"), M3)
    client.sign_in(make_head(mine))
    page = client.get(url(M3))
    assert "1 of 2 colleagues" in page.text
    assert "Maria" in page.text
    assert "Stranger" not in page.text


def test_the_last_screen_says_what_is_missing_with_links(client: Client, head: User) -> None:
    finish(head, M3, checks=[6], passed=False)
    page = client.get(url(M3, "done"))
    assert page.heading == "Almost done"
    assert "your best is 6, and 7 of 8 is a pass" in page.text
    assert page.soup.select_one(f"main .obstacles a[href='{url(M3, 'check')}']") is not None
    assert page.soup.select_one(".next-step a")["href"] == url(M3, "check"), "one next step"


def test_a_tab_and_a_printed_sheet_say_of_which_module_a_screen_is(client: Client, head: User) -> None:
    checks = [client.get(url(module.id, "check")).soup.title for module in curriculum().modules]
    assert len({str(one) for one in checks}) == len(checks)
    assert f"Check · {curriculum().text(M3).title} ·" in str(checks[2])


NOTES = {
    "no native speaker has read it": {"draft": True, "stale": ()},
    "the English has changed": {"draft": True, "stale": ("text.yaml",)},
    "it is English in its place": {"language": "en"},
}


@pytest.mark.parametrize("state", NOTES.values(), ids=NOTES)
def test_a_module_says_what_its_translation_is_and_marks_its_language(
    client: Client, head: User, monkeypatch: pytest.MonkeyPatch, state: dict[str, object]
) -> None:
    text = curriculum().text(M3, "be").model_copy(update=state)
    monkeypatch.setitem(curriculum().texts, (M3, "be"), text)
    client.get("/language/be?next=/learning", status=303)
    assert client.get(url(M3)).soup.select_one("main .notice--info") is not None
    page = client.get(LESSON)
    assert page.soup.select_one(f"main div[lang={text.language}]") is not None
    if state == NOTES["no native speaker has read it"]:
        said = page.soup.select("main .small")[-1].get_text()
        assert "осьбіт мовы" in said, "a line at the foot, so that the task stands on a phone’s first screen"
    else:
        assert page.soup.select_one("main .notice--info") is not None


def test_a_translation_that_was_read_and_is_up_to_date_needs_no_words(
    client: Client, head: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = curriculum().text(M3, "be").model_copy(update={"draft": False, "stale": ()})
    monkeypatch.setitem(curriculum().texts, (M3, "be"), text)
    client.get("/language/be?next=/learning", status=303)
    assert client.get(LESSON).soup.select_one("main .notice--info") is None


@pytest.mark.parametrize("screen", [screen.id for screen in curriculum().module(M3).screens[1:]] + [""])
def test_a_page_costs_at_most_five_queries_and_twelve_kilobytes(
    client: Client, head: User, screen: str
) -> None:
    finish(head, M3)
    client.get(url(M3, screen))
    with counted() as sent:
        page = client.get(url(M3, screen))
    assert len(sent) <= 5, sent
    assert len(gzip.compress(page.html.encode())) <= 12 * KB


def test_the_overview_costs_three_queries_and_one_more_for_follow_ups(client: Client, head: User) -> None:
    enrol(head, "m1-rights", seen=["door"])
    with counted() as before:
        client.get("/learning")
    finish(head, M3)
    with counted() as after:
        client.get("/learning")
    assert (len(before), len(after)) == (3, 4)


def test_a_lesson_seen_before_is_not_sent_again(client: Client, head: User) -> None:
    first = client.get(LESSON).response
    assert first.headers["Cache-Control"] == "private, no-cache"
    again = client.get(LESSON, status=304, headers={"If-None-Match": first.headers["ETag"]})
    assert again.response.data == b""


def test_a_lesson_is_sent_again_after_progress_another_language_or_another_person(
    client: Client, head: User
) -> None:
    tag = {"If-None-Match": client.get(LESSON).response.headers["ETag"]}
    enrol(head, M3, seen=["door"])
    client.get(LESSON, headers=tag)
    tag = {"If-None-Match": client.get(LESSON).response.headers["ETag"]}
    client.get(f"/language/uk?next={LESSON}", status=303)
    client.get(LESSON, headers=tag)
    client.get(f"/language/en?next={LESSON}", status=303)
    client.get(LESSON, status=304, headers=tag)
    client.sign_in(make_head(make_school(), name="Olena"))
    client.get(LESSON, headers=tag)


def test_anybody_may_read_the_preview(client: Client) -> None:
    for module in curriculum().modules:
        page = client.get(f"/learning/{module.id}/preview")
        assert page.heading == curriculum().text(module.id).title
        assert client.get(page.soup.select_one("main img")["src"]).response.mimetype == "image/svg+xml"


@pytest.mark.parametrize(
    "address",
    [
        "/learning/m9/preview",
        "/learning/m3-reporting/media/nothing.svg",
        "/learning/m3-reporting/media/last-day.svg",
    ],
)
def test_what_a_module_does_not_show_does_not_exist(client: Client, address: str) -> None:
    client.get(address, status=404)


def test_a_picture_is_kept_by_the_browser_for_a_day(client: Client) -> None:
    response = client.get("/learning/m3-reporting/media/routes.svg").response
    assert "max-age=86400" in response.headers["Cache-Control"]
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize(
    "address", ["/learning/m9", "/learning/m9/door", f"{url(M3, 'nothing')}", "/learning/tools/nothing"]
)
def test_an_unknown_module_screen_or_tool_is_not_found(client: Client, head: User, address: str) -> None:
    client.get(f"/learning{address}", status=404)


def test_every_tool_of_a_module_can_be_taken_along(client: Client, head: User) -> None:
    shown = {
        screen.template for module in curriculum().modules for screen in module.screens if screen.template
    }
    for tool in shown:
        title = client.get(f"/tools/{tool}").heading
        for kind, part in (("docx", "word/document.xml"), ("odt", "content.xml")):
            response = client.get(f"/tools/{tool}.{kind}").response
            words = zipfile.ZipFile(io.BytesIO(response.data)).read(part).decode()
            assert title.split()[0] in words
            assert response.headers["Content-Disposition"].startswith("attachment")


def test_a_kind_of_file_we_do_not_write_is_not_found(client: Client, head: User) -> None:
    client.get(f"/tools/{load_templates()[0].id}.exe", status=404)


@pytest.mark.parametrize("path", ["/standard", "/standard/3.1"])
def test_the_standard_says_that_nobody_has_read_its_translation(
    client: Client, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    for module in curriculum().modules:
        text = curriculum().text(module.id, "be")
        monkeypatch.setitem(
            curriculum().texts, (module.id, "be"), text.model_copy(update={"draft": True, "stale": ()})
        )
    client.get("/language/be?next=/", status=303)
    assert client.get(path).soup.select_one("main .notice--info") is not None
