"""The school's first page, its commitment, and the opening of an application."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access
from app.domain.action import Action
from app.models.school import School
from app.schools import forms, operations, queries
from app.schools.views.blueprint import bp
from app.web.guard import allowed


@bp.get("/<ref:ref>")
@allowed(Action.SEE_SCHOOL, access.school)
def show(school: School) -> ResponseReturnValue:
    page = queries.board(school, g.actor)
    return render_template("schools/show.html", school=school, page=page)


@bp.get("/<ref:ref>/commitment")
@allowed(Action.SEE_SCHOOL, access.school)
def commitment(school: School) -> ResponseReturnValue:
    return render_template("schools/commitment.html", school=school, form=forms.SignCommitment())


@bp.post("/<ref:ref>/sign-commitment")
@allowed(Action.SIGN_COMMITMENT, access.school)
def sign_commitment(school: School) -> ResponseReturnValue:
    form = forms.SignCommitment()
    if not form.validate_on_submit():
        return render_template("schools/commitment.html", school=school, form=form), 422
    operations.sign_commitment(school, g.actor.user_id)
    flash(_("The commitment is signed. You can print it as a letter."), "success")
    return redirect(url_for("schools.commitment", ref=school.ref), 303)


@bp.post("/<ref:ref>/open-application")
@allowed(Action.OPEN_APPLICATION, access.school)
def open_application(school: School) -> ResponseReturnValue:
    application = operations.open_application(school)
    flash(_("Your application is open. Begin with any criterion: everything you write is kept."), "success")
    return redirect(url_for("applications.show", ref=application.ref), 303)
