"""The first screen: red lamps only, and who waits."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.domain.action import Action
from app.platform import queries
from app.platform.views.blueprint import bp
from app.web.guard import signed_in


@bp.get("")
@signed_in(Action.SEE_PLATFORM)
def show() -> ResponseReturnValue:
    return render_template("platform/show.html", lamps=queries.lamps(), counts=queries.counts())
