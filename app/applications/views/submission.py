"""The submission: what is still missing, and the head's confirmation."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access
from app.applications import forms, operations, queries
from app.applications.views.blueprint import bp
from app.domain.action import Action
from app.models.application import Application
from app.web.guard import allowed


def _page(application: Application, form: forms.Submit) -> str:
    page = queries.checklist(application)
    return render_template("applications/submit.html", application=application, page=page, form=form)


@bp.get("/<ref:ref>/submit")
@allowed(Action.SEE_APPLICATION, access.application)
def checklist(application: Application) -> ResponseReturnValue:
    return _page(application, forms.Submit(version=str(application.version)))


@bp.post("/<ref:ref>/submit")
@allowed(Action.SUBMIT, access.application)
def submit(application: Application) -> ResponseReturnValue:
    form = forms.Submit()
    form.check_version(application)
    if not form.validate_on_submit():
        return _page(application, form), 422
    operations.submit(application, by=g.actor.user_id)
    flash(
        _("Your application is submitted. Nothing in it can change now without your being told."), "success"
    )
    return redirect(url_for("applications.show", ref=application.ref), 303)
