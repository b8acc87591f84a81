"""Who may not be asked: the hard exclusions of product.md. They have no bypass for anyone, the admin included."""

from collections.abc import Iterable
from datetime import date

from app.domain.award import add_months
from app.domain.facts import Function, History
from app.domain.message import Message

COOLING_MONTHS = 24


def _recent(last_day: date | None, today: date) -> bool:
    """Is a function that ended on this day (None: still running) within the cooling time?"""
    return last_day is None or add_months(last_day, COOLING_MONTHS) > today


def exclusions(
    history: History, function: Function, programme_id: int, today: date, present: Iterable[Function] = ()
) -> tuple[Message, ...]:
    """Why this person may not take this function for a school; empty when nothing stands against it.

    history: what the person did for the school. present: their live functions on this very application.
    """
    found: list[Message] = []
    if history.employed:
        found.append(Message("They belong to this school."))
    if history.admin:
        found.append(Message("An administrator holds no function in a case."))
    if programme_id in history.coordinates:
        found.append(Message("A coordinator holds no function in a case of their own country."))
    past = {done for done, last_day in history.past if _recent(last_day, today)} | set(present)
    if function is not Function.EXPERT and Function.EXPERT in past:
        found.append(Message("They advised this school within the last 24 months."))
    if function is Function.EXPERT and past & {Function.ASSESSOR, Function.DECIDER}:
        found.append(Message("They judged or decided on this school within the last 24 months."))
    if function is Function.DECIDER and Function.ASSESSOR in present:
        found.append(Message("Nobody decides what they judged."))
    if function is Function.ASSESSOR and Function.DECIDER in present:
        found.append(Message("Nobody judges what they decide."))
    return tuple(found)
