"""The school's part of the way with JavaScript switched off: nothing of it may be missing."""

from pathlib import Path

import pytest

from tests.browser import papers
from tests.browser.people.person import Stage
from tests.browser.people.school import SchoolPerson
from tests.browser.rows import Rows

pytestmark = pytest.mark.browser
HOW = "Every class signs the rules in September, and parents get them as a letter in their language."


def test_a_school_learns_shows_and_submits_without_javascript(
    bare_stage: Stage, rows: Rows, tmp_path: Path
) -> None:
    school = rows.opens_a_school()
    head = SchoolPerson(bare_stage, "Ana Rusu", f"head.{school.ref}@school.example")
    head.signs_in().arrives(school.name).looks("board")
    assert head.page.locator("html.js").count() == 0, "JavaScript is on"
    ref = head.opens_the_application()
    head.goes_to("/learning/m3-reporting").presses("Begin")
    for _question in range(3):
        head.answers("m3-reporting", "precheck", rightly=False)
    head.looks("answers explained").sees("Not this time")
    head.claims("2.3", 3, HOW, "The deputy head").offers("2.3", "Rules", file=papers.signed_order(tmp_path))
    head.sees("Your evidence is kept.").looks("claim with evidence")
    head.goes_to(f"{head.case}/submit").sees("is not rated yet").looks("what is missing")
    for person in (head.address, f"coordinator.{school.ref}@school.example"):
        rows.learns(person)
    rows.rates_the_rest(ref, head.address, 3)
    head.submits()
    head.presses("Sign out").sees("signed out")
