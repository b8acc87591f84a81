"""The audit log: events without their personal part."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.domain.action import Action
from app.platform import queries
from app.platform.views.blueprint import bp
from app.web.csv_answer import csv_answer
from app.web.guard import signed_in

COLUMNS = (
    "id",
    "at",
    "actor",
    "action",
    "subject",
    "ref",
    "programme",
    "school",
    "application",
    "details",
    "hash",
)


def _filters() -> queries.LogFilter:
    args = request.args
    return queries.LogFilter(
        action=args.get("action", "")[:40],
        ref=args.get("q", "").strip()[:60],
        programme=args.get("programme", 0, type=int),
    )


@bp.get("/log")
@signed_in(Action.SEE_PLATFORM)
def log() -> ResponseReturnValue:
    chosen = _filters()
    return render_template("platform/log.html", chosen=chosen, page=queries.log(chosen))


@bp.get("/log.csv")
@signed_in(Action.SEE_PLATFORM)
def log_csv() -> ResponseReturnValue:
    return csv_answer("ciss-log.csv", COLUMNS, queries.log_rows(_filters()))
