"""The coordinator's first page."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app import access
from app.domain.action import Action
from app.models.programme import Programme
from app.programmes.views.blueprint import bp
from app.web.guard import allowed


@bp.get("/<slug:slug>")
@allowed(Action.SEE_PROGRAMME, access.programme)
def show(programme: Programme) -> ResponseReturnValue:
    return render_template("programmes/show.html", programme=programme)
