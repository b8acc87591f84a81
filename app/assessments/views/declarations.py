"""An assessor or a decider declares interests before seeing anything of the case."""

from flask.typing import ResponseReturnValue

from app.assessments.views.blueprint import bp
from app.casework import declaring
from app.casework.declarations import judging_assignment
from app.domain.action import Action
from app.models.programme import Assignment
from app.web.guard import allowed


@bp.get("/assignments/<int:number>")
@allowed(Action.DECLARE_INTEREST, judging_assignment)
def assignment(assignment: Assignment) -> ResponseReturnValue:
    return declaring.page(assignment, "assessments")


@bp.post("/assignments/<int:number>/declare-interest")
@allowed(Action.DECLARE_INTEREST, judging_assignment)
def declare_interest(assignment: Assignment) -> ResponseReturnValue:
    return declaring.answer(assignment, "assessments")
