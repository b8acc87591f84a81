"""The course of an assessment, step by step."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access
from app.assessments.forms import FinaliseReportForm, RequestInformationForm
from app.assessments.operations import course
from app.assessments.views.blueprint import bp
from app.domain.action import Action
from app.models.application import Application
from app.web.forms import Form
from app.web.guard import allowed


def _done(application: Application, text: str) -> ResponseReturnValue:
    flash(text, "success")
    return redirect(url_for("assessments.show", ref=application.ref), 303)


@bp.post("/<ref:ref>/accept-case")
@allowed(Action.ACCEPT_CASE, access.application)
def accept_case(application: Application) -> ResponseReturnValue:
    course.accept_case(application, g.actor.user_id)
    return _done(application, _("The case is yours. The desk is open."))


@bp.get("/<ref:ref>/request-information")
@allowed(Action.REQUEST_INFORMATION, access.application)
def information(application: Application) -> ResponseReturnValue:
    form = RequestInformationForm(formdata=None, version=str(application.version))
    return render_template("assessments/request_information.html", application=application, form=form)


@bp.post("/<ref:ref>/request-information")
@allowed(Action.REQUEST_INFORMATION, access.application)
def request_information(application: Application) -> ResponseReturnValue:
    form = RequestInformationForm()
    if not form.validate_on_submit():
        page = render_template("assessments/request_information.html", application=application, form=form)
        return page, 422
    form.check_version(application)
    course.request_information(application, form.question.data)
    return _done(application, _("Your question was sent. The case waits for the answer."))


@bp.post("/<ref:ref>/finish-assessment")
@allowed(Action.FINISH_ASSESSMENT, access.application)
def finish_assessment(application: Application) -> ResponseReturnValue:
    Form().check_version(application)
    course.finish_assessment(application, g.actor.user_id)
    return _done(application, _("The assessment is finished. Read the report, then send it to the school."))


@bp.post("/<ref:ref>/send-report")
@allowed(Action.SEND_REPORT, access.application)
def send_report(application: Application) -> ResponseReturnValue:
    Form().check_version(application)
    course.send_report(application)
    return _done(application, _("The school has the report and checks its facts."))


@bp.get("/<ref:ref>/finalise-report")
@allowed(Action.FINALISE_REPORT, access.application)
def finalising(application: Application) -> ResponseReturnValue:
    form = FinaliseReportForm(formdata=None, version=str(application.version))
    return render_template("assessments/finalise_report.html", application=application, form=form)


@bp.post("/<ref:ref>/finalise-report")
@allowed(Action.FINALISE_REPORT, access.application)
def finalise_report(application: Application) -> ResponseReturnValue:
    form = FinaliseReportForm()
    if not form.validate_on_submit():
        page = render_template("assessments/finalise_report.html", application=application, form=form)
        return page, 422
    form.check_version(application)
    course.finalise_report(application, form.reply.data or "")
    return _done(application, _("The report is final. The case waits for the decision."))
