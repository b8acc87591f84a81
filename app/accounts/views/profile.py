"""One's own account: name, language, time zone, password, sessions."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import recall
from app.accounts import forms, operations, queries
from app.accounts.views.answers import current, form_page
from app.accounts.views.blueprint import bp
from app.domain.action import Action
from app.web.guard import signed_in


@bp.route("/profile", methods=["GET", "POST"])
@signed_in(Action.MANAGE_ACCOUNT)
def profile() -> ResponseReturnValue:
    page = queries.profile(current().row or "")
    form = forms.ProfileForm(obj=page.user).offer(page.user.timezone)
    if not form.validate_on_submit():
        return form_page("accounts/profile.html", form, page=page)
    form.check_version(page.user)
    operations.edit_profile(
        page.user, name=form.name.data, language=form.language.data, timezone=form.timezone.data
    )
    current()["language"] = form.language.data
    flash(_("Your profile is saved."), "success")
    return redirect(url_for("accounts.profile"), 303)


@bp.post("/follow-ups")
@signed_in(Action.MANAGE_ACCOUNT)
def follow_ups() -> ResponseReturnValue:
    """Stop the questions after modules, or start them again."""
    if request.form.get("wish") == "start":
        recall.start(queries.me())
        flash(_("The questions after modules come again."), "success")
    else:
        recall.stop(queries.me(), by="account")
        flash(_("No more questions after modules will come."), "success")
    return redirect(url_for("accounts.profile") + "#follow-ups", 303)


@bp.post("/sessions/end")
@signed_in(Action.MANAGE_ACCOUNT)
def end_session() -> ResponseReturnValue:
    operations.end_session(queries.me(), request.form.get("session", ""))
    flash(_("That session is over. Whoever used it must sign in again."), "success")
    return redirect(url_for("accounts.profile") + "#sessions", 303)
