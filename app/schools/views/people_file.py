"""Inviting many colleagues from a list: look at every row's verdict, then send. Nothing is sent before that.

Between the two steps the rows stay in the session on the server, and nowhere else.
"""

from dataclasses import asdict

from flask import Response, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app import access
from app.domain import people_sheet
from app.domain.action import Action
from app.domain.errors import Invalid
from app.domain.message import Message
from app.domain.people_sheet import Row
from app.domain.roles import Position
from app.invitations import normal_email
from app.models.school import School
from app.schools import forms, operations
from app.schools.queries.people_file import present
from app.schools.views.blueprint import bp
from app.web.csv_answer import csv_answer
from app.web.guard import allowed

KEPT = "people_file"


@bp.get("/<ref:ref>/invite-members")
@allowed(Action.INVITE_MEMBER, access.school)
def list_of_members(school: School) -> ResponseReturnValue:
    return render_template("schools/invite_members.html", school=school, form=forms.InviteMembers())


@bp.post("/<ref:ref>/invite-members")
@allowed(Action.INVITE_MEMBER, access.school)
def read_members(school: School) -> ResponseReturnValue:
    """Judge the file; the rows are shown on a page of their own."""
    form, upload = forms.InviteMembers(), request.files.get("file")
    rows: list[Row] = []
    try:
        if upload is None or not upload.filename:
            raise Invalid(Message("Choose a CSV file first."), "file")
        data = upload.stream.read(people_sheet.LARGEST + 1)
        rows = people_sheet.judge(data, present(school), _normal)
    except Invalid as error:
        form.refuse(error)
    if not rows:
        return render_template("schools/invite_members.html", school=school, form=form), 422
    session[KEPT] = {"school": school.ref, "rows": [asdict(row) for row in rows]}
    return redirect(url_for("schools.rows_of_members", ref=school.ref), 303)


@bp.get("/<ref:ref>/invite-members/rows")
@allowed(Action.INVITE_MEMBER, access.school)
def rows_of_members(school: School) -> ResponseReturnValue:
    return render_template("schools/members_to_invite.html", school=school, rows=_kept(school))


@bp.post("/<ref:ref>/invite-members/send")
@allowed(Action.INVITE_MEMBER, access.school)
def invite_members(school: School) -> ResponseReturnValue:
    """Send the invitations of the good rows, and forget the list."""
    sent = operations.invite_members(school, _kept(school), by=g.actor.user_id)
    session.pop(KEPT, None)
    flash(
        ngettext("%(num)s invitation is on its way.", "%(num)s invitations are on their way.", sent),
        "success",
    )
    return redirect(url_for("schools.team", ref=school.ref), 303)


@bp.get("/<ref:ref>/invite-members/example.csv")
@allowed(Action.INVITE_MEMBER, access.school)
def example_of_members(school: School) -> Response:
    """A file to begin with."""
    rows = [
        (_("Name of a teacher"), "teacher@school.example", "staff", school.language),
        (
            _("Name of the online-safety coordinator"),
            "coordinator@school.example",
            "coordinator",
            school.language,
        ),
    ]
    return csv_answer("ciss-colleagues.csv", people_sheet.FIELDS, rows)


def _kept(school: School) -> list[Row]:
    """The rows read before for this school, judged again; none when there was no file."""
    kept = session.get(KEPT) or {}
    if kept.get("school") != school.ref:
        return []
    rows = [Row(**{**row, "position": Position(row["position"])}) for row in kept["rows"]]
    return people_sheet.again(rows, present(school))


def _normal(text: str) -> str:
    try:
        return normal_email(text)
    except Invalid:
        return ""
