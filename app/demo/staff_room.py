"""A meeting of staff in the demonstration: a module on the wall, and who was there."""

from app import clock
from app.demo.school_life import Life
from app.demo.stage import Story, acting
from app.domain.meeting import Guests
from app.meetings import operations, queries


def meets(life: Life) -> Story:
    """Module 3 on the wall, three people with an account and three without."""
    yield life.calendar.after(days=1)
    with acting(life.lead):
        module, minutes, screen = queries.plan_of("m3-reporting")
        today = clock.today()
        meeting = operations.start(
            life.school, module, today, by=life.lead.id, minutes=minutes, screen=screen
        )
    yield life.calendar.after(minutes=minutes)
    people = {one.id: one.name for one in (life.head, life.lead, life.teacher)}
    with acting(life.lead):
        operations.attend(
            meeting, people, Guests(("Galina P., cook", "Viktor S., driver", "Nina L., librarian")),
            held_on=today, minutes=minutes, to_learn=[],
            decided="The form for reports goes onto the school’s page, with three names beside it, by the end of the month.",
        )  # fmt: skip
