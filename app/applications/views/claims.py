"""One criterion on one screen: what is asked, what the school says, who prepares it."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access
from app.applications import forms, operations, queries
from app.applications.views.blueprint import bp
from app.domain.action import Action
from app.domain.errors import Invalid
from app.models.application import Claim
from app.web.guard import allowed

URL = "/<ref:ref>/claims/<criterion:criterion>"


def _page(claim: Claim, form: forms.ClaimLevel | None = None, give: forms.GiveCriterion | None = None) -> str:
    page = queries.claim_page(claim)
    shown = form or forms.claim_form(claim, may_be_left_out=page.may_be_left_out)
    given = give or forms.give_form(page.colleagues, claim.owner_id)
    return render_template("applications/claim.html", claim=claim, page=page, form=shown, give=given)


def _home(claim: Claim, anchor: str | None = None) -> ResponseReturnValue:
    where = url_for(
        "applications.claim", ref=claim.application.ref, criterion=claim.criterion, _anchor=anchor
    )
    return redirect(where, 303)


@bp.get(URL)
@allowed(Action.SEE_APPLICATION, access.claim)
def claim(claim: Claim) -> ResponseReturnValue:
    return _page(claim)


@bp.post(f"{URL}/claim-level")
@allowed(Action.CLAIM_LEVEL, access.claim)
def claim_level(claim: Claim) -> ResponseReturnValue:
    form = forms.claim_form(claim)
    form.check_version(claim)
    if form.validate_on_submit():
        try:
            operations.claim_level(claim, **form.values(), by=g.actor.user_id)
            flash(_("Saved: criterion %(criterion)s.", criterion=claim.criterion), "success")
            return _home(claim)
        except Invalid as error:
            form.refuse(error)
    return _page(claim, form), 422


@bp.post(f"{URL}/give-criterion")
@allowed(Action.GIVE_CRITERION, access.claim)
def give_criterion(claim: Claim) -> ResponseReturnValue:
    form = forms.give_form(queries.team_choices(claim.application.school_id), None)
    if form.validate_on_submit():
        try:
            person = operations.give_criterion(claim, form.owner.data)
            told = _("%(name)s prepares this criterion now and was told.", name=person.name if person else "")
            flash(told if person else _("Nobody prepares this criterion now."), "success")
            return _home(claim)
        except Invalid as error:
            form.refuse(error)
    return _page(claim, give=form), 422
