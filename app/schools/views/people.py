"""The team of a school: who belongs to it, who is invited, who leaves."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access, clock
from app.domain.action import Action
from app.domain.errors import Invalid
from app.domain.roles import Position
from app.models.school import School
from app.schools import forms, operations, queries
from app.schools.views.blueprint import bp
from app.web.forms import say
from app.web.guard import allowed


def _team(school: School) -> str:
    page = queries.team_page(school, g.actor)
    return render_template("schools/team.html", school=school, page=page)


@bp.get("/<ref:ref>/team")
@allowed(Action.SEE_PROGRESS, access.school)
def team(school: School) -> ResponseReturnValue:
    return _team(school)


@bp.get("/<ref:ref>/team/print")
@allowed(Action.SEE_PROGRESS, access.school)
def staff_list(school: School) -> ResponseReturnValue:
    """The list to hand to an inspector or to pin up: who passed what, and when."""
    page = queries.team_page(school, g.actor)
    days = queries.passed_days([member.user_id for member in page.members])
    return render_template(
        "schools/staff_list.html", school=school, page=page, days=days, today=clock.today()
    )


@bp.get("/<ref:ref>/invite-member")
@allowed(Action.INVITE_MEMBER, access.school)
def invitation(school: School) -> ResponseReturnValue:
    form = forms.InviteMember(language=school.language, position=Position.STAFF.value)
    return render_template("schools/invite_member.html", school=school, form=form)


@bp.post("/<ref:ref>/invite-member")
@allowed(Action.INVITE_MEMBER, access.school)
def invite_member(school: School) -> ResponseReturnValue:
    form = forms.InviteMember()
    if form.validate_on_submit():
        try:
            sent = operations.invite_member(
                school, email=form.email.data, name=form.name.data, position=Position(form.position.data),
                language=form.language.data, by=g.actor.user_id,
            )  # fmt: skip
            flash(_("The invitation is on its way to %(email)s.", email=sent.email), "success")
            return redirect(url_for("schools.team", ref=school.ref), 303)
        except Invalid as error:
            form.refuse(error)
    return render_template("schools/invite_member.html", school=school, form=form), 422


@bp.post("/<ref:ref>/revoke-invitation")
@allowed(Action.INVITE_MEMBER, access.school)
def revoke_invitation(school: School) -> ResponseReturnValue:
    form = forms.RevokeInvitation()
    if not form.validate_on_submit():
        return _team(school), 422
    email = operations.revoke_invitation(school, form.invitation.data)
    flash(_("The invitation of %(email)s is taken back.", email=email), "success")
    return redirect(url_for("schools.team", ref=school.ref), 303)


@bp.post("/<ref:ref>/remove-member")
@allowed(Action.REMOVE_MEMBER, access.school)
def remove_member(school: School) -> ResponseReturnValue:
    form = forms.RemoveMember()
    if form.validate_on_submit():
        try:
            name = operations.remove_member(school, form.member.data, by=g.actor.user_id)
            flash(_("%(name)s is no longer in the team. Their work stays.", name=name), "success")
            return redirect(url_for("schools.team", ref=school.ref), 303)
        except Invalid as error:
            flash(say(error.message), "danger")
    return _team(school), 422


@bp.post("/<ref:ref>/nudge")
@allowed(Action.NUDGE, access.school)
def nudge(school: School) -> ResponseReturnValue:
    form = forms.Nudge()
    if form.validate_on_submit():
        try:
            names = operations.nudge(school, form.member.data, by=g.person.id, lead=g.person.name)
            flash(_("A friendly reminder is on its way to %(names)s.", names=", ".join(names)), "success")
            return redirect(url_for("schools.team", ref=school.ref), 303)
        except Invalid as error:
            flash(say(error.message), "info")
    return _team(school), 422
