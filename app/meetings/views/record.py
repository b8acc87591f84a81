"""Who was there: written down, corrected for a week, printed, taken along."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access
from app.domain.action import Action
from app.domain.errors import Invalid
from app.meetings import forms, operations, queries
from app.meetings.views.blueprint import bp
from app.models.meeting import Meeting
from app.web.guard import allowed


def _form(meeting: Meeting, people: tuple[queries.Colleague, ...]) -> forms.Attend:
    return forms.attend_form(meeting, [(one.user_id, one.name) for one in people])


def _answer(meeting: Meeting, people: tuple[queries.Colleague, ...], form: forms.Attend) -> str:
    page = queries.meeting_page(meeting)
    return render_template("meetings/attendance.html", page=page, people=people, form=form)


@bp.get("/<ref:ref>/<slug:meeting>/attendance")
@allowed(Action.HOLD_MEETING, access.meeting)
def attendance(meeting: Meeting) -> ResponseReturnValue:
    people = queries.colleagues(meeting)
    return _answer(meeting, people, _form(meeting, people))


@bp.post("/<ref:ref>/<slug:meeting>/attendance")
@allowed(Action.HOLD_MEETING, access.meeting)
def attend(meeting: Meeting) -> ResponseReturnValue:
    people = queries.colleagues(meeting)
    form = _form(meeting, people)
    if form.validate_on_submit():
        form.check_version(meeting)
        try:
            there = {one.user_id: one for one in people if one.user_id in (form.members.data or ())}
            operations.attend(
                meeting, {user: one.name for user, one in there.items()}, forms.guests_of(form),
                to_learn=[user for user, one in there.items() if not one.passed], **form.values(),
            )  # fmt: skip
            flash(_("The record is kept. You can correct it for a week."), "success")
            return redirect(url_for("meetings.show", ref=meeting.school.ref, meeting=meeting.ref), 303)
        except Invalid as error:
            form.refuse(error)
    return _answer(meeting, people, form), 422


@bp.get("/<ref:ref>/<slug:meeting>/record")
@allowed(Action.HOLD_MEETING, access.meeting)
def record(meeting: Meeting) -> ResponseReturnValue:
    return render_template("meetings/record.html", **queries.record_values(meeting))


@bp.get("/<ref:ref>/<slug:meeting>/record.pdf")
@allowed(Action.HOLD_MEETING, access.meeting)
def record_file(meeting: Meeting) -> ResponseReturnValue:
    response = Response(queries.record_pdf(meeting), mimetype="application/pdf")
    name = queries.record_name(meeting)
    response.headers.set("Content-Disposition", "inline", filename=name)
    response.headers["Cache-Control"] = "no-store"
    return response
