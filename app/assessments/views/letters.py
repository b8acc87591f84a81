"""The decision and the report as sealed documents, for those who read the assessment."""

from flask import url_for
from flask.typing import ResponseReturnValue

from app import access
from app.assessments.views.blueprint import bp
from app.certification import letters
from app.domain.action import Action
from app.domain.errors import NotNow
from app.domain.message import Message
from app.domain.workflow import State
from app.models.application import Application
from app.web.guard import allowed

DECIDED = (State.AWARDED, State.AWARDED_WITH_CONDITIONS, State.DECLINED)


def _letter(kind: str, application: Application) -> ResponseReturnValue:
    if application.state not in DECIDED:
        raise NotNow(Message("The letters are written when the case is decided."))
    back = url_for("assessments.report", ref=application.ref)
    return letters.serve(kind, application.ref, f"{application.ref}-{kind}.pdf", back)


@bp.get("/<ref:ref>/decision.pdf")
@allowed(Action.SEE_ASSESSMENT, access.application, writes=True)
def decision_letter(application: Application) -> ResponseReturnValue:
    return _letter("decision", application)


@bp.get("/<ref:ref>/report.pdf")
@allowed(Action.SEE_ASSESSMENT, access.application, writes=True)
def report_letter(application: Application) -> ResponseReturnValue:
    return _letter("report", application)
