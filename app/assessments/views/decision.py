"""The decision. The second factor is asked again before the page opens and before a vote counts."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from app import access
from app.assessments.forms import AwardForm, DeclineForm
from app.assessments.operations import decision
from app.assessments.queries.decision import DecisionPage, decision_page
from app.assessments.views.blueprint import bp
from app.domain.action import Action
from app.domain.errors import Invalid
from app.models.application import Application
from app.web.guard import allowed

TIERS = {"bronze": "Bronze", "silver": "Silver", "gold": "Gold"}


def _award_form(page: DecisionPage, *, fresh: bool) -> AwardForm:
    form = AwardForm(formdata=None) if fresh else AwardForm()
    form.offer([SelectChoice(choice.tier.id, _(TIERS[choice.tier.id])) for choice in page.choices])
    return form


def _page(application: Application, page: DecisionPage, awarding: AwardForm, declining: DeclineForm) -> str:
    return render_template(
        "assessments/award.html",
        application=application,
        page=page,
        awarding=awarding,
        declining=declining,
        form=declining if declining.errors else awarding,
    )


@bp.get("/<ref:ref>/award")
@allowed(Action.AWARD, access.application, step_up=True)
def award(application: Application) -> ResponseReturnValue:
    page = decision_page(application, g.actor.user_id)
    return _page(application, page, _award_form(page, fresh=True), DeclineForm(formdata=None))


@bp.post("/<ref:ref>/award")
@allowed(Action.AWARD, access.application, step_up=True)
def give_award(application: Application) -> ResponseReturnValue:
    page = decision_page(application, g.actor.user_id)
    form = _award_form(page, fresh=False)
    try:
        if form.validate_on_submit():
            given = decision.award(
                application, g.actor.user_id, form.tier.data, form.award_reason.data, form.conditions.data
            )
            text = (
                _("The award is given.") if given else _("Your vote is kept. The case waits for the others.")
            )
            flash(text, "success")
            return redirect(url_for("assessments.report", ref=application.ref), 303)
    except Invalid as error:
        form.refuse(error)
    return _page(application, page, form, DeclineForm(formdata=None)), 422


@bp.post("/<ref:ref>/decline")
@allowed(Action.DECLINE, access.application, step_up=True)
def decline(application: Application) -> ResponseReturnValue:
    form = DeclineForm()
    if not form.validate_on_submit():
        page = decision_page(application, g.actor.user_id)
        return _page(application, page, _award_form(page, fresh=True), form), 422
    settled = decision.decline(application, g.actor.user_id, form.decline_reason.data)
    text = (
        _("The application is declined.")
        if settled
        else _("Your vote is kept. The case waits for the others.")
    )
    flash(text, "success")
    return redirect(url_for("assessments.report", ref=application.ref), 303)
