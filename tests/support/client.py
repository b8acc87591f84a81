"""A browser for tests: follows the product's own forms and lints every page it gets."""

import secrets
from typing import Any

from bs4 import BeautifulSoup
from flask import Flask, g
from werkzeug.test import TestResponse

from app.clock import now
from app.extensions import db
from app.models.account import User, WebSession
from app.web.sessions import token_hash
from tests.support.lints import lint


class Page:
    """An HTML answer: its status, its text, and its soup."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.location = response.location
        self.html = response.get_data(as_text=True) if "text/html" in (response.content_type or "") else ""
        self.soup = BeautifulSoup(self.html, "html.parser")

    @property
    def text(self) -> str:
        """What a person reads, with single blanks."""
        return " ".join(self.soup.get_text(" ").split())

    @property
    def heading(self) -> str:
        h1 = self.soup.select_one("h1")
        assert h1 is not None, "the page has no h1"
        return " ".join(h1.get_text(" ").split())

    def form(self, action: str | None = None) -> dict[str, str]:
        """The values of a form as it was shown: hidden keys, typed text, chosen options."""
        forms = self.soup.select("main form")
        chosen = [form for form in forms if action is None or str(form.get("action", "")).endswith(action)]
        assert chosen, f"no form with action {action} among {[form.get('action') for form in forms]}"
        return values(chosen[0])


def values(form: Any) -> dict[str, str]:
    """Name → value of the controls of one form."""
    found: dict[str, str] = {}
    for control in form.select("input[name], textarea[name], select[name]"):
        kind = control.get("type", "text")
        if kind in ("checkbox", "radio") and not control.has_attr("checked"):
            continue
        if kind in ("submit", "file"):
            continue
        if control.name == "textarea":
            found[control["name"]] = control.get_text().lstrip("\n")
        elif control.name == "select":
            option = control.select_one("option[selected]") or control.select_one("option")
            found[control["name"]] = option.get("value", "") if option else ""
        else:
            found[control["name"]] = control.get("value", "")
    return found


class Client:
    """get, post and submit as one person. `sign_in` opens a session without the password page."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.browser = app.test_client()

    def sign_in(self, user: User, *, stepped_up: bool = True) -> "Client":
        """Become this person, with the second factor given when `stepped_up`."""
        token = "r." + secrets.token_urlsafe(32)
        moment = now()
        db.session.add(
            WebSession(
                token_hash=token_hash(token),
                user_id=user.id,
                data="{}",
                created_at=moment,
                seen_at=moment,
                stepped_up_at=moment if stepped_up else None,
            )
        )
        db.session.commit()
        self.browser.set_cookie("ciss", token)
        return self

    def sign_out(self) -> "Client":
        self.browser.delete_cookie("ciss")
        return self

    def _forget(self) -> None:
        """What one request noted in `g` is not there for the next one: the tests' own context outlives both."""
        for name in list(g):
            g.pop(name)

    def get(self, url: str, *, status: int = 200, **options: Any) -> Page:
        """Fetch a page, expect this status, lint what is HTML."""
        self._forget()
        page = Page(self.browser.get(url, **options))
        assert page.status == status, f"GET {url} gave {page.status}, not {status}: {page.text[:300]}"
        if page.html and status < 300:
            lint(page.html, url)
        return page

    def post(
        self, url: str, data: dict[str, Any] | None = None, *, status: int = 303, fresh: bool = True
    ) -> Page:
        """Send a form as a browser would, with its tokens; a change answers 303 or an error, never 2xx."""
        values = dict(data or {})
        if fresh:
            values.setdefault("csrf_token", self.csrf())
            values.setdefault("once", secrets.token_urlsafe(16))
        self._forget()
        page = Page(self.browser.post(url, data=values, content_type="multipart/form-data"))
        assert not 200 <= page.status < 300, (
            f"POST {url} answered {page.status}: a change answers 303 or an error"
        )
        assert page.status == status, f"POST {url} gave {page.status}, not {status}: {page.text[:600]}"
        if page.html and page.status == 422:
            lint(page.html, url)
        return page

    def ask(self, url: str, data: dict[str, Any], *, status: int = 200) -> Page:
        """Send a form that only asks: it changes nothing, answers with a page, and the page is linted."""
        self._forget()
        sent = {"csrf_token": self.csrf(), "once": secrets.token_urlsafe(16), **data}
        page = Page(self.browser.post(url, data=sent, content_type="multipart/form-data"))
        assert page.status == status, f"POST {url} gave {page.status}, not {status}: {page.text[:600]}"
        lint(page.html, url)
        return page

    def submit(self, url: str, changes: dict[str, Any], *, to: str | None = None, status: int = 303) -> Page:
        """Open a page, fill in its form and send it to where the form says."""
        page = self.get(url)
        shown = page.form(to)
        return self.post(to or url, {**shown, **changes}, status=status, fresh=False)

    def csrf(self) -> str:
        """A form token of this browser, from whichever page shows a form first."""
        for url in ("/help", "/accounts/sign-in"):
            self._forget()
            field = Page(self.browser.get(url)).soup.select_one("input[name=csrf_token]")
            if field is not None:
                return str(field["value"])
        raise AssertionError("no page offered a form token")
