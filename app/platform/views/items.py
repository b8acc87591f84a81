"""Statistics of the questions, for those who write them."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.domain.action import Action
from app.platform import queries
from app.platform.views.blueprint import bp
from app.web.csv_answer import csv_answer
from app.web.guard import signed_in
from app.web.language import current
from modules.load import curriculum

COLUMNS = (
    "module",
    "item",
    "use",
    "type",
    "objective",
    "stem",
    "answers",
    "difficulty",
    "discrimination",
    "never_chosen",
    "chosen",
)


@bp.get("/items")
@signed_in(Action.SEE_ITEMS)
def items() -> ResponseReturnValue:
    modules = curriculum().modules
    # one module first: a country's answers take seconds to count
    module = request.args.get("module", modules[0].id)[:40]
    page = queries.items(module, request.args.get("sort", ""), current())
    titles = {one.id: curriculum().text(one.id, current()).title for one in modules}
    return render_template("platform/items.html", page=page, titles=titles)


@bp.get("/items.csv")
@signed_in(Action.SEE_ITEMS)
def items_csv() -> ResponseReturnValue:
    return csv_answer(
        "ciss-items.csv", COLUMNS, queries.item_rows(request.args.get("module", "")[:40], current())
    )
