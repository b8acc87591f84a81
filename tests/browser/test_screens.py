"""The same module on the smallest phone and on a wall: nothing is cut, and nobody has to scroll a slide."""

import pytest

from tests.browser.people.person import Stage
from tests.browser.people.school import SchoolPerson
from tests.browser.rows import Rows

pytestmark = pytest.mark.browser
LOWEST = """Math.max(...[...document.querySelectorAll('main *')].map(e => e.getBoundingClientRect().bottom))
    - document.querySelector('.wall__way').getBoundingClientRect().top"""
CELLS = """[...document.querySelectorAll('main td')].map(e =>
    [e.getBoundingClientRect().width, getComputedStyle(e, '::before').content])"""


@pytest.fixture
def head(stage: Stage, rows: Rows) -> SchoolPerson:
    school = rows.opens_a_school()
    person = SchoolPerson(stage, "Ana Rusu", f"head.{school.ref}@school.example")
    person.signs_in().goes_to("/language/ru?next=/learning").goes_to(f"/meetings/{school.ref}")
    return person


def test_every_slide_fits_the_wall_of_a_small_projector(head: SchoolPerson) -> None:
    page = head.page
    page.set_viewport_size({"width": 1280, "height": 720})
    page.check("input[name=module][value=m2-policy]")
    page.locator("form[action$='/hold-meeting'] button").click()
    page.goto(f"{page.url}/wall")
    cut = {}
    while page.locator("a[rel=next]").count():
        page.wait_for_load_state("load")
        if page.evaluate(LOWEST) > 0:
            cut[page.url] = page.evaluate(LOWEST)
        page.locator("a[rel=next]").click()
    assert page.url.endswith("slide=decided")
    assert cut == {}


def test_the_good_and_the_weak_text_stand_below_each_other_on_a_phone(head: SchoolPerson) -> None:
    head.page.set_viewport_size({"width": 320, "height": 640})
    head.goes_to("/learning/m2-policy/learn-b")
    cells = head.page.evaluate(CELLS)
    assert cells
    assert all(width > 250 for width, _label in cells), "as wide as the screen, so that no word is cut"
    assert {label for _width, label in cells} == {'"Слабо"', '"Хорошо"'}
