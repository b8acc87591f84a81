"""A learner walks a package: in a platform's frame from “not attempted” to “passed”, and from a file without a network."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext

from modules.exchange.package import offline_package, scorm_package
from modules.load import curriculum
from tests.modules.exchange.package.platform import platform
from tests.modules.exchange.package.walk import Learner

pytestmark = pytest.mark.browser
M3 = curriculum().module("m3-reporting")


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A fresh profile in which every error of the page fails the test."""
    made = chromium.new_context(viewport={"width": 1280, "height": 900})
    errors: list[str] = []
    made.on("weberror", lambda error: errors.append(str(error.error)))
    yield made
    made.close()
    assert errors == []


def test_a_platform_follows_a_learner_from_the_first_page_to_the_pass(context: BrowserContext) -> None:
    course = platform(context, scorm_package(M3.id))
    learner = Learner(course.launch(), M3)
    assert course.cmi("cmi.core.lesson_status") == "incomplete"
    learner.sees(learner.says("platform_note"))
    learner.press("begin")
    learner.answer(right=False)
    learner.answer_all()
    learner.press("next")
    learner.decide()
    learner.press("next")
    assert course.cmi("cmi.core.lesson_location") == learner.screen == "learn-a"
    assert course.told("cmi.core.score.raw") == [], "no check was taken yet"

    # The line drops, the tab is closed: the next launch goes on at the same place.
    kept = course.close()
    assert kept["core"]["exit"] == "suspend"
    assert kept["core"]["lesson_status"] == "incomplete"
    learner = Learner(course.launch(kept), M3)
    assert learner.screen == "learn-a"
    assert learner.place.evaluate("CISS.app.state.given['m3-p2'].join()") == M3.item("m3-p2").answer[0]
    for screen in M3.screens[4:9]:
        learner.press("next")
        assert learner.screen == screen.id
        if screen.kind == "try":
            learner.answer_all()
    learner.play_scenario()
    learner.press("next")

    commits = course.commits
    learner.press("start_check")
    first = learner.take_check(wrong=2)
    assert course.commits - commits >= M3.check.draw, "every answer is committed at once"
    learner.sees(learner.says("not_yet"))
    assert course.cmi("cmi.core.score.raw") == "75"
    assert course.cmi("cmi.core.lesson_status") == "incomplete", "a lost round is never “failed”"
    learner.press("again")
    second = learner.take_check(wrong=1)
    assert len(set(first)) == len(set(second)) == M3.check.draw
    assert not set(first) & set(second)
    assert course.cmi("cmi.core.score.raw") == "87"
    learner.press("next")
    assert course.cmi("cmi.core.lesson_status") == "incomplete", "the plan is still to write"
    learner.save_plan()
    assert course.cmi("cmi.core.lesson_status") == "passed"
    learner.press("next")
    learner.sees(learner.says("platform_done"))

    assert set(course.told("cmi.core.lesson_status")) == {"incomplete", "passed"}
    assert (course.cmi("cmi.core.score.min"), course.cmi("cmi.core.score.max")) == ("0", "100")
    assert max(len(text) for text in course.told("cmi.suspend_data")) < 4000
    assert not learner.place.evaluate("CISS.app.refused"), "the runtime took every value"
    passed = course.close()
    assert passed["core"]["lesson_status"] == "passed"
    again = Learner(course.launch(passed), M3)
    assert course.cmi("cmi.core.lesson_status") == "passed"
    assert again.screen == "done"


def test_the_fast_lane_leads_past_the_lessons(context: BrowserContext) -> None:
    course = platform(context, scorm_package(M3.id))
    learner = Learner(course.launch(), M3)
    learner.press("begin")
    learner.answer_all()
    learner.sees(learner.says("fast_title"))
    learner.press("fast_go")
    assert learner.screen == "tool"
    learner.press("next")
    learner.play_scenario()
    learner.press("next")
    learner.press("start_check")
    learner.take_check()
    learner.press("next")
    learner.save_plan()
    assert course.cmi("cmi.core.lesson_status") == "passed"
    assert course.cmi("cmi.core.score.raw") == "100"


def test_a_platform_that_does_not_save_is_survived_and_named(context: BrowserContext) -> None:
    course = platform(context, scorm_package(M3.id))
    deaf = Learner(course.launch(trouble="API.LMSInitialize = function () { return 'false'; };"), M3)
    deaf.sees(deaf.says("lone_note"))
    broken = "API.LMSSetValue = API.LMSCommit = function () { throw new Error('no line'); };"
    learner = Learner(course.launch(trouble=broken), M3)
    learner.press("begin")
    learner.sees(learner.says("not_saved"))
    learner.answer_all()
    learner.sees(learner.says("fast_title"))


def test_a_course_opened_to_look_round_changes_nothing(context: BrowserContext) -> None:
    course = platform(context, scorm_package(M3.id))
    learner = Learner(course.launch({"core": {"lesson_mode": "review", "lesson_status": "passed"}}), M3)
    learner.press("begin")
    learner.answer_all()
    assert course.told("cmi.core.lesson_status") == []
    assert course.cmi("cmi.core.lesson_status") == "passed"


