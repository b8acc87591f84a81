"""Country programmes: open one, name its coordinator."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access
from app.domain.action import Action
from app.domain.errors import Invalid
from app.models.programme import Programme
from app.platform import forms, operations, queries
from app.platform.views.blueprint import bp
from app.web.forms import Form
from app.web.guard import allowed, signed_in


def _form_page(
    template: str, form: Form, refused: Invalid | None = None, **values: object
) -> ResponseReturnValue:
    if refused is not None:
        form.refuse(refused)
    return render_template(template, form=form, **values), 422 if request.method == "POST" else 200


@bp.get("/programmes")
@signed_in(Action.SEE_PLATFORM)
def programmes() -> ResponseReturnValue:
    return render_template("platform/programmes.html", programmes=queries.programmes())


@bp.route("/open-programme", methods=["GET", "POST"])
@signed_in(Action.OPEN_PROGRAMME)
def open_programme() -> ResponseReturnValue:
    form = forms.OpenProgrammeForm().offer()
    if not form.validate_on_submit():
        return _form_page("platform/open_programme.html", form)
    try:
        programme = operations.open_programme(
            country=form.country.data,
            name=form.name.data,
            slug=form.slug.data,
            timezone=form.timezone.data,
            languages=form.chosen_languages(),
        )
    except Invalid as error:
        return _form_page("platform/open_programme.html", form, error)
    flash(_("The programme %(name)s is open. Now name its coordinator.", name=programme.name), "success")
    return redirect(url_for("platform.name_coordinator", slug=programme.slug), 303)


@bp.route("/programmes/<slug:slug>/name-coordinator", methods=["GET", "POST"])
@allowed(Action.NAME_COORDINATOR, access.programme)
def name_coordinator(programme: Programme) -> ResponseReturnValue:
    form = forms.NameCoordinatorForm(data={"language": programme.languages[0]})
    template = "platform/name_coordinator.html"
    if not form.validate_on_submit():
        return _form_page(template, form, programme=programme)
    try:
        operations.name_coordinator(
            programme,
            email=form.email.data,
            name=form.name.data,
            language=form.language.data,
            by=queries.my_id(),
        )
    except Invalid as error:
        return _form_page(template, form, error, programme=programme)
    flash(
        _("The invitation to %(email)s is on its way. It works for 14 days.", email=form.email.data),
        "success",
    )
    return redirect(url_for("platform.programmes"), 303)
