"""The coordinator's first page."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app import (
    access,
    standing,  # noqa: F401  keeps how far each school came
)
from app.domain.action import Action
from app.models.programme import Programme
from app.programmes.queries import board
from app.programmes.queries.words import HOLDER_WORDS, STATE_WORDS, STEP_WORDS
from app.programmes.views.blueprint import bp
from app.web.guard import allowed
from app.web.templating import may


@bp.get("/<slug:slug>")
@allowed(Action.SEE_PROGRAMME, access.programme)
def show(programme: Programme) -> ResponseReturnValue:
    own = may(Action.REMIND, programme)
    page = board.board(programme) if own else board.figures(programme)
    return render_template(
        "programmes/show.html",
        programme=programme,
        page=page,
        own=own,
        steps={step: str(words) for step, words in STEP_WORDS.items()},
        holders=HOLDER_WORDS,
        states=STATE_WORDS,
    )
