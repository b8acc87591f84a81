"""Sending a round of changes, and ending the support."""

from flask import flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access
from app.domain.action import Action
from app.domain.policy import can
from app.models.application import Application
from app.reviews import operations
from app.reviews.views.blueprint import bp
from app.web.forms import Form
from app.web.guard import allowed


@bp.post("/<ref:ref>/request-changes")
@allowed(Action.REQUEST_CHANGES, access.application)
def request_changes(application: Application) -> ResponseReturnValue:
    Form().check_version(application)
    operations.request_changes(application)
    flash(_("The requests were sent. You will be told when the school has answered."), "success")
    return redirect(url_for("reviews.show", ref=application.ref), 303)


@bp.post("/<ref:ref>/end-support")
@allowed(Action.END_SUPPORT, access.application)
def end_support(application: Application) -> ResponseReturnValue:
    """The expert or a lead of the school; who has nothing left to see here goes to the list."""
    operations.end_support(application)
    flash(_("The support has ended. Thank you."), "success")
    if can(g.actor, Action.SEE_APPLICATION, application.facts()):
        return redirect(url_for("applications.show", ref=application.ref), 303)
    return redirect(url_for("reviews.index"), 303)
