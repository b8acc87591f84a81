"""The programme's log and its file."""

import json

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from app import access
from app.domain.action import Action
from app.models.programme import Programme
from app.programmes.queries import log as queries
from app.programmes.queries.words import ACTION_WORDS
from app.programmes.views.blueprint import bp
from app.web.csv_answer import csv_answer
from app.web.guard import allowed
from app.web.pagination import place

COLUMNS = ("number", "at", "who", "action", "subject", "details")


@bp.get("/<slug:slug>/log")
@allowed(Action.SEE_PROGRAMME_LOG, access.programme)
def log(programme: Programme) -> ResponseReturnValue:
    wish = _wished()
    return render_template(
        "programmes/log.html",
        programme=programme,
        wish=wish,
        words=ACTION_WORDS,
        part=queries.page(programme, wish, place(queries.KINDS)),
        asked=_asked(wish),
    )


@bp.get("/<slug:slug>/log.csv")
@allowed(Action.SEE_PROGRAMME_LOG, access.programme)
def log_csv(programme: Programme) -> Response:
    rows = (
        (
            one.id,
            one.at.isoformat(),
            one.who,
            one.action,
            one.subject,
            json.dumps(one.details, ensure_ascii=False),
        )
        for one in queries.everything(programme, _wished())
    )
    return csv_answer(f"log-{programme.slug}.csv", COLUMNS, rows)


def _wished() -> queries.Filter:
    return queries.Filter(request.args.get("action", "")[:40], request.args.get("ref", "")[:60].strip())


def _asked(wish: queries.Filter) -> dict[str, str]:
    return {key: value for key, value in {"action": wish.action, "ref": wish.ref}.items() if value}
