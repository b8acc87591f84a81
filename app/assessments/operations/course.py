"""The course of an assessment: accept, ask, finish, send the report, make it final."""

from sqlalchemy import exists, select

from app import clock
from app.assessments import emails
from app.assessments.queries.standing import judged
from app.casework.exclusions import standing_against
from app.casework.moves import hold, move
from app.domain.action import Action
from app.domain.errors import NotReady
from app.domain.facts import Function
from app.domain.message import Message, marked
from app.domain.readiness import Obstacle, check_ready, report
from app.domain.workflow import check_time
from app.extensions import db
from app.models.application import Application, Claim
from app.models.assessment import Judgement


def accept_case(application: Application, assessor_id: int) -> None:
    """The assessor takes the case to the desk. Raises NotNow, NotReady."""
    check_uninvolved(application, assessor_id, Function.ASSESSOR)
    move(application, Action.ACCEPT_CASE)
    emails.case_accepted(application)


def request_information(application: Application, question: str) -> None:
    """Ask the school one question; the case waits for the answer. Raises NotNow.

    The exchange before it goes to the log's erasable part, so that it is not lost.
    """
    earlier = {"question": application.information_asked, "answer": application.information_answer}
    move(
        application,
        Action.REQUEST_INFORMATION,
        personal={"question": question, "earlier": earlier if earlier["question"] else None},
    )
    application.information_asked, application.information_answer = question, ""
    emails.information_requested(application, question)


def finish_assessment(application: Application, assessor_id: int) -> None:
    """Every criterion is judged: the levels stand, and the tier they reach is the ceiling. Raises NotNow, NotReady."""
    hold(application)
    check_time(Action.FINISH_ASSESSMENT, application.state)
    result = judged(application)
    check_ready(Action.FINISH_ASSESSMENT, result.obstacles)
    application.judged_by_id = assessor_id
    application.ceiling = result.standing.tier.id if result.standing.tier else None
    levels = {str(number): level for number, level in result.standing.module_levels.items()}
    move(application, Action.FINISH_ASSESSMENT, ceiling=application.ceiling, modules=levels)
    emails.assessment_finished(application)


def send_report(application: Application) -> None:
    """The school reads the report and checks its facts. Raises NotNow."""
    move(application, Action.SEND_REPORT)
    emails.report_sent(application)


def finalise_report(application: Application, reply: str) -> None:
    """The report is final: the case waits for the decision. Raises NotNow, NotReady while the school still checks."""
    hold(application)
    check_time(Action.FINALISE_REPORT, application.state)
    answered = application.facts_checked_at is not None
    check_ready(
        Action.FINALISE_REPORT,
        report(facts_answered=answered, sent_on=application.moved_at.date(), today=clock.today()),
    )
    application.facts_reply = reply
    move(application, Action.FINALISE_REPORT)
    emails.report_finalised(application)


def check_uninvolved(application: Application, user_id: int, function: Function) -> None:
    """The hard exclusions once more, at the moment of acting: something may have changed. Raises NotReady."""
    against = list(standing_against(user_id, function, application))
    if function is Function.DECIDER and _has_judged(application.id, user_id):
        against.append(Message("Nobody decides what they judged."))
    if against:
        sentence = marked("You may not do this: something ties you to the case. Nothing was changed.")
        found = dict.fromkeys(str(one) for one in against)
        raise NotReady(Message(sentence), tuple(Obstacle("judgement", Message(one)) for one in found))


def _has_judged(application_id: int, user_id: int) -> bool:
    query = select(Judgement.id).join(Claim)
    query = query.where(Claim.application_id == application_id, Judgement.assessor_id == user_id)
    return bool(db.session.scalar(select(exists(query))))
