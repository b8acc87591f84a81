"""By keyboard alone: every step is reached with Tab, seen where it is, and taken with Enter or Space."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people.person import PASSWORD, Person, Stage
from tests.browser.rows import Rows

pytestmark = pytest.mark.browser
MOST_STOPS = 60
VISIBLE = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const drawn = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== 'none';
  const ringed = drawn || style.outlineStyle === 'auto';  // the browser's own ring
  return ringed && box.bottom > 0 && box.top < innerHeight;
}"""


class Hands(Person):
    """Somebody without a mouse."""

    def tabs_to(self, selector: str) -> Page:
        """Press Tab until the focus is there; wherever it rests on the way it must be seen."""
        for _stop in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            here = self.page.locator(":focus")
            assert self.page.evaluate(VISIBLE), (
                f"the focus cannot be seen on {here.evaluate('one => one.outerHTML')}"
            )
            if here.and_(self.page.locator(selector)).count():
                return self.page
        raise AssertionError(f"Tab never reaches {selector} on {self.page.url}")

    def types_into(self, selector: str, text: str) -> None:
        self.tabs_to(selector).keyboard.type(text)


def test_a_head_signs_in_and_invites_a_colleague_by_keyboard_alone(stage: Stage, rows: Rows) -> None:
    school = rows.opens_a_school()
    head = Hands(stage, "Ana Rusu", f"head.{school.ref}@school.example")
    head.goes_to("/")
    head.tabs_to("header a[href='/accounts/sign-in']").keyboard.press("Enter")
    head.arrives("Sign in")
    head.types_into("[name=email]", head.address)
    head.types_into("[name=password]", PASSWORD)
    head.page.keyboard.press("Enter")
    head.arrives(school.name)
    head.tabs_to("main a[href$='/team']").keyboard.press("Enter")
    head.arrives("Team")
    head.tabs_to("main a[href$='/invite-member']").keyboard.press("Enter")
    head.arrives("Invite a colleague")
    head.types_into("[name=name]", "Ion Munteanu")
    head.types_into("[name=email]", "ion@school.example")
    head.tabs_to("[name=position]").keyboard.press("Space")
    head.tabs_to("main form button").keyboard.press("Enter")
    head.sees("The invitation is on its way to ion@school.example.").looks("team")


def test_the_first_stop_of_the_keyboard_leads_past_the_menu(stage: Stage) -> None:
    stranger = Hands(stage, "A mother", "")
    stranger.goes_to("/verify")
    stranger.tabs_to("a[href^='#']").keyboard.press("Enter")
    expect(stranger.page.locator("main:focus, main :focus, main:target")).to_have_count(1)
