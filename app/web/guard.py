"""Who may call a view: `@public`, `@signed_in(action)` or `@allowed(action, loader)`. There is no fourth kind.

The guard loads the row, answers 404 if the actor may not know of it and 403 if the action is not theirs,
and hands the row to the view inside the request's transaction.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import Response, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden, NotFound

from app.domain.action import Action
from app.domain.policy import can, can_see
from app.extensions import db
from app.web import transaction
from app.web.kept import filled_in, kept

View = Callable[..., ResponseReturnValue]
Loader = Callable[..., Any]


@dataclass(frozen=True)
class Guard:
    """What a view declared, for the tests that walk the URL map and for the route ledger."""

    action: Action
    kind: str  # public | signed-in | allowed
    loader: str = ""


def public(view: View) -> View:
    """Anyone may call this."""
    return _public(view, once=True)


def one_click(view: View) -> View:
    """Public, and pressed by a mail program for its reader (RFC 8058): without a one-time key, so it bears repetition."""
    return _public(view, once=False)


def asking(view: View) -> View:
    """Public, and a POST only asks about what it sends. Without a one-time key: somebody who goes back and sends another
    file from the same form must hear about that one, and never again what was said of the first.
    """
    return _public(view, once=False)


def _public(view: View, *, once: bool) -> View:
    @wraps(view)
    def guarded(**values: Any) -> ResponseReturnValue:
        return transaction.run(lambda: view(**values), writes=request.method == "POST", once=once)

    guarded.guard = Guard(Action.SEE_PUBLIC, "public")  # type: ignore[attr-defined]
    return guarded


def signed_in(
    action: Action, *, writes: bool = False, step_up: bool = False, asks: bool = False
) -> Callable[[View], View]:
    """Anyone signed in whose roles allow the action without a subject.

    `asks`: a POST that only asks about what it sends (a text to look through) changes nothing: it may answer 200, takes
    no write lock and no one-time key, and can be sent again.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**values: Any) -> ResponseReturnValue:
            turned_away = _door(step_up)
            if turned_away is not None:
                return turned_away
            if not can(g.actor, action):
                raise Forbidden
            changing = writes or (request.method == "POST" and not asks)
            return transaction.run(lambda: view(**values), writes=changing)

        guarded.guard = Guard(action, "signed-in")  # type: ignore[attr-defined]
        return guarded

    return decorate


def allowed(
    action: Action,
    loader: Loader,
    *,
    writes: bool = False,
    step_up: bool = False,
    prepare: Callable[[], None] | None = None,
) -> Callable[[View], View]:
    """Load the subject from the URL and ask the policy. The view gets the row, never an id.

    `writes`: a GET that leaves a trace (opening evidence is logged). `step_up`: ask for the second factor again.
    `prepare`: slow work on what was sent (checking an upload), done after the first check and before the write
    lock is taken, so that one slow file holds nobody up; the check is repeated inside the transaction.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**values: Any) -> ResponseReturnValue:
            turned_away = _door(step_up)
            if turned_away is not None:
                return turned_away
            changing = writes or request.method == "POST"
            if prepare is not None and changing:
                _checked(action, loader, values)
                db.session.rollback()
                prepare()
            return transaction.run(lambda: view(_checked(action, loader, values)), writes=changing)

        guarded.guard = Guard(action, "allowed", loader.__name__)  # type: ignore[attr-defined]
        return guarded

    return decorate


def _checked(action: Action, loader: Loader, values: dict[str, Any]) -> Any:
    subject = loader(**values)
    if subject is None:
        raise NotFound
    facts = subject.facts()
    if not can(g.actor, action, facts):
        raise Forbidden if can_see(g.actor, facts) else NotFound
    return subject


def _door(step_up: bool) -> Response | None:
    """Where to send somebody who must sign in, set up the second factor, or give it again."""
    person = g.person
    if person is None:
        return _send_to("accounts.sign_in")
    if person.must_set_up_totp and request.blueprint != "accounts":
        return _send_to("accounts.two_step")
    if step_up and person.has_totp and not person.stepped_up:
        return _send_to("accounts.step_up")
    return None


def _send_to(endpoint: str) -> Response:
    """Through a door and back again. Somebody who sent a form sees what they typed first: nothing typed is lost."""
    back = request.full_path.rstrip("?") if request.method == "GET" else _page_of_form()
    door = url_for(endpoint, next=back)
    if request.method == "POST" and filled_in():
        step_up = endpoint == "accounts.step_up"
        return make_response(render_template("errors/401.html", door=door, step_up=step_up, kept=kept()), 401)
    response: Any = redirect(door, 303)
    return response  # type: ignore[no-any-return]


def _page_of_form() -> str:
    """The page a form stood on: the address of a plain button answers no GET, so nobody is led back to it."""
    came_from = request.referrer or ""
    return (
        "/" + came_from.removeprefix(request.host_url)
        if came_from.startswith(request.host_url)
        else request.path
    )
