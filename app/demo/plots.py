"""What happens at each school of the demonstration: together the stories leave one case in every state."""

from collections.abc import Callable

from app.applications import operations as applications
from app.assessments.operations import awards as awarded
from app.demo import judging_life as desk
from app.demo import support_life as support
from app.demo.levels import Strength, assessed, claimed
from app.demo.school_life import Life, applies, finishes_tasks, joins, learns, submits, takes_certificates
from app.demo.staff_room import meets
from app.demo.stage import Story, acting
from app.demo.tool_life import fills_in
from app.domain.action import Action
from app.models.account import User
from app.models.award import Award
from app.programmes import operations as programmes
from app.schools import operations as schools

Plot = Callable[[Life], Story]


def assessor(life: Life, number: int = 0) -> User:
    """One of the country's assessors."""
    found = life.cast.assessors[life.entry.country]
    return found[number % len(found)]


def expert(life: Life, number: int = 0) -> User:
    """One of the country's experts."""
    found = life.cast.experts[life.entry.country]
    return found[number % len(found)]


def _begins(life: Life, strength: Strength) -> Story:
    yield from joins(life)
    yield from learns(life)
    yield from applies(life, claimed(strength))


def _handed_in(life: Life, strength: Strength) -> Story:
    yield from _begins(life, strength)
    yield from submits(life)


def _at_desk(life: Life, strength: Strength, judge: int) -> Story:
    yield from _handed_in(life, strength)
    yield from desk.screens(life)
    asked = yield from desk.seats(life, assessor(life, judge))
    yield from desk.accepts(life, assessor(life, judge), asked)


def _judged(life: Life, strength: Strength, judge: int) -> Story:
    yield from _at_desk(life, strength, judge)
    yield from desk.judges(life, assessor(life, judge), assessed(strength))
    if strength in (Strength.SILVER, Strength.GOLD):
        kind = "on-site" if strength is Strength.GOLD else "interviews"
        yield from desk.visits(life, assessor(life, judge), kind)
    yield from desk.finishes(life, assessor(life, judge))


def _reported(life: Life, strength: Strength, judge: int) -> Story:
    yield from _judged(life, strength, judge)
    yield from desk.reports(life, assessor(life, judge))
    yield from desk.closes_report(life, assessor(life, judge))


def draft(life: Life) -> Story:
    """Three modules learned, two modules rated, a tool half filled in."""
    yield from joins(life)
    yield from learns(life, modules=3)
    yield from applies(life, claimed(Strength.BRONZE), modules=2)
    yield from fills_in(life)
    yield from meets(life)
    yield life.calendar.after(days=1)
    with acting(life.lead):
        schools.add_task(
            life.school, life.lead.id, title="Ask the parents’ committee for two people for the working group",
            who="the class teachers", due_on=None, proof="a minute of the meeting",
        )  # fmt: skip


def support_asked(life: Life) -> Story:
    """In support: an expert was asked and has not answered yet."""
    yield from _begins(life, Strength.BRONZE)
    yield from support.asks_support(life, expert(life))


def in_support(life: Life) -> Story:
    """In support: advice is given and a round of changes is being prepared."""
    yield from _begins(life, Strength.BRONZE)
    asked = yield from support.asks_support(life, expert(life))
    yield from support.advises(life, expert(life), asked)


def changes_requested(life: Life) -> Story:
    """The school has to answer an expert's requests."""
    yield from _begins(life, Strength.BRONZE)
    asked = yield from support.asks_support(life, expert(life, 1))
    yield from support.advises(life, expert(life, 1), asked)
    yield from support.requests_changes(life, expert(life, 1))


def submitted(life: Life) -> Story:
    """Handed in after a whole round of support."""
    yield from changes_requested(life)
    yield from support.answers_changes(life)
    yield from support.ends_support(life, expert(life, 1))
    yield from submits(life)


def in_screening(life: Life) -> Story:
    """In screening: an assessor was asked and has not answered yet."""
    yield from _handed_in(life, Strength.SILVER)
    yield from desk.screens(life)
    yield from desk.seats(life, assessor(life))


def returned(life: Life) -> Story:
    """Given back with what to mend."""
    yield from _handed_in(life, Strength.BRONZE)
    yield from desk.screens(life)
    yield life.calendar.after(days=2)
    with acting(life.coordinator):
        reason = "The policy (2.1) has no date of approval, and 5.2 speaks of a plan. Please mend both and submit again."
        programmes.return_application(life.case(), reason)


