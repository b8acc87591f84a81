"""An expert's part of a story: asked for, proposed, declared; advice and changes, and how they are answered."""

from datetime import timedelta

from app import clock
from app.applications import operations as applications
from app.applications.operations.support import asked_changes
from app.casework.declarations import declare_interest
from app.demo import words
from app.demo.school_life import Life
from app.demo.stage import Story, acting
from app.domain.facts import Function
from app.models.account import User
from app.models.programme import Assignment
from app.models.review import Readiness
from app.programmes import operations as programmes
from app.reviews import operations as reviews
from modules.load import curriculum

STATEMENT = "I have no tie to this school, its people or its governing body."
ADVISED = (  # criterion, how ready, is a change asked for
    ("1.2", Readiness.NEARLY, True),
    ("2.1", Readiness.READY, False),
    ("3.1", Readiness.NEARLY, True),
    ("3.8", Readiness.NOT_YET, True),
    ("5.2", Readiness.READY, False),
)
ANSWER = "Done: we added it and told the class teachers on Monday. The new summary is with the claim."


def proposes(life: Life, user: User, function: Function, days: int) -> Assignment:
    """The country's coordinator asks somebody to take a function on the case."""
    with acting(life.coordinator):
        return programmes.propose_assignment(
            life.case(),
            user.id,
            function,
            due_on=clock.today() + timedelta(days=days),
            by=life.coordinator.id,
        )


def declares(life: Life, assignment: Assignment) -> None:
    """No conflict: the work may begin."""
    with acting(assignment.user):
        declare_interest(assignment, STATEMENT, url=f"/applications/{life.application.ref}")


def asks_support(life: Life, expert: User) -> Story:
    """The school asks, the coordinator proposes; the story waits for the expert's declaration."""
    yield life.calendar.after(days=1)
    with acting(life.lead):
        applications.request_support(life.case())
    yield life.calendar.after(days=1)
    return proposes(life, expert, Function.EXPERT, 30)


def advises(life: Life, expert: User, assignment: Assignment) -> Story:
    """The expert declares and advises; the notes of the next round are prepared."""
    yield life.calendar.after(days=2)
    declares(life, assignment)
    yield life.calendar.after(days=3)
    claims = life.claims()
    with acting(expert):
        for criterion, readiness, asks in ADVISED:
            view = curriculum().criterion(criterion)
            change = words.change(view) if asks else ""
            reviews.advise(claims[criterion], expert.id, readiness, words.advice(view), change)


def requests_changes(life: Life, expert: User) -> Story:
    """One round of changes goes to the school."""
    yield life.calendar.after(days=1)
    with acting(expert):
        reviews.request_changes(life.case())


def answers_changes(life: Life) -> Story:
    """The school answers every request."""
    yield life.calendar.after(days=5)
    with acting(life.lead):
        asked = asked_changes(life.case())
        answers = {one.id: ANSWER for one in asked}
        applications.answer_changes(life.application, answers, by=life.lead.id, send=True)


def ends_support(life: Life, expert: User) -> Story:
    """The expert's work is done."""
    yield life.calendar.after(days=2)
    claims = life.claims()
    with acting(expert):
        for criterion in ("1.2", "3.1", "3.8"):
            note = "This now shows daily use. Keep the summary up to date."
            reviews.advise(claims[criterion], expert.id, Readiness.READY, note, "")
        reviews.end_support(life.case())
