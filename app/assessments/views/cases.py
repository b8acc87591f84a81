"""The assessor’s cases, and one of them."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app import access
from app.domain.action import Action
from app.models.application import Application
from app.assessments.views.blueprint import bp
from app.web.guard import allowed, signed_in


@bp.get("")
@signed_in(Action.MANAGE_ACCOUNT)
def index() -> ResponseReturnValue:
    """Anyone may ask: the list holds only one's own assignments."""
    return render_template("assessments/index.html")


@bp.get("/<ref:ref>")
@allowed(Action.SEE_ASSESSMENT, access.application)
def show(application: Application) -> ResponseReturnValue:
    return render_template("assessments/show.html", application=application)