def with_assessor(life: Life) -> Story:
    """On the desk: three of five modules are judged."""
    yield from _at_desk(life, Strength.SILVER, 0)
    yield from desk.judges(life, assessor(life, 0), assessed(Strength.SILVER), modules=3)
    yield from desk.asks(life, assessor(life, 0))
    yield from desk.answers(life)


def information_requested(life: Life) -> Story:
    """The assessor waits for the school's answer."""
    yield from _at_desk(life, Strength.BRONZE, 1)
    yield from desk.judges(life, assessor(life, 1), assessed(Strength.BRONZE), modules=3)
    yield from desk.asks(life, assessor(life, 1))


def judged(life: Life) -> Story:
    """Every criterion judged; the report is not sent yet."""
    yield from _judged(life, Strength.SILVER, 1)


def check_of_facts(life: Life) -> Story:
    """The school reads the report."""
    yield from _judged(life, Strength.BRONZE, 2)
    yield from desk.reports(life, assessor(life, 2))


def report_final(life: Life) -> Story:
    """Silver within reach: a second, uninvolved assessor has to decide."""
    yield from _reported(life, Strength.SILVER, 2)
    yield from desk.seats_deciders(life, [assessor(life, 0)])


def gold(life: Life) -> Story:
    """Gold: judged by one, decided by two others, after a visit. The head has certificates of learning too.

    A year has passed since, nearly: the yearly check-in is open.
    """
    yield from _reported(life, Strength.GOLD, 0)
    deciders = [assessor(life, 1), assessor(life, 2)]
    yield from desk.seats_deciders(life, deciders)
    yield from desk.awards(life, deciders, "gold")
    yield from takes_certificates(life)
    yield from finishes_tasks(life)


def bronze(life: Life, judge: int = 1, conditions: str = "") -> Story:
    """Bronze: the assessor who judged decides alone."""
    yield from _reported(life, Strength.BRONZE, judge)
    return (yield from desk.awards(life, [assessor(life, judge)], "bronze", conditions))


def bronze_then_silver(life: Life) -> Story:
    """Bronze first; a year later the same school earns Silver, which supersedes it."""
    yield from bronze(life, judge=0)
    yield life.calendar.after(days=90)
    yield from applies(life, claimed(Strength.SILVER))
    yield from submits(life)
    yield from desk.screens(life)
    asked = yield from desk.seats(life, assessor(life, 1))
    yield from desk.accepts(life, assessor(life, 1), asked)
    yield from desk.judges(life, assessor(life, 1), assessed(Strength.SILVER))
    yield from desk.visits(life, assessor(life, 1), "interviews")
    yield from desk.finishes(life, assessor(life, 1))
    yield from desk.reports(life, assessor(life, 1))
    yield from desk.closes_report(life, assessor(life, 1))
    yield from desk.seats_deciders(life, [assessor(life, 2)])
    yield from desk.awards(life, [assessor(life, 2)], "silver")


def bronze_with_conditions(life: Life) -> Story:
    """Awarded, with something still to do."""
    condition = "Within 90 days the school shows the result of the next filtering test (4.1)."
    yield from bronze(life, judge=0, conditions=condition)


def bronze_suspended(life: Life) -> Story:
    """The award rests while something is looked into."""
    award: Award = yield from bronze(life)
    yield life.calendar.after(days=20)
    reason = (
        "The confidential route to report has been closed since September. Suspended until it is open again."
    )
    with acting(assessor(life, 1)):
        awarded.change_award(award, Action.SUSPEND, reason)


def bronze_withdrawn(life: Life) -> Story:
    """Suspended first, and then taken back."""
    award: Award = yield from bronze(life)
    for days, action, reason in (
        (
            30,
            Action.SUSPEND,
            "The school publishes pictures of pupils without consent. It has 30 days to stop.",
        ),
        (35, Action.WITHDRAW, "The pictures are still published. The award is withdrawn."),
    ):
        yield life.calendar.after(days=days)
        with acting(assessor(life, 1)):
            awarded.change_award(award, action, reason)


def declined(life: Life) -> Story:
    """No tier is reached."""
    yield from _reported(life, Strength.WEAK, 2)
    yield from desk.declines(life, assessor(life, 2))


def cancelled(life: Life) -> Story:
    """The school gives its application up."""
    yield from _handed_in(life, Strength.BRONZE)
    yield life.calendar.after(days=3)
    with acting(life.head):
        reason = "The school is joined with its neighbour in January and will apply together."
        applications.cancel(life.case(), reason)
