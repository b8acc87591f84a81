"""What the views of this slice answer with: a form again with its errors, a session begun, the way onward."""

from typing import Any

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.accounts.operations import TooMany
from app.domain.errors import Invalid
from app.models.account import User
from app.web.forms import Form
from app.web.links import local
from app.web.sessions import Session


def current() -> Session:
    """This browser's session, with its own methods."""
    assert isinstance(session._get_current_object(), Session)  # type: ignore[attr-defined]
    return session  # type: ignore[return-value]


def address() -> str:
    """Where the request comes from, for the limits."""
    return request.remote_addr or ""


def form_page(
    template: str, form: Form, refused: Invalid | None = None, **values: Any
) -> ResponseReturnValue:
    """The page of a form: 200 when it is opened, 422 when it was refused, 429 when there were too many tries."""
    if refused is not None:
        form.refuse(refused)
    status = 429 if isinstance(refused, TooMany) else 422 if request.method == "POST" else 200
    return render_template(template, form=form, **values), status


def keep_next(form: Any) -> None:
    """Carry the page somebody came for through the form."""
    if request.method == "GET":
        form.next.data = local(request.args.get("next")) or ""


def begin(user: User, *, stepped_up: bool) -> None:
    """A new session with a new id; the one before it ends."""
    browser = current()
    if browser.row:
        end_one(browser)
    browser.begin(user.id, stepped_up=stepped_up)


def end_one(browser: Session) -> None:
    language = browser.get("language")
    browser.end()
    if language:
        browser["language"] = language


def onward(target: str | None = "") -> ResponseReturnValue:
    """On to the page somebody came for, or to where their day begins."""
    return redirect(local(target) or url_for("pages.start"), 303)
