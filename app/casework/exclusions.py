"""What stands against a person in a function: asked when they declare, and again when they accept or decide.

There is no way round it for anyone (product.md). The same record answers when somebody is proposed.
"""

from app import clock, independence_record
from app.domain.facts import Function
from app.domain.independence import exclusions
from app.domain.message import Message
from app.models.application import Application


def standing_against(user_id: int, function: Function, application: Application) -> tuple[Message, ...]:
    """Why this person may not take this function on this application; empty when nothing stands against it."""
    history = independence_record.history([user_id], application.school_id)[user_id]
    present = independence_record.present(application.id).get(user_id, frozenset())
    return exclusions(history, function, application.programme_id, clock.today(), present)
