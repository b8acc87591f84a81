"""The whole journey in a browser: from an invitation to a certificate that a stranger verifies."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from app import clock
from tests.browser import papers
from tests.browser.album import for_the_readme
from tests.browser.people.administrator import Administrator
from tests.browser.people.assessor import Assessor
from tests.browser.people.coordinator import Coordinator
from tests.browser.people.expert import Expert, Outsider
from tests.browser.people.person import Stage
from tests.browser.people.public import Stranger
from tests.browser.people.school import SchoolPerson
from tests.browser.rows import Rows

pytestmark = pytest.mark.browser
HOW = "Pupils tell any teacher, write into the box by the library, or call the helpline. Posters tell all three."
REASON = "The judged levels reach Silver; the interviews confirm what the papers say."


@dataclass
class Journey:
    """Everybody who meets on it, and what grows on the way."""

    stage: Stage
    rows: Rows
    desk: Path  # a folder with people's files
    school: str = ""
    ref: str = ""
    code: str = ""

    def __post_init__(self) -> None:
        self.olga = Administrator(self.stage, "Olga Petrova", "olga@ciss.example")
        self.second = Administrator(self.stage, "Mikhail Lis", "mikhail@ciss.example")
        self.natallia = Coordinator(self.stage, "Natallia Kavalchuk", "natallia@ciss.example")
        self.maryna = SchoolPerson(self.stage, "Maryna Sidarenka", "head@school7.example")
        self.iryna = SchoolPerson(self.stage, "Iryna Novik", "iryna@school7.example")
        self.pavel = SchoolPerson(self.stage, "Pavel Bury", "pavel@school7.example")
        self.alena = Expert(self.stage, "Alena Kupryianava", "alena@expert.example")
        self.viktar = Assessor(self.stage, "Viktar Hrynko", "viktar@assessor.example")
        self.tamara = Assessor(self.stage, "Tamara Zhuk", "tamara@assessor.example")
        self.stranger = Stranger(self.stage, "A mother", "")

    def takes_on(self, person: Outsider, role: str) -> None:
        """The coordinator proposes, the person accepts, a second administrator confirms."""
        self.natallia.proposes(person, role)
        person.accepts_the_invitation().sees("An administrator confirms your role now")
        self.second.confirms_the_role_of(person)
        person.comes_in()

    def seats(self, person: Outsider) -> None:
        """The coordinator asks, the person declares."""
        self.natallia.asks(person, self.ref)
        person.declares_that_nothing_ties_them()


def test_a_school_goes_from_its_invitation_to_a_verified_certificate(
    stage: Stage, rows: Rows, tmp_path: Path
) -> None:
    walk = Journey(stage, rows, tmp_path)
    a_country_begins(walk)
    a_school_comes_in(walk)
    the_school_learns(walk)
    the_school_shows_what_it_does(walk)
    an_expert_helps(walk)
    the_head_submits(walk)
    an_assessor_judges(walk)
    a_second_assessor_decides(walk)
    a_stranger_verifies(walk)


def a_country_begins(walk: Journey) -> None:
    walk.olga.is_made_from_the_shell().opens_a_programme("BY", "Belarus", "belarus")
    walk.olga.names_a_coordinator(walk.natallia)
    walk.natallia.accepts_the_invitation().sets_up_two_step().arrives("Belarus").looks("empty board")
    walk.school = walk.natallia.adds_a_school("School No. 7", "Minsk Region", "Zhodzina")
    walk.natallia.imports_schools(papers.list_of_schools(walk.desk))
    walk.second.is_made_from_the_shell()


def a_school_comes_in(walk: Journey) -> None:
    walk.natallia.invites_the_head(walk.school, walk.maryna)
    walk.maryna.accepts_the_invitation().arrives("School No. 7").looks("first page").signs_the_commitment()
    walk.maryna.invites(walk.iryna, "coordinator").invites(walk.pavel, "staff")
    walk.iryna.accepts_the_invitation().arrives("School No. 7")
    walk.pavel.accepts_the_invitation().arrives("School No. 7")
    walk.ref = walk.maryna.opens_the_application()
    walk.maryna.gives("3.2", walk.pavel)
    walk.pavel.opens_the_next_mail("Criterion 3.2 is yours").arrives("3.2").looks("criterion of a colleague")


def the_school_learns(walk: Journey) -> None:
    walk.maryna.goes_to("/learning").looks("learning").walks_through("m3-reporting").arrives("Done")
    walk.maryna.follows("See it on the school’s board").sees("choose with five pupils")
    walk.maryna.looks("board with a task")
    for person in (walk.maryna, walk.iryna):
        walk.rows.learns(person.address)


def the_school_shows_what_it_does(walk: Journey) -> None:
    head = walk.maryna.claims("3.1", 3, HOW, "Online-safety coordinator; deputy: psychologist")
    head.offers("3.1", "The three ways", words="Any teacher, the box by the library, the helpline.")
    head.sees("Your evidence is kept.", "The three ways")
    head.offers("3.1", "Photo of the poster", file=papers.photo(walk.desk)).sees("evidence is kept.")
    head.offers("3.1", "Order of the head", file=papers.signed_order(walk.desk)).sees("evidence is kept.")
    head.offers("3.1", "Our policy", file=papers.program_in_disguise(walk.desk))
    head.sees("This is a program, whatever its name says.", "Everything you typed is still here.")
    head.looks("refused file")
    assert head.page.locator("[name=title]").input_value() == "Our policy"
    head.goes_to(f"{head.case}/claims/3.1").sees("Order of the head", "Photo of the poster")
    head.looks("claim with evidence")
    walk.rows.rates_the_rest(walk.ref, walk.iryna.address, 3)
    head.goes_to(head.case).looks("all criteria rated")
    for_the_readme(head.page, "board")
    head.goes_to(f"{head.case}/forecast").sees("What blocks Gold").looks("forecast")


def an_expert_helps(walk: Journey) -> None:
    walk.maryna.asks_for_an_expert()
    walk.takes_on(walk.alena, "expert")
    walk.seats(walk.alena)
    walk.alena.advises(walk.ref, "3.1", "Three ways that pupils know.", "Say who reads the box, and when.")
    walk.alena.requests_the_changes(walk.ref)
    walk.maryna.answers_the_expert("The psychologist reads it every morning; her deputy stands in.")
    walk.alena.ends_the_support(walk.ref)


def the_head_submits(walk: Journey) -> None:
    walk.iryna.goes_to(f"{walk.maryna.case}/submit").looks("checklist of the coordinator")
    assert not walk.iryna.page.get_by_role("button", name="Submit the application").count(), "she is no head"
    walk.maryna.submits()


def an_assessor_judges(walk: Journey) -> None:
    walk.natallia.begins_the_screening(walk.ref)
    walk.takes_on(walk.viktar, "assessor")
    walk.seats(walk.viktar)
    walk.viktar.accepts_the_case().judges(walk.ref, "3.1", 3, "Pupils name the three ways without help.")
    walk.rows.judges_the_rest(walk.ref, walk.viktar.address, 3)
    walk.viktar.records_interviews(
        walk.ref, clock.today().isoformat(), "The head, the coordinator, four pupils."
    )
    walk.viktar.finishes_and_sends_the_report()
    walk.maryna.finds_the_facts_right()
    walk.viktar.makes_the_report_final(walk.ref)


def a_second_assessor_decides(walk: Journey) -> None:
    walk.takes_on(walk.tamara, "assessor")
    walk.seats(walk.tamara)
    walk.rows.lets_a_quarter_of_an_hour_pass(walk.tamara.address)
    walk.tamara.awards(walk.ref, "silver", REASON)
    walk.maryna.opens_the_next_mail("the certificate is ready").looks("certificate of the school")
    walk.code = walk.maryna.page.url.rsplit("/", 1)[-1]
    walk.maryna.goes_to(walk.maryna.case).sees("Your school is certified.").looks("application awarded")
    walk.maryna.goes_to(f"/schools/{walk.school}").looks("board awarded")


def a_stranger_verifies(walk: Journey) -> None:
    stranger = (
        walk.stranger.types_the_code(walk.code).reads_that_it_is("valid").sees("School No. 7", "Silver")
    )
    for_the_readme(stranger.page, "verify")
    assert stranger.gets_the_certificate().startswith(b"%PDF-")
    walk.tamara.changes_the_award(walk.code, "Suspend", "A complaint about this school is being looked into.")
    stranger.reads_that_it_is("suspended")
    walk.tamara.changes_the_award(walk.code, "Restore", "The complaint was answered; nothing was found.")
    stranger.reads_that_it_is("valid").searches_the_register("School No. 7")
