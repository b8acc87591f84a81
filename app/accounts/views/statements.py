"""One's own record of learning in the words of xAPI."""

from flask import Response, g

from app import statements
from app.accounts.views.blueprint import bp
from app.domain.action import Action
from app.web.guard import signed_in


@bp.get("/statements.<any(json, jsonl):kind>")
@signed_in(Action.MANAGE_ACCOUNT)
def own_statements(kind: str) -> Response:
    """What the signed-in person did in the modules, to take to another platform."""
    mine = statements.of_person(g.actor.user_id)
    return statements.answer(mine, kind, scope="own", filename="ciss-my-learning")
