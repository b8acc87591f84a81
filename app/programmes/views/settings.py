"""Settings of a programme: languages, time zone, emergency contacts."""

from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access
from app.domain import days_off
from app.domain.action import Action
from app.domain.errors import Invalid
from app.models.programme import Programme
from app.programmes import operations
from app.programmes.forms import ContactForm, ContactNumberForm, EditProgrammeForm
from app.programmes.forms.settings import CONTACT_KINDS
from app.programmes.views.blueprint import bp
from app.web.forms import Form
from app.web.guard import allowed
from app.web.zones import zone_choices


@bp.get("/<slug:slug>/edit-programme")
@allowed(Action.EDIT_PROGRAMME, access.programme)
def edit_programme(programme: Programme) -> ResponseReturnValue:
    return _page(programme, _languages(programme))


@bp.post("/<slug:slug>/edit-programme", endpoint="edit_programme_post")
@allowed(Action.EDIT_PROGRAMME, access.programme)
def edit_programme_post(programme: Programme) -> ResponseReturnValue:
    form = EditProgrammeForm()
    form.timezone.choices = zone_choices(programme.timezone)
    if not form.validate():
        return _page(programme, form), 422
    form.check_version(programme)
    operations.edit_programme(
        programme, languages=form.chosen(), timezone=form.timezone.data, days_off=form.free_days()
    )
    flash(_("The settings are saved."), "success")
    return _back(programme)


@bp.get("/<slug:slug>/contacts/add", endpoint="add_contact")
@allowed(Action.EDIT_PROGRAMME, access.programme)
def add_contact(programme: Programme) -> ResponseReturnValue:
    return _contact_page(programme, ContactForm(version=str(programme.version)))


@bp.post("/<slug:slug>/contacts/add", endpoint="add_contact_post")
@allowed(Action.EDIT_PROGRAMME, access.programme)
def add_contact_post(programme: Programme) -> ResponseReturnValue:
    form = ContactForm()
    if not form.validate():
        return _contact_page(programme, form), 422
    form.check_version(programme)
    try:
        operations.save_contact(programme, None, **_contact(form))
    except Invalid as error:
        form.refuse(error)
        return _contact_page(programme, form), 422
    flash(_("The contact is in the list. Confirm it when you have called or opened it."), "success")
    return _back(programme)


@bp.post("/<slug:slug>/contacts/confirm")
@allowed(Action.EDIT_PROGRAMME, access.programme)
def confirm_contact(programme: Programme) -> ResponseReturnValue:
    operations.confirm_contact(programme, _chosen(programme))
    flash(_("The contact is confirmed as of today."), "success")
    return _back(programme)


@bp.post("/<slug:slug>/contacts/remove")
@allowed(Action.EDIT_PROGRAMME, access.programme)
def remove_contact(programme: Programme) -> ResponseReturnValue:
    operations.remove_contact(programme, _chosen(programme))
    flash(_("The contact is removed."), "success")
    return _back(programme)


def _chosen(programme: Programme) -> int:
    """Number of the contact in the list as it was shown; a list that changed since is refused."""
    form = ContactNumberForm()
    form.check_version(programme)
    return form.number.data if form.validate() and form.number.data is not None else -1


def _contact(form: ContactForm) -> dict[str, str]:
    return {name: getattr(form, name).data or "" for name in ("kind", "text", "url", "source")}


def _languages(programme: Programme) -> EditProgrammeForm:
    first, *more = programme.languages
    return EditProgrammeForm(
        first=first, languages=more, timezone=programme.timezone, version=str(programme.version),
        days_off=days_off.written(map(date.fromisoformat, programme.days_off)),
    )  # fmt: skip


def _page(programme: Programme, form: EditProgrammeForm) -> str:
    form.timezone.choices = zone_choices(programme.timezone)
    tokens = Form(formdata=None, version=str(programme.version))
    return render_template(
        "programmes/settings.html", programme=programme, form=form, tokens=tokens, kinds=CONTACT_KINDS
    )


def _contact_page(programme: Programme, form: ContactForm) -> str:
    return render_template("programmes/contact.html", programme=programme, form=form)


def _back(programme: Programme) -> ResponseReturnValue:
    return redirect(url_for("programmes.edit_programme", slug=programme.slug), 303)
