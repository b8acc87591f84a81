"""One school by hand."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access
from app.domain.action import Action
from app.domain.errors import Invalid
from app.models.programme import Programme
from app.programmes import operations
from app.programmes.forms import AddSchoolForm
from app.programmes.views.blueprint import bp
from app.web.guard import allowed


@bp.get("/<slug:slug>/add-school")
@allowed(Action.ADD_SCHOOL, access.programme)
def add_school(programme: Programme) -> ResponseReturnValue:
    return _page(programme, AddSchoolForm(language=programme.languages[0]))


@bp.post("/<slug:slug>/add-school", endpoint="add_school_post")
@allowed(Action.ADD_SCHOOL, access.programme)
def add_school_post(programme: Programme) -> ResponseReturnValue:
    form = AddSchoolForm()
    if not form.validate():
        return _page(programme, form), 422
    try:
        school = operations.add_school(programme, **form.texts())
    except Invalid as error:
        form.refuse(error)
        return _page(programme, form), 422
    flash(_("%(name)s is in the list as %(ref)s.", name=school.name, ref=school.ref), "success")
    return redirect(url_for("programmes.schools", slug=programme.slug, q=school.ref), 303)


def _page(programme: Programme, form: AddSchoolForm) -> str:
    return render_template("programmes/add_school.html", programme=programme, form=form)
