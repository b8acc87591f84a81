"""An assessor or a decider declares interests before seeing anything of the case."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.assessments.views.blueprint import bp
from app.casework import declarations
from app.casework.forms import CONFLICT, DeclareInterestForm
from app.domain.action import Action
from app.models.programme import Assignment
from app.web.guard import allowed


def _page(assignment: Assignment, form: DeclareInterestForm) -> str:
    return render_template(
        "casework/declare_interest.html",
        page=declarations.declaration_page(assignment),
        form=form,
        back=url_for("assessments.index"),
        action=url_for("assessments.declare_interest", number=assignment.id),
    )


@bp.get("/assignments/<int:number>")
@allowed(Action.DECLARE_INTEREST, declarations.judging_assignment)
def assignment(assignment: Assignment) -> ResponseReturnValue:
    return _page(assignment, DeclareInterestForm(formdata=None, version=str(assignment.version)))


@bp.post("/assignments/<int:number>/declare-interest")
@allowed(Action.DECLARE_INTEREST, declarations.judging_assignment)
def declare_interest(assignment: Assignment) -> ResponseReturnValue:
    form = DeclareInterestForm()
    if not form.validate_on_submit():
        return _page(assignment, form), 422
    form.check_version(assignment)
    ref = declarations.application_of(assignment).ref
    url = url_for("applications.show", ref=ref)
    if form.answer.data == CONFLICT:
        declarations.refuse_assignment(assignment, form.statement.data, url=url)
        flash(_("Thank you. The coordinator will ask somebody else."), "success")
        return redirect(url_for("assessments.index"), 303)
    declarations.declare_interest(assignment, form.statement.data, url=url)
    flash(_("Thank you. You can begin."), "success")
    return redirect(url_for("assessments.show", ref=ref), 303)
