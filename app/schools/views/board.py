"""The school's first page."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app import access
from app.domain.action import Action
from app.models.school import School
from app.schools.views.blueprint import bp
from app.web.guard import allowed


@bp.get("/<ref:ref>")
@allowed(Action.SEE_SCHOOL, access.school)
def show(school: School) -> ResponseReturnValue:
    return render_template("schools/show.html", school=school)
