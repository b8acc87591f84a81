"""A meeting: chosen, started, gone on with, deleted; and the facilitator's own notes."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access, clock
from app.domain.action import Action
from app.domain.errors import Invalid
from app.meetings import forms, operations, queries
from app.meetings.views.blueprint import bp
from app.models.meeting import Meeting
from app.models.school import School
from app.web.guard import allowed


@bp.get("/<ref:ref>")
@allowed(Action.HOLD_MEETING, access.school)
def index(school: School) -> ResponseReturnValue:
    page = queries.index(school)
    form = forms.hold_form([(one.id, one.title) for one in page.modules], clock.today())
    return render_template("meetings/index.html", school=school, page=page, form=form)


@bp.post("/<ref:ref>/hold-meeting")
@allowed(Action.HOLD_MEETING, access.school)
def hold_meeting(school: School) -> ResponseReturnValue:
    page = queries.index(school)
    form = forms.hold_form([(one.id, one.title) for one in page.modules], clock.today())
    if form.validate_on_submit():
        try:
            module, minutes, screen = queries.plan_of(form.module.data)
            meeting = operations.start(
                school, module, form.held_on.data, by=g.actor.user_id, minutes=minutes, screen=screen
            )
            return redirect(url_for("meetings.show", ref=school.ref, meeting=meeting.ref), 303)
        except Invalid as error:
            form.refuse(error)
    return render_template("meetings/index.html", school=school, page=page, form=form), 422


@bp.get("/<ref:ref>/<slug:meeting>")
@allowed(Action.HOLD_MEETING, access.meeting)
def show(meeting: Meeting) -> ResponseReturnValue:
    page, offers = queries.meeting_page(meeting), queries.offers(meeting)
    slide, path = queries.resume(meeting)
    return render_template("meetings/show.html", page=page, offers=offers, slide=slide, path=path)


@bp.get("/<ref:ref>/<slug:meeting>/notes")
@allowed(Action.HOLD_MEETING, access.meeting)
def notes(meeting: Meeting) -> ResponseReturnValue:
    """What the facilitator has in hand: minutes and questions for every slide, on paper or on a phone."""
    return render_template("meetings/notes.html", page=queries.meeting_page(meeting))


@bp.post("/<ref:ref>/<slug:meeting>/delete")
@allowed(Action.HOLD_MEETING, access.meeting)
def delete(meeting: Meeting) -> ResponseReturnValue:
    ref = meeting.school.ref
    operations.delete(meeting)
    flash(_("The meeting is deleted, with the names of those who were there."), "success")
    return redirect(url_for("meetings.index", ref=ref), 303)
