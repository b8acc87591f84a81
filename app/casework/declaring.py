"""The page on which a person declares interests and its answer, alike for experts, assessors and deciders."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.casework import declarations
from app.casework.forms import CONFLICT, DeclareInterestForm
from app.models.programme import Assignment


def page(assignment: Assignment, room: str, form: DeclareInterestForm | None = None) -> str:
    """The form, empty or as it was sent. `room`: the slice whose desk the person comes from, "reviews" or "assessments"."""
    return render_template(
        "casework/declare_interest.html",
        page=declarations.declaration_page(assignment),
        form=form or DeclareInterestForm(formdata=None, version=str(assignment.version)),
        back=url_for(f"{room}.index"),
        action=url_for(f"{room}.declare_interest", number=assignment.id),
    )


def answer(assignment: Assignment, room: str) -> ResponseReturnValue:
    """Take what was declared: on to the case, or back to the desk after a refusal."""
    form = DeclareInterestForm()
    if not form.validate_on_submit():
        return page(assignment, room, form), 422
    form.check_version(assignment)
    ref = declarations.application_of(assignment).ref
    url = url_for("applications.show", ref=ref)
    if form.answer.data == CONFLICT:
        declarations.refuse_assignment(assignment, form.statement.data, url=url)
        flash(_("Thank you. The coordinator will ask somebody else."), "success")
        return redirect(url_for(f"{room}.index"), 303)
    declarations.declare_interest(assignment, form.statement.data, url=url)
    flash(_("Thank you. You can begin."), "success")
    return redirect(url_for(f"{room}.show", ref=ref), 303)
