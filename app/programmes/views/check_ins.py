"""The yearly check-ins of a programme's certified schools that wait for an answer."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app import access
from app.domain.action import Action
from app.models.programme import Programme
from app.programmes.queries.check_ins import waiting
from app.programmes.views.blueprint import bp
from app.web.guard import allowed


@bp.get("/<slug:slug>/check-ins")
@allowed(Action.REMIND, access.programme)
def check_ins(programme: Programme) -> ResponseReturnValue:
    return render_template("programmes/check_ins.html", programme=programme, schools=waiting(programme))
