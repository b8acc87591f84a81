"""Setting up the second factor, and the recovery codes for the day the phone is lost."""

import json
from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import secrets
from app.accounts import forms, operations, queries
from app.accounts.views.answers import current, form_page, keep_next, onward
from app.accounts.views.blueprint import bp
from app.domain.action import Action
from app.domain.errors import Invalid
from app.web.forms import Form
from app.web.guard import signed_in


@bp.get("/two-step")
@signed_in(Action.MANAGE_ACCOUNT)
def two_step() -> ResponseReturnValue:
    """How things stand; without a second factor, straight to setting it up."""
    if not g.person.has_totp:
        return _set_up_page(forms.SetUpForm())
    return render_template("accounts/two_step.html", user=queries.me())


@bp.route("/two-step/set-up", methods=["GET", "POST"])
@signed_in(Action.MANAGE_ACCOUNT, step_up=True)
def set_up_two_step() -> ResponseReturnValue:
    form, user = forms.SetUpForm(), queries.me()
    if not form.validate_on_submit():
        return _set_up_page(form)
    try:
        codes = operations.set_up_two_step(user, _offered(), form.code.data, current().row or "")
    except Invalid as error:
        return _set_up_page(form, error)
    current().pop("totp", None)
    return _show_codes(codes, form.next.data)


def _offered() -> str:
    """The secret this browser is shown, made once, kept encrypted in its session until it is confirmed."""
    browser = current()
    secret = secrets.decrypt(browser.get("totp"))
    if secret is None:
        secret = operations.new_secret()
        browser["totp"] = secrets.encrypt(secret)
    return secret


def _set_up_page(form: forms.SetUpForm, refused: Invalid | None = None) -> ResponseReturnValue:
    keep_next(form)
    secret = _offered()
    user = queries.me()
    groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    picture = operations.picture(secret, user.email or "")
    return form_page(
        "accounts/set_up_two_step.html",
        form,
        refused,
        picture=picture,
        secret=groups,
        must=g.person.must_set_up_totp,
    )


def _show_codes(codes: list[str], target: str) -> ResponseReturnValue:
    current()["codes"] = secrets.encrypt(json.dumps({"codes": codes, "next": target}))
    return redirect(url_for("accounts.recovery_codes"), 303)


@bp.post("/two-step/renew-recovery-codes")
@signed_in(Action.MANAGE_ACCOUNT, step_up=True)
def renew_recovery_codes() -> ResponseReturnValue:
    return _show_codes(operations.renew_recovery_codes(queries.me()), "")


@bp.route("/two-step/recovery-codes", methods=["GET", "POST"])
@signed_in(Action.MANAGE_ACCOUNT)
def recovery_codes() -> ResponseReturnValue:
    """The codes, until the person says that they are kept; afterwards nobody can see them again."""
    kept = secrets.decrypt(current().get("codes"))
    found: dict[str, Any] = json.loads(kept) if kept else {"codes": [], "next": ""}
    form = Form()
    if kept and not form.validate_on_submit():
        return form_page("accounts/recovery_codes.html", form, codes=found["codes"])
    current().pop("codes", None)
    flash(_("Two-step sign-in is set up."), "success")
    return onward(found["next"])
