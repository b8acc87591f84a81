"""An expert declares interests before seeing anything of the case."""

from flask.typing import ResponseReturnValue

from app.casework import declaring
from app.casework.declarations import expert_assignment
from app.domain.action import Action
from app.models.programme import Assignment
from app.reviews.views.blueprint import bp
from app.web.guard import allowed


@bp.get("/assignments/<int:number>")
@allowed(Action.DECLARE_INTEREST, expert_assignment)
def assignment(assignment: Assignment) -> ResponseReturnValue:
    return declaring.page(assignment, "reviews")


@bp.post("/assignments/<int:number>/declare-interest")
@allowed(Action.DECLARE_INTEREST, expert_assignment)
def declare_interest(assignment: Assignment) -> ResponseReturnValue:
    return declaring.answer(assignment, "reviews")
