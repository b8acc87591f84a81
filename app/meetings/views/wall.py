"""The wall: one slide after another, and what was decided at the end."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import access
from app.domain.action import Action
from app.meetings import forms, operations, queries
from app.meetings.views.blueprint import bp
from app.models.meeting import Meeting
from app.web.guard import allowed


def _page(meeting: Meeting, slide: str, form: forms.Decide) -> str:
    page = queries.wall(meeting, slide)
    operations.keep_place(meeting, page.kept)
    told = request.args.get("told") == "1"
    return render_template(f"meetings/wall/{page.slide.kind}.html", page=page, form=form, told=told)


@bp.get("/<ref:ref>/<slug:meeting>/wall")
@allowed(Action.HOLD_MEETING, access.meeting, writes=True)
def wall(meeting: Meeting) -> ResponseReturnValue:
    """A slide. Opening it keeps the place, so that a closed laptop goes on where it was."""
    form = forms.Decide(decided=meeting.decided, version=str(meeting.version))
    return _page(meeting, request.args.get("slide", ""), form)


@bp.post("/<ref:ref>/<slug:meeting>/decide")
@allowed(Action.HOLD_MEETING, access.meeting)
def decide(meeting: Meeting) -> ResponseReturnValue:
    form = forms.Decide()
    if not form.validate_on_submit():
        return _page(meeting, "decided", form), 422
    form.check_version(meeting)
    operations.decide(meeting, form.decided.data or "")
    return redirect(url_for("meetings.attendance", ref=meeting.school.ref, meeting=meeting.ref), 303)
