"""Answering an invitation that came by mail."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import forms, operations, queries
from app.accounts.queries import InvitationPage
from app.accounts.views.answers import begin, form_page, onward
from app.accounts.views.blueprint import bp
from app.domain.errors import Invalid
from app.invitations import PROPOSED
from app.models.account import RoleGrant
from app.web.forms import Form
from app.web.guard import public

Answer = ResponseReturnValue


@bp.route("/invitations/<token:token>", methods=["GET", "POST"])
@public
def invitation(token: str) -> Answer:
    """What the invitation means, and the one form that accepts it."""
    page = queries.invitation(token)
    if page is None or page.state != "open":
        status = 404 if page is None else 410
        return render_template(
            "accounts/invitation_over.html", state=page.state if page else "unknown", page=page
        ), status
    return {"new": _join, "account": _accept}.get(page.way, _turn_away)(page, token)


def _turn_away(page: InvitationPage, token: str) -> Answer:
    """The address has an account: its owner signs in first."""
    return form_page(
        "accounts/invitation_sign_in.html",
        Form(),
        page=page,
        here=url_for("accounts.invitation", token=token),
    )


def _join(page: InvitationPage, token: str) -> Answer:
    form = forms.JoinForm(data={"name": page.invitation.name})
    here = url_for("accounts.invitation", token=token)
    if not form.validate_on_submit():
        return form_page("accounts/join.html", form, page=page, here=here)
    try:
        user = operations.join(page.invitation, name=form.name.data, password=form.password.data)
    except Invalid as error:
        return form_page("accounts/join.html", form, error, page=page, here=here)
    begin(user, stepped_up=False)
    if page.invitation.role in PROPOSED:
        flash(
            _("Thank you. An administrator confirms your role now; you are told. Meanwhile you can learn."),
            "info",
        )
    return onward()


def _accept(page: InvitationPage, token: str) -> Answer:
    form = Form()
    if not form.validate_on_submit():
        here = url_for("accounts.invitation", token=token)
        return form_page("accounts/invitation.html", form, page=page, here=here, name=g.person.name)
    grant: RoleGrant = operations.accept_invitation(page.invitation, queries.me())
    flash(_("Welcome to %(place)s.", place=page.place), "success")
    return onward() if grant.confirmed_at else redirect(url_for("accounts.profile"), 303)
