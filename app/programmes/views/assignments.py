"""Who is asked to do what on a case, and ending it."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access
from app.domain.action import Action
from app.domain.errors import Invalid
from app.domain.facts import Function
from app.models.application import Application
from app.models.programme import Assignment
from app.programmes import operations
from app.programmes.forms import EndAssignmentForm, ProposeAssignmentForm
from app.programmes.queries import cases as queries
from app.programmes.queries.candidates import candidates
from app.programmes.queries.words import FUNCTION_WORDS
from app.programmes.views.blueprint import bp
from app.programmes.views.case_page import case_page, choices
from app.web.guard import allowed


@bp.post("/<slug:slug>/applications/<ref:ref>/propose-assignment")
@allowed(Action.PROPOSE_ASSIGNMENT, access.application_of)
def propose_assignment(application: Application) -> ResponseReturnValue:
    form = ProposeAssignmentForm()
    known = form.function.data in set(Function)
    form.person.choices = choices(candidates(application, Function(form.function.data))) if known else []
    if not form.validate():
        return case_page(application, propose=form), 422
    try:
        operations.propose_assignment(
            application,
            form.person.data,
            Function(form.function.data),
            due_on=form.due_on.data,
            by=g.actor.user_id,
        )
    except Invalid as error:
        form.refuse(error)
        return case_page(application, propose=form), 422
    flash(_("The person was asked and declares first whether anything ties them to this school."), "success")
    return redirect(
        url_for("programmes.show_case", slug=application.school.programme.slug, ref=application.ref), 303
    )


@bp.get("/<slug:slug>/assignments/<int:number>/end-assignment")
@allowed(Action.END_ASSIGNMENT, access.assignment_of)
def end_assignment(assignment: Assignment) -> ResponseReturnValue:
    return _end_page(assignment, EndAssignmentForm(version=str(assignment.version)))


@bp.post("/<slug:slug>/assignments/<int:number>/end-assignment", endpoint="end_assignment_post")
@allowed(Action.END_ASSIGNMENT, access.assignment_of)
def end_assignment_post(assignment: Assignment) -> ResponseReturnValue:
    form = EndAssignmentForm()
    if not form.validate():
        return _end_page(assignment, form), 422
    form.check_version(assignment)
    operations.end_assignment(assignment, form.reason.data)
    flash(_("The assignment has ended. The person was told."), "success")
    case = queries.case_of(assignment)
    return redirect(url_for("programmes.show_case", slug=case.slug, ref=case.ref), 303)


def _end_page(assignment: Assignment, form: EndAssignmentForm) -> str:
    return render_template(
        "programmes/end_assignment.html",
        assignment=assignment,
        case=queries.case_of(assignment),
        form=form,
        functions=FUNCTION_WORDS,
    )
