"""The programme's and the assessors' part of a story: screening, the desk, the report, the decision."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from app import clock
from app.applications import operations as applications
from app.assessments.operations import course, decision, judging
from app.assessments.operations.judging import TESTS, Marks
from app.casefile.scheme import scheme_of
from app.demo import words
from app.demo.levels import marks
from app.demo.school_life import Life
from app.demo.stage import Story, acting
from app.demo.support_life import declares, proposes
from app.domain.facts import Function
from app.models.account import User
from app.models.application import Claim, EvidenceForm, EvidenceState
from app.models.assessment import Severity
from app.models.award import Award
from app.models.programme import Assignment
from app.programmes import operations as programmes

QUESTION = (
    "The record of the drill gives the time of the report, but not who answered first. Please add who reads the form "
    "on each day of the week, by function and not by name."
)
ANSWER = (
    "On Monday and Thursday the psychologist, on the other days the coordinator; the deputy head stands in."
)
MINOR = (
    "The map of help outside the school was last checked seven months ago; it should be checked every six."
)
INTERVIEWS = (
    "Spoke with the head, the coordinator, the psychologist, two teachers and four pupils of the pupil group."
)
VISIT = "Visited the school: computer room, library, the box for reports. Spoke with staff and with the pupil group."
FACTS = "Two small things: the working group met five times, not four; the box hangs by the library."
REPLY = "Both are corrected in the report. The levels stay as they are."


def screens(life: Life) -> Story:
    """The programme begins to look whether everything is there."""
    yield life.calendar.after(days=2)
    with acting(life.coordinator):
        programmes.start_screening(life.case())


def seats(life: Life, assessor: User) -> Story:
    """An assessor is asked; returns the proposal, not yet answered."""
    yield life.calendar.after(days=1)
    return proposes(life, assessor, Function.ASSESSOR, 42)


def accepts(life: Life, assessor: User, assignment: Assignment) -> Story:
    """The assessor declares and takes the case to the desk."""
    yield life.calendar.after(days=2)
    declares(life, assignment)
    yield life.calendar.after(days=1)
    with acting(assessor):
        course.accept_case(life.case(), assessor.id)


def judges(life: Life, assessor: User, levels: Mapping[str, int], modules: int = 5) -> Story:
    """Marks with reasons, module by module."""
    for number in range(1, modules + 1):
        yield life.calendar.after(days=2)
        claims = life.claims()
        with acting(assessor):
            for criterion in scheme_of(life.case()).criteria:
                if criterion.module == number:
                    _judge(claims[criterion.id], assessor, levels[criterion.id])


def _judge(claim: Claim, assessor: User, level: int) -> None:
    paper, practice = marks(claim.criterion, level)
    seen: list[list[object]] = []
    for evidence in claim.evidence:
        for version in evidence.versions:
            if version.state is EvidenceState.AVAILABLE:
                if version.form is EvidenceForm.FILE:
                    applications.open_evidence(version)
                seen.append([evidence.ref, version.number, version.sha256])
    tests = dict.fromkeys(TESTS, True) if level == 4 else {}
    reason = words.reason(claim.criterion, paper, practice, scheme_of(claim.application))
    judging.judge(claim, assessor.id, Marks(paper, practice, False, tests, False, reason), seen)


def visits(life: Life, assessor: User, kind: str) -> Story:
    """Interviews or a visit go on record, with one observation and one minor finding."""
    yield life.calendar.after(days=1)
    today: date = clock.today()
    case = life.case()
    with acting(assessor):
        note = INTERVIEWS if kind == "interviews" else VISIT
        judging.record_visit(case, assessor.id, kind, today, note)
        good = "Pupils of the pupil group explained the three routes to us without help."
        judging.record_finding(case, assessor.id, Severity.OBSERVATION, "5.4", good, None)
        if kind == "interviews":
            judging.record_finding(
                case, assessor.id, Severity.MINOR, "3.5", MINOR, today + timedelta(days=60)
            )


def asks(life: Life, assessor: User) -> Story:
    """One question goes to the school."""
    yield life.calendar.after(days=1)
    with acting(assessor):
        course.request_information(life.case(), QUESTION)


def answers(life: Life) -> Story:
    """The school answers it."""
    yield life.calendar.after(days=3)
    with acting(life.lead):
        applications.answer_information(life.case(), ANSWER)


def finishes(life: Life, assessor: User) -> Story:
    """The levels stand."""
    yield life.calendar.after(days=1)
    with acting(assessor):
        course.finish_assessment(life.case(), assessor.id)


def reports(life: Life, assessor: User) -> Story:
    """The report goes to the school."""
    yield life.calendar.after(days=1)
    with acting(assessor):
        course.send_report(life.case())


def closes_report(life: Life, assessor: User) -> Story:
    """The school checks the facts and the report becomes final."""
    yield life.calendar.after(days=4)
    with acting(life.head):
        applications.check_facts(life.case(), FACTS)
    yield life.calendar.after(days=1)
    with acting(assessor):
        course.finalise_report(life.case(), REPLY)


def seats_deciders(life: Life, deciders: Sequence[User]) -> Story:
    """Uninvolved assessors are asked to decide, and declare."""
    yield life.calendar.after(days=1)
    asked = [proposes(life, decider, Function.DECIDER, 21) for decider in deciders]
    yield life.calendar.after(days=2)
    for assignment in asked:
        declares(life, assignment)


def awards(life: Life, deciders: Sequence[User], tier: str, conditions: str = "") -> Story:
    """Votes until the case is settled; returns the award."""
    given: Award | None = None
    for decider in deciders:
        yield life.calendar.after(days=1)
        with acting(decider):
            reason = f"The judged levels reach {tier.title()}; the evidence is in date and the interviews confirm it."
            given = decision.award(life.case(), decider.id, tier, reason, conditions)
    assert given is not None
    return given


def declines(life: Life, decider: User) -> Story:
    """A decision that names what is missing."""
    yield life.calendar.after(days=2)
    with acting(decider):
        decision.decline(
            life.case(), decider.id,
            "The routes to report are planned but not open to pupils yet (3.1), and pictures of pupils are published "
            "without consent (2.5). With both in place a new application has a good chance.",
        )  # fmt: skip
