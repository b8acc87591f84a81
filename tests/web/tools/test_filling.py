"""A school fills in a tool: begun with what is known, saved part by part, refused when it comes too late."""

import pytest

from app.extensions import db
from app.models import AuditEvent, School, ToolDraft, User
from tests.factories.people import (
    make_expert,
    make_head,
    make_member,
    make_programme,
    make_school,
    make_school_coordinator,
)
from tests.support.client import Client, Page

POLICY = "online-safety-policy"


@pytest.fixture
def school() -> School:
    return make_school(name="Gymnasium No. 12", locality="Berezki")


@pytest.fixture
def head(school: School, client: Client) -> User:
    head = make_head(school, name="Nina Orlova")
    client.sign_in(head)
    return head


def begin(client: Client, school: School, template: str = POLICY) -> ToolDraft:
    client.post(f"/tools/schools/{school.ref}/fill-tool", {"template": template, "language": "en"})
    return db.session.query(ToolDraft).order_by(ToolDraft.id.desc()).first()


def open_part(client: Client, draft: ToolDraft, part: str) -> tuple[Page, dict[str, str]]:
    page = client.get(f"/tools/drafts/{draft.ref}/fill-tool?part={part}")
    names = [one["name"] for one in page.soup.select("form#part [name]:not(button)")]
    assert len(set(names)) == len(names)  # a browser sends both of two, and the first one counts
    return page, page.form("/fill-tool")


def save(
    client: Client, draft: ToolDraft, part: str, typed: dict[str, str], do: str = "next", status: int = 303
) -> Page:
    _, shown = open_part(client, draft, part)
    return client.post(
        f"/tools/drafts/{draft.ref}/fill-tool", {**shown, **typed, "do": do}, status=status, fresh=False
    )


def kept(draft: ToolDraft, part: str) -> dict[str, str]:
    db.session.refresh(draft)
    return draft.answers["parts"][part]["values"]


def test_a_copy_begins_with_the_names_the_platform_knows(client: Client, school: School, head: User) -> None:
    make_school_coordinator(school, name="Olga Lis")
    draft = begin(client, school)
    _, shown = open_part(client, draft, "who-does")
    assert shown["Name (deputy) · Head, 1"] == "Nina Orlova"
    assert shown["Name (deputy) · Online-safety coordinator, 1"] == "Olga Lis"
    _, shown = open_part(client, draft, "policy")
    assert shown["At our school · School"] == "Gymnasium No. 12"


def test_what_is_typed_in_a_part_is_kept_and_leads_to_the_next(
    client: Client, school: School, head: User
) -> None:
    draft = begin(client, school)
    label = "Limits have reasons and can be appealed: …"
    page = save(client, draft, "acceptable-use", {label: "  to the  coordinator "})
    assert page.location.endswith("?part=phones-own-devices")
    assert kept(draft, "acceptable-use")[label] == "to the coordinator"
    overview = client.get(f"/tools/drafts/{draft.ref}").text
    assert "4. Acceptable use 2 lines empty" in overview
    events = db.session.query(AuditEvent).filter_by(subject_ref=draft.ref, action="fill-tool").all()
    assert [event.details["did"] for event in events] == ["start", "save"]
    assert all("coordinator" not in str(event.details) for event in events)


def test_a_part_saved_by_a_colleague_meanwhile_is_refused_and_nothing_typed_is_lost(
    client: Client, school: School, head: User
) -> None:
    draft = begin(client, school)
    label = "The list of approved platforms is at …"
    _, shown = open_part(client, draft, "data-platforms")
    save(client, draft, "data-platforms", {label: "the staff room"})
    late = {**shown, label: "the school’s website", "do": "next"}
    page = client.post(f"/tools/drafts/{draft.ref}/fill-tool", late, status=409, fresh=False)
    assert "was saved while you were writing" in page.text
    assert "the staff room" in page.text  # what stands there now
    again = page.form("/fill-tool")
    assert again[label] == "the school’s website"
    client.post(f"/tools/drafts/{draft.ref}/fill-tool", {**again, "do": "next"}, fresh=False)
    assert kept(draft, "data-platforms")[label] == "the school’s website"


def test_words_for_a_field_that_a_colleague_changed_into_text_are_shown(
    client: Client, school: School, head: User
) -> None:
    draft = begin(client, school)
    label = "The list of approved platforms is at …"
    _, shown = open_part(client, draft, "data-platforms")
    save(client, draft, "data-platforms", {}, do="own-words")
    late = {**shown, label: "the school’s website", "do": "next"}
    page = client.post(f"/tools/drafts/{draft.ref}/fill-tool", late, status=409, fresh=False)
    assert "What you typed has no field here any more" in page.text
    assert f"{label} the school’s website" in page.text
    assert "We collect only what we need" in page.form("/fill-tool")["own-words"]


def test_two_people_may_save_two_parts_at_the_same_time(client: Client, school: School, head: User) -> None:
    draft = begin(client, school)
    _, first = open_part(client, draft, "acceptable-use")
    save(client, draft, "staff-online", {})
    client.post(f"/tools/drafts/{draft.ref}/fill-tool", {**first, "do": "later"}, fresh=False)


def test_a_row_is_added_without_script_and_keeps_what_was_typed(
    client: Client, school: School, head: User
) -> None:
    draft = begin(client, school, "risk-picture")
    page = save(client, draft, "three-measures", {"Risk · 1": "Group chats"}, do="add-row")
    assert page.location.endswith("part=three-measures#part")
    page, shown = open_part(client, draft, "three-measures")
    assert shown["Risk · 1"] == "Group chats"
    assert "Risk · 4" in shown
    save(client, draft, "three-measures", {"Risk · 4": "Bets"})
    assert open_part(client, draft, "three-measures")[1]["Risk · 4"] == "Bets"


