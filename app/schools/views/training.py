"""The team's training as a file."""

from flask import Response

from app import access
from app.domain.action import Action
from app.models.school import School
from app.schools.queries.training import training_rows
from app.schools.views.blueprint import bp
from app.web.csv_answer import csv_answer
from app.web.guard import allowed
from app.web.templating import may

# “sourcedId”, “email” and “role” as OneRoster names them; we keep a name whole, in one field.
COLUMNS = (
    "sourcedId",
    "name",
    "email",
    "role",
    "module",
    "status",
    "percent",
    "passedOn",
    "bestScore",
    "maxScore",
    "planSaved",
)


@bp.get("/<ref:ref>/team.csv")
@allowed(Action.SEE_PROGRESS, access.school)
def training_csv(school: School) -> Response:
    """One row for each person and module; names only for those who lead the school."""
    named = may(Action.INVITE_MEMBER, school)
    return csv_answer(f"training-{school.ref}.csv", COLUMNS, training_rows(school, named=named))
