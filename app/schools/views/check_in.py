"""The yearly check-in of a school with a long award: a short form, and what was said before."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access
from app.casefile.check_ins import TOPICS
from app.domain.action import Action
from app.models.school import School
from app.schools import forms, operations, queries
from app.schools.queries import CheckInPage
from app.schools.views.blueprint import bp
from app.web.guard import allowed


@bp.get("/<ref:ref>/check-in")
@allowed(Action.SEE_SCHOOL, access.school)
def check_in_page(school: School) -> ResponseReturnValue:
    page = queries.check_in_page(school)
    stamp = page.asked.stamp if page.asked else ""
    return _shown(school, page, forms.check_in_form(page.questions, stamp))


@bp.post("/<ref:ref>/check-in")
@allowed(Action.CHECK_IN, access.school)
def check_in(school: School) -> ResponseReturnValue:
    page = queries.check_in_page(school)
    asked = page.to_answer(request.form.get("version", ""))
    form = forms.check_in_form(page.questions, asked.stamp)
    if not form.validate_on_submit():
        return _shown(school, page, form), 422
    operations.check_in(school, asked, form.answers(), by=g.person)
    flash(_("Thank you. Your check-in is kept, and your certificate stays as it is."), "success")
    return redirect(url_for("schools.check_in_page", ref=school.ref), 303)


def _shown(school: School, page: CheckInPage, form: forms.CheckInForm) -> str:
    return render_template("schools/check_in.html", school=school, page=page, form=form, topics=TOPICS)
