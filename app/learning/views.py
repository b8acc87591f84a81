"""Views of the slice learning."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.domain.action import Action
from app.learning import queries
from app.web.guard import signed_in

bp = Blueprint("learning", __name__, url_prefix="/learning")


@bp.get("")
@signed_in(Action.LEARN)
def index() -> ResponseReturnValue:
    return render_template("learning/index.html", page=queries.index())
