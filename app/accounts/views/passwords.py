"""A new password: forgotten, by the link of a mail, or changed at will."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import forms, operations, queries
from app.accounts.views.answers import address, begin, form_page
from app.accounts.views.blueprint import bp
from app.domain.action import Action
from app.domain.errors import Invalid
from app.web.guard import public, signed_in


@bp.route("/forgotten", methods=["GET", "POST"])
@public
def forgotten() -> ResponseReturnValue:
    form = forms.EmailForm()
    if not form.validate_on_submit():
        return form_page("accounts/forgotten.html", form)
    try:
        operations.ask_reset(form.email.data, address())
    except Invalid as error:
        return form_page("accounts/forgotten.html", form, error)
    return redirect(url_for("accounts.link_sent"), 303)


@bp.get("/link-sent")
@public
def link_sent() -> ResponseReturnValue:
    """The same words whether there is such an account or not."""
    return render_template("accounts/link_sent.html")


@bp.route("/reset/<token:token>", methods=["GET", "POST"])
@public
def reset(token: str) -> ResponseReturnValue:
    found = queries.reset(token)
    if found is None:
        return render_template("accounts/reset_over.html"), 410
    form, here = forms.ResetForm(), url_for("accounts.reset", token=token)
    if not form.validate_on_submit():
        return form_page("accounts/reset.html", form, here=here)
    try:
        operations.reset_password(found.reset, found.user, form.password.data)
    except Invalid as error:
        return form_page("accounts/reset.html", form, error, here=here)
    flash(_("Your new password is saved. Sign in with it."), "success")
    return redirect(url_for("accounts.sign_in"), 303)


@bp.route("/password", methods=["GET", "POST"])
@signed_in(Action.MANAGE_ACCOUNT)
def password() -> ResponseReturnValue:
    form, user = forms.PasswordForm(), queries.me()
    if not form.validate_on_submit():
        return form_page("accounts/password.html", form)
    try:
        operations.change_password(user, form.present.data, form.password.data, address())
    except Invalid as error:
        return form_page("accounts/password.html", form, error)
    begin(user, stepped_up=False)
    return redirect(url_for("accounts.password_changed"), 303)


@bp.get("/password/changed")
@signed_in(Action.MANAGE_ACCOUNT)
def password_changed() -> ResponseReturnValue:
    return render_template("accounts/password_changed.html")
