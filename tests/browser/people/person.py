"""What everybody does: open a link from a mail, sign in, fill in, press, look."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pyotp
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.album import DESK, Album
from tests.browser.product import Product

expect.set_options(timeout=20_000)  # a busy machine answers late
PASSWORD = "four quiet geese at dawn"
STEP = 30


@dataclass(frozen=True)
class Stage:
    """Where people meet the product."""

    product: Product
    browser: Browser
    album: Album
    javascript: bool = True


class Person:
    """Somebody with a mailbox, a browser and perhaps a phone for codes."""

    def __init__(self, stage: Stage, name: str, address: str) -> None:
        self.stage, self.name, self.address = stage, name, address
        context = stage.browser.new_context(
            viewport=DESK, java_script_enabled=stage.javascript, locale="en-GB", reduced_motion="reduce"
        )
        context.set_default_timeout(20_000)
        self.page: Page = context.new_page()
        stage.album.watch(self.page)
        self.secret, self.last_step = "", 0

    def goes_to(self, path: str) -> Self:
        self.page.goto(path if path.startswith("http") else self.stage.product.url + path)
        return self

    def looks(self, name: str) -> Self:
        """Keep a picture of this page and check it."""
        self.stage.album.see(self.page, f"{type(self).__name__} {name}")
        return self

    def sees(self, *texts: str) -> Self:
        """The page shows these words."""
        for text in texts:
            expect(self.page.get_by_text(text).first).to_be_visible()
        return self

    def arrives(self, heading: str) -> Self:
        """The page's heading holds these words."""
        expect(self.page.locator("h1")).to_contain_text(heading)
        return self

    def fills(self, **fields: str) -> Self:
        """Fill in fields by name; choices and boxes are found by their kind."""
        for name, value in fields.items():
            self._give(self.page.locator(f"[name='{name}']:visible"), value)
        return self

    def _give(self, field: Locator, value: str) -> None:
        kind = field.first.evaluate("one => one.type")
        if kind in ("radio", "checkbox"):
            field.and_(self.page.locator(f"[value='{value}']")).check()
        elif kind.startswith("select"):
            field.first.select_option(value)
        else:
            field.first.fill(value)

    def chooses(self, field: str, file: Path) -> Self:
        """Choose a file to send."""
        self.page.locator(f"[name='{field}']").set_input_files(file)
        return self

    def presses(self, name: str) -> Self:
        return self.goes_on_with(self.page.get_by_role("button", name=name).first)

    def follows(self, name: str) -> Self:
        return self.goes_on_with(self.page.get_by_role("link", name=name).first)

    def goes_on_with(self, what: Locator) -> Self:
        """Click, and wait for the page that answers: who looks at once would still see the old one."""
        with self.page.expect_navigation():
            what.click()
        return self

    def unfolds(self, name: str) -> Self:
        """Open what is folded away under these words."""
        self.page.locator("summary").filter(has_text=name).first.click()
        return self

    def opens_the_next_mail(self, about: str = "") -> Self:
        """Follow the link of the oldest unread mail; of the oldest with these words, if they are given."""
        while about not in (text := self.stage.product.next_mail(self.address)):
            pass
        return self.goes_to(self.stage.product.link_in(text))

    def confirms(self, what: str, button: str) -> Self:
        """Unfold a step that asks once more, and press its button."""
        return self.unfolds(what).presses(button)

    def accepts_the_invitation(self) -> Self:
        """From the mail to the first page behind the door."""
        self.opens_the_next_mail().arrives("Welcome to").looks("invitation")
        return self.chooses_a_password().presses("Accept and go in")

    def chooses_a_password(self) -> Self:
        return self.fills(password=PASSWORD, again=PASSWORD)

    def sets_up_two_step(self) -> Self:
        """Type the shown secret into the phone, give its code, keep the recovery codes."""
        see = self.stage.album.see
        see(self.arrives("Set up two-step sign-in").page, "two-step sign-in")
        self.secret = "".join(self.page.locator(".code-input").inner_text().split())
        self.fills(code=self.code()).presses("Turn it on")
        see(self.arrives("Keep these ten codes").page, "recovery codes")
        return self.presses("I have kept them")

    def code(self) -> str:
        """What the phone shows now, or the next one if this was used; waits when both were."""
        step = max(int(time.time()) // STEP, self.last_step + 1)
        while step > int(time.time()) // STEP + 1:
            time.sleep(0.5)
        self.last_step = step
        return pyotp.TOTP(self.secret).generate_otp(step)

    def signs_in(self) -> Self:
        self.goes_to("/accounts/sign-in").fills(email=self.address, password=PASSWORD).presses("Sign in")
        return self.fills(code=self.code()).presses("Sign in") if self.secret else self
