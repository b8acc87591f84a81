"""The application as a whole."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app import access
from app.applications.views.blueprint import bp
from app.domain.action import Action
from app.models.application import Application
from app.web.guard import allowed


@bp.get("/<ref:ref>")
@allowed(Action.SEE_APPLICATION, access.application)
def show(application: Application) -> ResponseReturnValue:
    return render_template("applications/show.html", application=application)