def test_a_preview_is_told_as_browsed_and_the_way_to_learn_stays_open(context: BrowserContext) -> None:
    """Moodle writes “completed” when a preview says nothing, and then shows the module as done, for review only."""
    course = platform(context, scorm_package(M3.id))
    learner = Learner(course.launch({"core": {"lesson_mode": "browse"}}), M3)
    learner.press("begin")
    learner.answer_all()
    assert course.told("cmi.core.lesson_status") == ["browsed"]
    kept = course.close()
    assert course.told("cmi.suspend_data") == []
    learner = Learner(
        course.launch({**kept, "core": {"lesson_mode": "normal", "lesson_status": "browsed"}}), M3
    )
    assert course.cmi("cmi.core.lesson_status") == "incomplete"
    assert learner.screen == "door"
    learner = Learner(course.launch({"core": {"lesson_mode": "browse", "lesson_status": "incomplete"}}), M3)
    learner.press("begin")
    assert course.told("cmi.core.lesson_status") == [], "what was learnt is not undone by a look"


MOODLE_TAKES = {
    "cmi.suspend_data": r"[\u0000-\uffff]{0,4096}",
    "cmi.core.lesson_location": r"[\u0000-\uffff]{0,255}",
    "cmi.core.lesson_status": r"passed|completed|failed|incomplete|browsed",
    "cmi.core.score.raw": r"[0-9]{1,2}|100",
    "cmi.core.score.min": r"0",
    "cmi.core.score.max": r"100",
    "cmi.core.session_time": r"[0-9]{2,4}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,2})?",
    "cmi.core.exit": r"time-out|suspend|logout|",
}


def test_moodle_takes_every_value_that_a_package_tells(context: BrowserContext) -> None:
    """The patterns are those of Moodle 4.5 with “SCORM 1.2 standard” on, its stricter setting."""
    course = platform(context, scorm_package(M3.id, "be"))
    learner = Learner(course.launch(), M3, "be")
    learner.press("begin")
    learner.answer_all()
    learner.press("fast_go")
    learner.press("next")
    learner.play_scenario()
    learner.press("next")
    learner.press("start_check")
    learner.take_check()
    learner.press("next")
    learner.save_plan()
    assert course.names() == MOODLE_TAKES.keys()
    for name, pattern in MOODLE_TAKES.items():
        for value in course.told(name):
            assert re.fullmatch(pattern, value), f"{name}: {value}"


def unpack(body: bytes, folder: Path) -> str:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        archive.extractall(folder)
    return (folder / "index.html").as_uri()


def test_without_a_network_a_file_is_enough(context: BrowserContext, tmp_path: Path) -> None:
    context.set_offline(True)
    page = context.new_page()
    page.set_default_timeout(10_000)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    start = unpack(offline_package(M3.id, "ru"), tmp_path)
    page.goto(start)
    learner = Learner(page, M3, "ru")
    learner.sees(learner.says("offline_note"))
    learner.press("begin")
    page.locator("form.question button[type=submit]").click()
    learner.sees(learner.says("need_one"))
    # The error has put the learner on the first answer; the keyboard alone does the rest.
    for key in ("Space", "Tab", "Space", "Tab", "Enter"):
        page.keyboard.press(key)
    learner.sees(learner.says("question", n=2, all=3))
    page.reload()
    assert learner.screen == "precheck"
    assert page.evaluate("CISS.keys(CISS.app.state.given).length") == 1
    learner.press("back")
    page.locator("summary", has_text=learner.says("restart")).click()
    with page.expect_navigation():
        learner.press("restart_yes")
    page.wait_for_function("window.CISS && CISS.app && !CISS.keys(CISS.app.state.given).length")
    page.goto(start.replace("index.html", "tools/response-flowchart.html"))
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_a_scorm_package_opened_as_a_file_works_and_says_that_nobody_counts(
    context: BrowserContext, tmp_path: Path
) -> None:
    context.set_offline(True)
    page = context.new_page()
    page.goto(unpack(scorm_package(M3.id), tmp_path))
    learner = Learner(page, M3)
    learner.sees(learner.says("lone_note"))
    learner.press("begin")
    learner.answer_all()
    learner.sees(learner.says("fast_title"))


@pytest.mark.parametrize("module_id", ["m3-reporting", "m4-environment"])
def test_every_screen_fits_a_phone_and_pleases_the_judge_of_accessibility(
    context: BrowserContext, tmp_path: Path, module_id: str
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 640})
    start = unpack(offline_package(module_id), tmp_path)
    page.goto(start)
    for screen in curriculum().module(module_id).screens:
        page.evaluate("id => CISS.app.go(id)", screen.id)
        assert page.evaluate("document.activeElement.tagName") == "H1", "the new screen’s heading is read out"
        assert page.evaluate("document.documentElement.scrollWidth <= 320"), screen.id
        if module_id == M3.id and screen.kind in ("precheck", "tool"):
            assert Axe().run(page).response["violations"] == [], screen.id
    for sheet in sorted((tmp_path / "tools").iterdir()):
        page.goto(sheet.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth <= 320"), sheet.name


def test_without_script_the_lessons_can_still_be_read(chromium: Browser, tmp_path: Path) -> None:
    bare = chromium.new_context(java_script_enabled=False)
    page = bare.new_page()
    page.goto(unpack(offline_package(M3.id), tmp_path))
    learner = Learner(page, M3)
    learner.sees(learner.says("no_script"))
    assert page.locator("h1:visible").count() == len(M3.screens)
    bare.close()
