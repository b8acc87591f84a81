"""Whoever takes a list or a file away gets what the page shows them, and no more."""

import csv
import io
import json
import re
import zipfile
from urllib.parse import urlencode

import pytest

from app.domain.action import Action
from app.domain.policy import can
from app.domain.roles import Role
from app.domain.workflow import State
from app.extensions import db
from app.models import Application, Assignment, Claim, Evidence, Notice, School
from tests.support.personas import Persona, World

CASE = re.compile(r"\b(?:BY|MD|UA)-20\d\d-\d{4}\b")
SCHOOL = re.compile(r"\b(?:by|md|ua)-\d{5}\b")
COUNTRIES = ("belarus", "moldova")


def table(world: World, who: Persona, url: str) -> list[list[str]]:
    """The rows of a CSV, without its heading."""
    answer = world.get(who, url)
    assert (answer.status_code, answer.mimetype) == (200, "text/csv"), url
    return list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))[1:]


@pytest.mark.parametrize("home", COUNTRIES)
@pytest.mark.parametrize("words", ["", "%", "_", "нет такой", "a"])
def test_a_list_of_schools_is_the_same_on_the_page_and_in_its_file(
    world: World, home: str, words: str
) -> None:
    """Wildcards of SQL are letters like any other: they bring nobody from elsewhere."""
    who, search = world.people[f"coordinator.{home}"], urlencode({"q": words})
    page = world.get(who, f"/programmes/{home}/schools?{search}").get_data(as_text=True)
    in_file = {row[0] for row in table(world, who, f"/programmes/{home}/schools.csv?{search}")}
    on_page = set(SCHOOL.findall(page))
    assert on_page <= in_file
    assert all(SCHOOL.fullmatch(ref) for ref in in_file)
    with world.app.app_context():
        ours = {ref for (ref,) in db.session.query(School.ref).filter_by(programme_id=who.country)}
        db.session.remove()
    assert in_file == ours if not words else in_file < ours


@pytest.mark.parametrize("home", COUNTRIES)
def test_a_list_of_cases_is_the_same_on_the_page_and_in_its_file(world: World, home: str) -> None:
    who = world.people[f"coordinator.{home}"]
    with world.app.app_context():
        ours = {ref for (ref,) in db.session.query(Application.ref).filter_by(programme_id=who.country)}
        db.session.remove()
    for search in ("", "?q=%25", "?state=awarded"):
        page = world.get(who, f"/programmes/{home}/applications{search}").get_data(as_text=True)
        rows = table(world, who, f"/programmes/{home}/applications.csv{search}")
        in_file = set(CASE.findall(str(rows)))
        assert set(CASE.findall(page)) <= in_file <= ours, search
        assert len(rows) == len(in_file)


@pytest.mark.parametrize("path", ["/reviews/schools.csv", "/assessments/cases.csv"])
def test_a_list_of_ones_own_cases_holds_only_what_one_was_asked_for(world: World, path: str) -> None:
    with world.app.app_context():
        rows = db.session.query(Application.ref, Assignment.user_id).join(
            Assignment, Assignment.application_id == Application.id
        )
        asked = {(user, ref) for ref, user in rows}
        db.session.remove()
    listed = {
        (who.actor.user_id, ref)
        for who in world.people.values()
        if who.actor.signed_in
        for ref in CASE.findall(str(table(world, who, path)))
    }
    assert listed
    assert listed <= asked


@pytest.mark.parametrize("home", COUNTRIES)
def test_the_log_of_a_programme_tells_of_no_other(world: World, home: str) -> None:
    who = world.people[f"coordinator.{home}"]
    rows = str(table(world, who, f"/programmes/{home}/log.csv"))
    initials = {"belarus": "BY", "moldova": "MD"}[home]
    named = set(CASE.findall(rows)) | set(SCHOOL.findall(rows))
    assert named
    assert {ref[:2].upper() for ref in named} == {initials}


def cases(world: World) -> list[tuple[str, Persona]]:
    """One case in each state with everybody who may take it away."""
    with world.app.app_context():
        rows = {row.state: (row.ref, row.facts()) for row in db.session.query(Application)}
        db.session.remove()
    assert set(rows) == set(State)
    everybody = [who for who in world.people.values() if who.actor.signed_in]
    return [
        (ref, who)
        for ref, facts in rows.values()
        for who in everybody
        if can(who.actor, Action.EXPORT_APPLICATION, facts)
    ]


def test_an_archive_of_a_case_holds_only_evidence_that_its_reader_may_open(world: World) -> None:
    """Asked one by one, each piece in the archive opens, and each that is left out does not."""
    told = []
    for ref, who in cases(world):
        answer = world.get(who, f"/applications/{ref}/export.zip")
        archive = zipfile.ZipFile(io.BytesIO(answer.get_data()))
        inside = {one["ref"] for one in json.loads(archive.read("case.json"))["evidence"]}
        with world.app.app_context():
            pieces = db.session.query(Evidence).join(Claim).join(Application).filter(Application.ref == ref)
            allowed = {one.ref for one in pieces if can(who.actor, Action.OPEN_EVIDENCE, one.facts())}
            db.session.remove()
        papers = [name for name in archive.namelist() if name not in ("case.json", "claims.csv")]
        assert inside == allowed, f"{who.name} takes {ref} away"
        assert len(papers) <= len(allowed)
        told.append(bool(allowed))
    assert any(told)
    world.restore()


def test_a_notice_is_read_by_whom_it_was_sent_to(world: World) -> None:
    with world.app.app_context():
        newest = {
            user: number for number, user in db.session.query(Notice.id, Notice.user_id).order_by(Notice.id)
        }
        db.session.remove()
    other = {"coordinator.moldova": "coordinator.belarus", "head.lipki": "teacher.lipki", "admin": "admin2"}
    for name, stranger in other.items():
        for reader, asker in ((name, stranger), (stranger, name)):
            number = newest.get(world.people[reader].actor.user_id or 0)
            if number:
                assert world.get(world.people[asker], f"/accounts/inbox/{number}").status_code == 404
                assert world.get(world.people[reader], f"/accounts/inbox/{number}").status_code == 200
    world.restore()


def test_the_copy_of_oneself_names_only_cases_of_ones_own(world: World) -> None:
    with world.app.app_context():
        rows = {row.ref: row.facts() for row in db.session.query(Application)}
        db.session.remove()
    for name in (
        "head.lipki",
        "teacher.orizont",
        "assessor1.belarus",
        "coordinator.moldova",
        "expert1.moldova",
    ):
        who = world.people[name]
        copy = world.get(who, "/accounts/export.json").get_data(as_text=True)
        assert who.name in copy
        assert not who.actor.has(Role.ADMIN)
        for ref in set(CASE.findall(copy)):
            asked = {one.user_id for one in rows[ref].assignments}
            assert can(who.actor, Action.SEE_APPLICATION, rows[ref]) or who.actor.user_id in asked, (
                name,
                ref,
            )
