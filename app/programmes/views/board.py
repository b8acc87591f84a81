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
from app.programmes.queries.words import HOLDER_WORDS, STATE_WORDS, steps
from app.programmes.views.blueprint import bp
from app.web.guard import allowed
from app.web.language import current
from app.web.templating import may


@bp.get("/<slug:slug>")
@allowed(Action.SEE_PROGRAMME, access.programme)
def show(programme: Programme) -> ResponseReturnValue:
    own = may(Action.REMIND, programme)
    page, words = board.board(programme) if own else board.figures(programme), steps(current())
    return render_template(
        "programmes/show.html",
        programme=programme,
        page=page,
        own=own,
        steps=words,
        regions=[(one.region, list(zip(words.values(), one.at_least, strict=True))) for one in page.regions],
        holders=HOLDER_WORDS,
        states=STATE_WORDS,
    )
