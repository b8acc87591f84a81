"""The wall: a module shown to a meeting, one thing at a time."""

from app.extensions import db
from app.meetings.queries.slides import place_of, slides
from app.models import AuditEvent, Meeting
from modules.load import LANGUAGES, curriculum
from tests.factories.people import make_coordinator, make_head, make_member, make_school
from tests.support.client import Client
from tests.web.meetings.held import make_meeting


def address(meeting: Meeting, slide: str = "", **more: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in {"slide": slide, **more}.items() if value)
    return f"/meetings/{meeting.school.ref}/{meeting.ref}/wall?{query}"


def begun(client: Client) -> Meeting:
    school = make_school()
    member = make_member(school)
    client.sign_in(member)
    return make_meeting(school, member)


def test_next_leads_through_a_whole_module_and_every_slide_is_a_sound_page(client: Client) -> None:
    meeting, module = begun(client), curriculum().module("m3-reporting")
    url, seen = address(meeting), set()
    while url:
        page = client.get(url)
        seen.add(page.heading)
        following = page.soup.select_one("a.wall__next")
        url = str(following["href"]) if following else ""
    assert page.heading == "What did we decide?"
    titles = curriculum().text(module.id).screens
    assert {titles[one.id].title for one in module.screens if one.kind == "lesson"} <= seen


def test_what_each_person_answers_alone_is_not_on_the_wall() -> None:
    for module in curriculum().modules:
        for language in LANGUAGES:
            found = slides(module, curriculum().text(module.id, language))
            kinds = {module.screen(one.screen).kind for one in found if one.kind != "decided"}
            assert not kinds & {"precheck", "check"}
            assert len({one.id for one in found}) == len(found)
            assert all(len(one.id) <= 40 for one in found)


def test_no_word_of_a_lesson_is_lost_when_it_is_cut_into_slides() -> None:
    for module in curriculum().modules:
        text = curriculum().text(module.id)
        found = slides(module, text)
        for screen in module.screens:
            if screen.lesson:
                shown = " ".join(one.body for one in found if one.screen == screen.id)
                assert shown.split() == text.lessons[screen.lesson].split()


def test_a_question_comes_without_its_answer_and_then_with_it_under_the_same_letters(client: Client) -> None:
    meeting = begun(client)
    asked = client.get(address(meeting, "try-a-1"))
    assert "It offers a choice" not in asked.text
    letters = {item.get_text(" ", strip=True)[:30] for item in asked.soup.select(".wall__options li")}
    assert asked.soup.select_one("a.wall__next").get_text(strip=True).startswith("Show the answer")
    told = client.get(address(meeting, "try-a-1-answer"))
    assert "It offers a choice" in told.text
    assert {item.get_text(" ", strip=True)[:30] for item in told.soup.select(".wall__options li")} == letters


def test_the_room_votes_on_the_incident_before_it_sees_what_happens(client: Client) -> None:
    meeting = begun(client)
    page = client.get(address(meeting, "incident"))
    assert "Daria sits down" not in page.text
    chosen = client.get(str(page.soup.select(".wall__options a")[1]["href"]))
    assert "Daria sits down" in chosen.text
    assert "Now one more adult has seen it" not in chosen.text
    everything = client.get(str(page.soup.select_one("a.wall__next")["href"]))
    assert "Daria sits down" in everything.text
    assert "Now one more adult has seen it" in everything.text


def test_the_story_is_walked_by_links_alone_to_its_ending_and_back(client: Client) -> None:
    meeting = begun(client)
    page = client.get(address(meeting, "scenario"))
    for choice in "abcb":
        link = next(
            one for one in page.soup.select(".wall__options a") if f"{choice}&told=1" in str(one["href"])
        )
        page = client.get(str(link["href"]))
        assert page.heading == "What happens"
        page = client.get(str(page.soup.select_one("a.wall__next")["href"]))
    assert page.heading == "He comes through the door again"
    back = client.get(str(page.soup.select_one("a.wall__back")["href"]))
    assert back.heading == "What happens"
    assert "path=a.b.c&amp;" not in back.html
    again = client.get(str(back.soup.select_one("a.wall__back")["href"]))
    assert "Decision 4" in again.text


def test_a_path_that_does_not_exist_is_followed_as_far_as_it_goes(client: Client) -> None:
    meeting = begun(client)
    page = client.get(address(meeting, "scenario", path="a.zz.b"))
    assert "Decision 2" in page.text


def test_a_closed_laptop_goes_on_where_the_wall_stopped(client: Client) -> None:
    meeting = begun(client)
    client.get(address(meeting, "scenario", path="a.b"))
    db.session.expire_all()
    assert meeting.screen == "scenario,a.b"
    page = client.get(f"/meetings/{meeting.school.ref}/{meeting.ref}")
    go_on = page.soup.select_one(".next-step a")
    assert "Decision 3" in client.get(str(go_on["href"])).text


def test_turning_slides_writes_no_log_and_keeps_an_open_form_good(client: Client) -> None:
    meeting = begun(client)
    version = meeting.version
    client.get(address(meeting, "learn-a-1"))
    db.session.expire_all()
    assert meeting.version == version
    assert db.session.query(AuditEvent).count() == 0


def test_a_slide_that_another_language_does_not_have_leads_to_its_screen() -> None:
    module = curriculum().module("m3-reporting")
    found = slides(module, curriculum().text(module.id))
    assert found[place_of(found, "learn-a-99")].screen == "learn-a"
    assert place_of(found, "nonsense") == 0


def test_the_wall_can_be_led_by_keys_alone(client: Client) -> None:
    page = client.get(address(begun(client), "learn-a-1"))
    assert page.soup.select_one("a[accesskey=n]")["href"].endswith("slide=learn-a-2")
    assert page.soup.select_one("a[accesskey=b]")["href"].endswith("slide=learn-a-picture")
    assert not page.soup.select("nav.mainnav, header")


def test_the_notes_have_minutes_and_a_question_for_every_slide(client: Client) -> None:
    meeting = begun(client)
    page = client.get(f"/meetings/{meeting.school.ref}/{meeting.ref}/notes")
    module = curriculum().module("m3-reporting")
    assert len(page.soup.select("a[href*='slide=']")) == len(slides(module, curriculum().text(module.id)))
    assert "Count the hands aloud" in page.text


def test_the_wall_is_for_the_staff_of_the_school_alone(client: Client) -> None:
    meeting = begun(client)
    client.sign_in(make_head(make_school())).get(address(meeting), status=404)
    client.sign_in(make_coordinator(meeting.school.programme)).get(address(meeting), status=403)
    client.get(f"/meetings/{make_school().ref}/{meeting.ref}", status=404)
