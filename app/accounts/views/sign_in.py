"""The door: password, then code; out again; the second factor once more before something that weighs."""

from datetime import datetime, timedelta
from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access, clock
from app.accounts import forms, operations, queries
from app.accounts.views.answers import address, begin, current, end_one, form_page, keep_next, onward
from app.accounts.views.blueprint import bp
from app.domain.action import Action
from app.domain.errors import Invalid
from app.models.account import User
from app.web.guard import public, signed_in

PENDING = timedelta(minutes=5)


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    form = forms.SignInForm()
    keep_next(form)
    if not form.validate_on_submit():
        return form_page("accounts/sign_in.html", form)
    try:
        user = operations.check_password(form.email.data, form.password.data, address())
    except Invalid as error:
        return form_page("accounts/sign_in.html", form, error)
    return _let_in(user, form.next.data)


def _let_in(user: User, target: str) -> ResponseReturnValue:
    """Straight in without a second factor; otherwise on to the code, remembered for five minutes."""
    if user.totp_confirmed_at is None:
        operations.sign_in(user)
        begin(user, stepped_up=False)
        return onward(target)
    until = (clock.now() + PENDING).isoformat()
    current()["pending"] = {"user": user.id, "until": until}
    return redirect(url_for("accounts.code", next=target or None), 303)


def _pending() -> User | None:
    """Who gave the right password within the last five minutes and owes the code."""
    waiting: dict[str, Any] | None = current().get("pending")
    if not waiting or datetime.fromisoformat(waiting["until"]) < clock.now():
        return None
    user = access.user(waiting["user"])
    return user if user is not None and user.disabled_at is None and user.erased_at is None else None


@bp.route("/sign-in/code", methods=["GET", "POST"])
@public
def code() -> ResponseReturnValue:
    form = forms.CodeForm()
    keep_next(form)
    user = _pending()
    if user is None:
        flash(_("Five minutes have passed. Please give your password again."), "info")
        return redirect(url_for("accounts.sign_in", next=form.next.data or None), 303)
    if not form.validate_on_submit():
        return form_page("accounts/code.html", form, action=url_for("accounts.code"))
    try:
        operations.give_code(user, form.code.data, address())
    except Invalid as error:
        return form_page("accounts/code.html", form, error, action=url_for("accounts.code"))
    begin(user, stepped_up=True)
    return onward(form.next.data)


@bp.route("/step-up", methods=["GET", "POST"])
@signed_in(Action.MANAGE_ACCOUNT)
def step_up() -> ResponseReturnValue:
    form, user = forms.CodeForm(), queries.me()
    keep_next(form)
    where: dict[str, Any] = {"action": url_for("accounts.step_up"), "user": user}
    if not g.person.has_totp:
        return redirect(url_for("accounts.two_step", next=form.next.data or None), 303)
    if not form.validate_on_submit():
        return form_page("accounts/step_up.html", form, **where)
    try:
        operations.step_up(user, form.code.data, address())
    except Invalid as error:
        return form_page("accounts/step_up.html", form, error, **where)
    begin(user, stepped_up=True)
    return onward(form.next.data)


@bp.post("/sign-out")
@signed_in(Action.MANAGE_ACCOUNT)
def sign_out() -> ResponseReturnValue:
    operations.sign_out(queries.me())
    end_one(current())
    return redirect(url_for("accounts.signed_out"), 303)


@bp.get("/signed-out")
@public
def signed_out() -> ResponseReturnValue:
    return render_template("accounts/signed_out.html")
