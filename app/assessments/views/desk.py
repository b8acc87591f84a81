"""The desk: criterion, claim and document side by side, and the marks."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access
from app.assessments.forms import JudgeForm
from app.assessments.operations import judging
from app.assessments.queries.desk import DeskPage
from app.assessments.queries.desk import desk as desk_page
from app.assessments.views.blueprint import bp
from app.casework.card import facts_of
from app.domain.action import Action
from app.domain.errors import Invalid
from app.domain.policy import can
from app.models.application import Claim
from app.web.guard import allowed


def _page(claim: Claim, page: DeskPage, form: JudgeForm) -> str:
    judges = page.open and can(g.actor, Action.JUDGE, claim.facts())
    return render_template(
        "assessments/desk.html", claim=claim, page=page, form=form, judges=judges, facts_of=facts_of
    )


@bp.get("/<ref:ref>/desk/<criterion:criterion>")
@allowed(Action.SEE_ASSESSMENT, access.claim)
def desk(claim: Claim) -> ResponseReturnValue:
    page = desk_page(claim)
    return _page(
        claim, page, JudgeForm.shown(page.judgement, overdue=page.card.overdue, version=page.version)
    )


@bp.post("/<ref:ref>/desk/<criterion:criterion>/judge")
@allowed(Action.JUDGE, access.claim)
def judge(claim: Claim) -> ResponseReturnValue:
    page, form = desk_page(claim), JudgeForm()
    if not form.validate_on_submit():
        return _page(claim, page, form), 422
    form.check_version(page)
    try:
        judging.judge(claim, g.actor.user_id, form.marks(), page.card.seen)
    except Invalid as error:
        form.refuse(error)
        return _page(claim, page, form), 422
    flash(_("%(criterion)s is saved.", criterion=claim.criterion), "success")
    ref = claim.application.ref
    if page.next:
        return redirect(url_for("assessments.desk", ref=ref, criterion=page.next), 303)
    return redirect(url_for("assessments.show", ref=ref), 303)
