"""Findings and visits of an assessment."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from app import access
from app.assessments.forms import CloseFindingForm, RecordFindingForm, RecordVisitForm
from app.assessments.operations import judging
from app.assessments.queries.standing import judged
from app.assessments.views.blueprint import bp
from app.casefile.scheme import scheme_of
from app.domain.action import Action
from app.domain.errors import Invalid
from app.models.application import Application
from app.models.assessment import Severity
from app.web.forms import Form
from app.web.guard import allowed
from app.web.language import current
from modules.load import curriculum


def _finding_form(application: Application, *, fresh: bool) -> RecordFindingForm:
    form = RecordFindingForm(formdata=None) if fresh else RecordFindingForm()
    data, language = curriculum(), current()
    form.criterion.choices = [
        SelectChoice(one.id, f"{one.id} {data.criterion(one.id, language).text.title}")
        for one in scheme_of(application).criteria
    ]
    return form


def _page(application: Application, form: Form, template: str) -> str:
    return render_template(f"assessments/{template}.html", application=application, form=form)


def _back(application: Application) -> ResponseReturnValue:
    return redirect(url_for("assessments.show", ref=application.ref), 303)


@bp.get("/<ref:ref>/record-finding")
@allowed(Action.RECORD_FINDING, access.application)
def finding(application: Application) -> ResponseReturnValue:
    return _page(application, _finding_form(application, fresh=True), "record_finding")


@bp.post("/<ref:ref>/record-finding")
@allowed(Action.RECORD_FINDING, access.application)
def record_finding(application: Application) -> ResponseReturnValue:
    form = _finding_form(application, fresh=False)
    if not form.validate_on_submit():
        return _page(application, form, "record_finding"), 422
    severity = Severity(form.severity.data)
    judging.record_finding(
        application, g.actor.user_id, severity, form.criterion.data, form.text.data, form.due_on.data
    )
    flash(_("The finding is recorded."), "success")
    return _back(application)


def _close_form(application: Application, *, fresh: bool) -> CloseFindingForm:
    form = CloseFindingForm(formdata=None) if fresh else CloseFindingForm()
    open_findings = [one for one in judged(application).findings if one.closed_at is None]
    form.finding.choices = [
        SelectChoice(one.id, f"{one.criterion}: {one.text[:80]}") for one in open_findings
    ]
    return form


@bp.get("/<ref:ref>/close-finding")
@allowed(Action.RECORD_FINDING, access.application)
def closing(application: Application) -> ResponseReturnValue:
    return _page(application, _close_form(application, fresh=True), "close_finding")


@bp.post("/<ref:ref>/close-finding")
@allowed(Action.RECORD_FINDING, access.application)
def close_finding(application: Application) -> ResponseReturnValue:
    form = _close_form(application, fresh=False)
    if not form.validate_on_submit():
        return _page(application, form, "close_finding"), 422
    judging.close_finding(application, form.finding.data, form.note.data)
    flash(_("The finding is closed."), "success")
    return _back(application)


@bp.get("/<ref:ref>/record-visit")
@allowed(Action.RECORD_VISIT, access.application)
def visit(application: Application) -> ResponseReturnValue:
    return _page(application, RecordVisitForm(formdata=None), "record_visit")


@bp.post("/<ref:ref>/record-visit")
@allowed(Action.RECORD_VISIT, access.application)
def record_visit(application: Application) -> ResponseReturnValue:
    form = RecordVisitForm()
    if not form.validate_on_submit():
        return _page(application, form, "record_visit"), 422
    try:
        judging.record_visit(application, g.actor.user_id, form.kind.data, form.held_on.data, form.note.data)
    except Invalid as error:
        form.refuse(error)
        return _page(application, form, "record_visit"), 422
    flash(_("The visit is on record."), "success")
    return _back(application)
