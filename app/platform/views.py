"""The platform admin's first screen."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.domain.action import Action
from app.platform import queries
from app.web.guard import signed_in

bp = Blueprint("platform", __name__, url_prefix="/platform")


@bp.get("")
@signed_in(Action.SEE_PLATFORM)
def show() -> ResponseReturnValue:
    return render_template("platform/show.html", programmes=queries.programmes())
