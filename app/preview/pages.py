"""The author's own pages: all modules, one module with its problems, every item with its answer."""

from dataclasses import dataclass

from flask import Blueprint, abort, current_app, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import delete, select

from app.domain.action import Action
from app.extensions import db
from app.models.learning import Attempt, Enrolment, Plan, Response, ScreenVisit
from app.preview.fresh import Fresh
from app.web.guard import signed_in
from app.web.language import current
from modules.load import curriculum
from modules.model import Module
from modules.problem import Problem
from modules.text import ModuleText
from modules.views import ItemView, item_view

bp = Blueprint("preview", __name__, url_prefix="/preview")


@dataclass(frozen=True)
class Desk:
    """A module with what is wrong with it."""

    module: Module
    text: ModuleText
    problems: list[Problem]

    @property
    def items(self) -> list[ItemView]:
        """Every item that has words, in the order of the file."""
        return [
            item_view(self.module, self.text, one.id)
            for one in self.module.items
            if one.id in self.text.items
        ]


def page_of(module_id: str) -> Desk | None:
    """The desk of a module; None for an unknown id."""
    fresh: Fresh = current_app.extensions["ciss-preview"]
    data = curriculum()
    if module_id not in {one.id for one in data.modules}:
        return None
    return Desk(data.module(module_id), data.text(module_id, current()), fresh.problems(module_id))


@bp.get("")
@signed_in(Action.LEARN)
def index() -> ResponseReturnValue:
    desks = [desk for one in curriculum().modules if (desk := page_of(one.id)) is not None]
    return render_template("preview/index.html", desks=desks)


@bp.get("/<slug:module>")
@signed_in(Action.LEARN)
def show(module: str) -> ResponseReturnValue:
    """The screens, the criteria, and the way to the items."""
    return render_template("preview/show.html", page=page_of(module) or abort(404))


@bp.get("/<slug:module>/items")
@signed_in(Action.LEARN)
def items(module: str) -> ResponseReturnValue:
    """Every item with its right answer and explanations, and every scene of the scenario."""
    return render_template("preview/items.html", page=page_of(module) or abort(404))


@bp.post("/<slug:module>/start-over")
@signed_in(Action.LEARN)
def start_over(module: str) -> ResponseReturnValue:
    """Forget what the author answered in a module."""
    mine = select(Enrolment.id).where(Enrolment.user_id == g.actor.user_id, Enrolment.module == module)
    goes = select(Attempt.id).where(Attempt.enrolment_id.in_(mine))
    db.session.execute(delete(Response).where(Response.attempt_id.in_(goes)))
    for table in (Attempt, ScreenVisit, Plan):
        db.session.execute(delete(table).where(table.enrolment_id.in_(mine)))
    db.session.execute(
        delete(Enrolment).where(Enrolment.user_id == g.actor.user_id, Enrolment.module == module)
    )
    return redirect(url_for("preview.show", module=module), 303)
