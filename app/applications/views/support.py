"""The school asks and answers: support, requests for changes, information, the facts of the report, objections."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access
from app.applications import forms, operations, queries
from app.applications.views.blueprint import bp
from app.domain.action import Action
from app.domain.errors import NotReady
from app.models.application import Application
from app.models.programme import Assignment
from app.web.forms import Form, say
from app.web.guard import allowed


def _home(application: Application) -> ResponseReturnValue:
    return redirect(url_for("applications.show", ref=application.ref), 303)


@bp.post("/<ref:ref>/request-support")
@allowed(Action.REQUEST_SUPPORT, access.application)
def request_support(application: Application) -> ResponseReturnValue:
    operations.request_support(application)
    flash(_("Your programme was asked for an expert. You can go on working meanwhile."), "success")
    return _home(application)


def _changes(application: Application, typed: dict[int, str]) -> str:
    page = queries.changes_page(application)
    return render_template(
        "applications/answer_changes.html", application=application, page=page, form=Form(), typed=typed
    )


@bp.get("/<ref:ref>/answer-changes")
@allowed(Action.ANSWER_CHANGES, access.application)
def changes(application: Application) -> ResponseReturnValue:
    return _changes(application, {})


@bp.post("/<ref:ref>/answer-changes")
@allowed(Action.ANSWER_CHANGES, access.application)
def answer_changes(application: Application) -> ResponseReturnValue:
    """One button keeps what is written, the other hands it over."""
    answers, send = forms.answers(request.form), request.form.get("send") == "yes"
    try:
        operations.answer_changes(application, answers, by=g.actor.user_id, send=send)
    except NotReady as error:
        flash(say(error.message), "danger")
        return _changes(application, answers), 422
    if send:
        flash(_("Your answers are with the expert."), "success")
        return _home(application)
    flash(_("Saved. The expert does not see it yet."), "success")
    return redirect(url_for("applications.changes", ref=application.ref), 303)


@bp.get("/<ref:ref>/answer-information")
@allowed(Action.ANSWER_INFORMATION, access.application)
def information(application: Application) -> ResponseReturnValue:
    form = forms.AnswerInformation()
    return render_template("applications/answer_information.html", application=application, form=form)


@bp.post("/<ref:ref>/answer-information")
@allowed(Action.ANSWER_INFORMATION, access.application)
def answer_information(application: Application) -> ResponseReturnValue:
    form = forms.AnswerInformation()
    if not form.validate_on_submit():
        return render_template(
            "applications/answer_information.html", application=application, form=form
        ), 422
    operations.answer_information(application, form.answer.data)
    flash(_("Your answer is with the assessor."), "success")
    return _home(application)


def _facts(application: Application, form: forms.CheckFacts) -> str:
    page = queries.facts_page(application)
    return render_template("applications/check_facts.html", application=application, page=page, form=form)


@bp.get("/<ref:ref>/check-facts")
@allowed(Action.SEE_ASSESSMENT, access.application)
def facts(application: Application) -> ResponseReturnValue:
    return _facts(application, forms.CheckFacts())


@bp.post("/<ref:ref>/check-facts")
@allowed(Action.CHECK_FACTS, access.application)
def check_facts(application: Application) -> ResponseReturnValue:
    form = forms.CheckFacts()
    if not form.validate_on_submit():
        return _facts(application, form), 422
    operations.check_facts(application, form.correction())
    flash(_("Thank you. The assessor has your answer."), "success")
    return _home(application)


@bp.get("/assignments/<int:number>/object")
@allowed(Action.OBJECT, access.assignment)
def objection(assignment: Assignment) -> ResponseReturnValue:
    return render_template("applications/object.html", assignment=assignment, form=forms.GiveReason())


@bp.post("/assignments/<int:number>/object")
@allowed(Action.OBJECT, access.assignment)
def object_to(assignment: Assignment) -> ResponseReturnValue:
    form = forms.GiveReason()
    if not form.validate_on_submit():
        return render_template("applications/object.html", assignment=assignment, form=form), 422
    application = operations.object_to(assignment, form.reason.data)
    flash(_("Your programme has your objection and will look for somebody else."), "success")
    return _home(application)
