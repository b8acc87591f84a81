"""The commitment as a sealed document."""

from flask import url_for
from flask.typing import ResponseReturnValue

from app import access
from app.certification import letters
from app.domain.action import Action
from app.domain.errors import NotNow
from app.domain.message import Message
from app.models.school import School
from app.schools.views.blueprint import bp
from app.web.guard import allowed


@bp.get("/<ref:ref>/commitment.pdf")
@allowed(Action.SEE_SCHOOL, access.school, writes=True)
def commitment_letter(school: School) -> ResponseReturnValue:
    if school.commitment_signed_at is None:
        raise NotNow(Message("The commitment is not signed yet."))
    back = url_for("schools.commitment", ref=school.ref)
    return letters.serve("commitment", school.ref, f"{school.ref}-commitment.pdf", back)
