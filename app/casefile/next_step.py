"""The next step of a school in one sentence, with the page where it is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.casefile.blockers import href, title_of
from app.casefile.current_award import CurrentAward
from app.domain.award import Status, WayOn
from app.domain.check_in import CheckInDay
from app.domain.readiness import Obstacle
from app.domain.workflow import FINAL, PREPARING, State
from app.models.application import Application
from app.models.school import School
from app.web.forms import say
from app.web.templating import day

WAITING = {
    State.SUBMITTED: _l("Nothing to do now: the programme will look at your application."),
    State.IN_SCREENING: _l("Nothing to do now: the programme checks that everything is there."),
    State.WITH_ASSESSOR: _l("Nothing to do now: the assessor looks at your evidence."),
    State.JUDGED: _l("Nothing to do now: the assessor writes the report."),
    State.REPORT_FINAL: _l("Nothing to do now: the decision is being made."),
}
QUIET = (State.DRAFT, State.IN_SUPPORT, State.RETURNED)


@dataclass(frozen=True)
class NextStep:
    """`href` empty: there is nothing to press. `post`: the button changes something."""

    sentence: str
    button: str = ""
    href: str = ""
    detail: str = ""
    post: bool = False


def for_school(
    school: School,
    application: Application | None,
    obstacles: Sequence[Obstacle],
    *,
    head: bool,
    untrained: int = 0,
    award: CurrentAward | None = None,
) -> NextStep:
    """What a lead does next: sign, learn, then apply. `untrained`: number of the first module not passed yet.

    `award`: the school's present one. Learning waits while somebody waits for an answer.
    """
    if school.commitment_signed_at is None:
        return _commitment(school, head=head)
    if untrained and (application is None or application.state in QUIET):
        sentence = _("Go on learning: module %(number)s of 5.", number=untrained)
        detail = _("The head and the coordinator pass all five modules. They teach what the criteria ask.")
        return NextStep(sentence, _("Go on"), url_for("learning.index"), detail)
    if application is None:
        where = url_for("schools.open_application", ref=school.ref)
        return NextStep(
            _("Open your application for the certificate."), _("Open the application"), where, post=True
        )
    if award is not None and application.state in FINAL:
        return _certified(school, award)
    return for_case(school, application, obstacles, head=head)


def _certified(school: School, award: CurrentAward) -> NextStep:
    """Show the certificate, until it is time to apply for the next one."""
    again = url_for("schools.open_application", ref=school.ref)
    if award.way is WayOn.AGAIN:
        ended = (
            _("Your certificate was withdrawn. You can open a new application.")
            if award.worth is Status.WITHDRAWN
            else _(
                "Your certificate ended on %(day)s. You can open a new application.",
                day=day(award.expires_on),
            )
        )
        return NextStep(ended, _("Open an application"), again, post=True)
    if award.way is WayOn.RENEW:
        sentence = _(
            "Your certificate ends on %(day)s. Open the application that follows it.",
            day=day(award.expires_on),
        )
        detail = _("Evidence that is still valid can be used again; the levels are looked at anew.")
        return NextStep(sentence, _("Open the application"), again, detail, post=True)
    if award.asked is not None:
        return _check_in(school, award.asked, late=award.late)
    sentence = _("Your school is certified. Show the certificate.")
    return NextStep(sentence, _("Open the certificate"), url_for("verify.show", code=award.code))


def _check_in(school: School, asked: CheckInDay, *, late: bool) -> NextStep:
    where = url_for("schools.check_in_page", ref=school.ref)
    if late:
        sentence = _("The yearly check-in was due by %(day)s. Answer it now.", day=day(asked.until))
    else:
        sentence = _("Answer the yearly check-in by %(day)s.", day=day(asked.until))
    detail = _("A short form, about ten minutes. An honest “not yet” takes nothing away.")
    return NextStep(sentence, _("Check in"), where, detail)


def _commitment(school: School, *, head: bool) -> NextStep:
    where = url_for("schools.commitment", ref=school.ref)
    if head:
        return NextStep(_("Read the commitment and sign it."), _("Read the commitment"), where)
    return NextStep(_("Ask your head to sign the commitment."), _("Read the commitment"), where)


def for_case(
    school: School, application: Application, obstacles: Sequence[Obstacle], *, head: bool, code: str = ""
) -> NextStep:
    """What a lead does next on this application."""
    state = application.state
    if state in WAITING:
        return NextStep(str(WAITING[state]))
    if state in FINAL:
        return _closed(school, application, code)
    if state is State.CHANGES_REQUESTED:
        where = url_for("applications.changes", ref=application.ref)
        return NextStep(_("Answer the requests of your expert."), _("Answer now"), where)
    if state is State.INFORMATION_REQUESTED:
        where = url_for("applications.information", ref=application.ref)
        return NextStep(_("Answer the question of your assessor."), _("Answer now"), where)
    if state is State.CHECK_OF_FACTS:
        return _facts(application)
    assert state in PREPARING, state
    return _preparing(school, application, obstacles, head=head)


def _facts(application: Application) -> NextStep:
    if application.facts_checked_at is not None:
        return NextStep(_("Nothing to do now: the assessor reads what you wrote about the report."))
    where = url_for("applications.facts", ref=application.ref)
    return NextStep(_("Read the report and say whether its facts are right."), _("Check the facts"), where)


def _preparing(
    school: School, application: Application, obstacles: Sequence[Obstacle], *, head: bool
) -> NextStep:
    submit = url_for("applications.checklist", ref=application.ref)
    if not obstacles:
        if head:
            return NextStep(
                _("Everything is ready. You can submit the application."), _("Look and submit"), submit
            )
        return NextStep(
            _("Everything is ready. Ask your head to submit the application."), _("See the list"), submit
        )
    first = next((one for one in obstacles if one.criterion), obstacles[0])
    detail = _("%(count)s things are missing before the application can be submitted.", count=len(obstacles))
    return NextStep(_act(first), _("Go there"), href(first, school, application), detail)


def _act(obstacle: Obstacle) -> str:
    """What to do about an obstacle; the rule itself only says what is missing."""
    if not obstacle.criterion:
        return say(obstacle.message)
    named = {"criterion": obstacle.criterion, "title": title_of(obstacle.criterion)}
    if obstacle.kind == "evidence":
        return str(_("Add evidence to %(criterion)s, %(title)s.", **named))
    return str(_("Say where you stand on %(criterion)s, %(title)s.", **named))


def _closed(school: School, application: Application, code: str) -> NextStep:
    if code:
        sentence = _("Your school is certified. Show the certificate.")
        return NextStep(sentence, _("Open the certificate"), url_for("verify.show", code=code))
    if application.state in (State.AWARDED, State.AWARDED_WITH_CONDITIONS):
        return NextStep(_("Your school is certified."))
    where = url_for("schools.open_application", ref=school.ref)
    return NextStep(
        _("This application is closed. You can open a new one."), _("Open an application"), where, post=True
    )