def test_an_added_row_that_stays_empty_goes_away(client: Client, school: School, head: User) -> None:
    draft = begin(client, school, "risk-picture")
    save(client, draft, "three-measures", {}, do="add-row")
    save(client, draft, "three-measures", {})
    assert "Risk · 4" not in open_part(client, draft, "three-measures")[1]


def test_a_school_may_change_every_word_and_come_back_to_the_ready_ones(
    client: Client, school: School, head: User
) -> None:
    draft = begin(client, school)
    save(client, draft, "reporting-response", {"The log is kept at …": "the safe"}, do="own-words")
    _, shown = open_part(client, draft, "reporting-response")
    assert "The log is kept at the safe;" in shown["own-words"]
    assert "**With sexual pictures nobody looks" in shown["own-words"]
    assert "____ (confidential)" in shown["own-words"]
    save(client, draft, "reporting-response", {"own-words": "We have two routes."}, do="ready-words")
    assert open_part(client, draft, "reporting-response")[1]["The log is kept at …"] == "the safe"
    save(client, draft, "reporting-response", {}, do="own-words")
    assert open_part(client, draft, "reporting-response")[1]["own-words"] == "We have two routes."


def test_fixed_words_of_a_table_can_be_changed_too(client: Client, school: School, head: User) -> None:
    draft = begin(client, school, "filtering-test")
    save(client, draft, "places", {"Network · 1": "blue"}, do="own-words")
    _, shown = open_part(client, draft, "places")
    assert shown["Place · 1 (own words)"] == "Computer room"
    assert shown["Network · 1"] == "blue"


def test_a_part_can_be_left_out(client: Client, school: School, head: User) -> None:
    draft = begin(client, school)
    save(client, draft, "care-consequences", {"leave-out": "x"})
    assert "11. Care and consequences Left out" in client.get(f"/tools/drafts/{draft.ref}").text


def test_boxes_are_ticked_by_their_words(client: Client, school: School, head: User) -> None:
    draft = begin(client, school, "risk-picture")
    save(client, draft, "picture", {"staff": "x", "parents": ""})
    assert kept(draft, "picture")["staff"] == "x"
    assert not kept(draft, "picture")["parents"]


def test_what_has_no_place_in_the_tool_any_more_is_shown_as_typed_before(
    client: Client, school: School, head: User
) -> None:
    draft = begin(client, school)
    draft.answers = {
        "parts": {
            "gone-part": {"values": {"An old line: …": "old words"}},
            "staff-online": {"values": {"A line of last year: …": "last year’s words"}},
        }
    }
    db.session.commit()
    overview = client.get(f"/tools/drafts/{draft.ref}").text
    assert "Typed before" in overview
    assert "old words" in overview
    assert "last year’s words" in open_part(client, draft, "staff-online")[0].text
    save(client, draft, "staff-online", {})
    assert kept(draft, "staff-online")["A line of last year: …"] == "last year’s words"


def test_parts_that_speak_of_a_child_are_never_filled_in_here(
    client: Client, school: School, head: User
) -> None:
    draft = begin(client, school, "incident-log")
    page, shown = open_part(client, draft, "report")
    assert "No names of children" in page.text
    assert not page.soup.select("main form#part textarea")
    forged = {**shown, "Entry · Who received it": "a name", "do": "next"}
    client.post(f"/tools/drafts/{draft.ref}/fill-tool", forged, fresh=False)
    assert "a name" not in str(db.session.get(ToolDraft, draft.id, populate_existing=True).answers)
    _, numbers = open_part(client, draft, "table-governing-body")
    assert "Content · Reports" in numbers


def test_more_than_a_tool_can_hold_is_refused_with_the_words_kept(
    client: Client, school: School, head: User
) -> None:
    draft = begin(client, school)
    page = save(
        client, draft, "staff-online", {"Staff write to pupils only on …, between": "я" * 31_000}, status=422
    )
    assert "more than a tool can hold" in page.text
    assert "я" * 31_000 in page.html


def test_the_same_form_sent_twice_is_one_draft(client: Client, school: School, head: User) -> None:
    shown = client.get(f"/tools/{POLICY}").form("/fill-tool")
    for _ in range(2):
        client.post(f"/tools/schools/{school.ref}/fill-tool", shown, fresh=False)
    assert db.session.query(ToolDraft).count() == 1


def test_people_of_other_schools_and_experts_do_not_see_a_draft(
    client: Client, school: School, head: User
) -> None:
    draft = begin(client, school)
    for stranger in (make_head(make_school()), make_expert(make_programme())):
        client.sign_in(stranger)
        client.get(f"/tools/drafts/{draft.ref}", status=404)
        client.get(f"/tools/drafts/{draft.ref}/download?kind=docx", status=404)
        client.post(f"/tools/drafts/{draft.ref}/remove", status=404)
    client.sign_in(make_member(school))
    client.get(f"/tools/drafts/{draft.ref}")


def test_an_unknown_part_kind_or_tool_is_not_found(client: Client, school: School, head: User) -> None:
    draft = begin(client, school)
    client.get(f"/tools/drafts/{draft.ref}/fill-tool?part=nothing", status=404)
    client.get(f"/tools/drafts/{draft.ref}/download?kind=exe", status=404)
    client.post(f"/tools/schools/{school.ref}/fill-tool", {"template": "nothing"}, status=404)
