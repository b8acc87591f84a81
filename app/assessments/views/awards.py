"""An award after it was given: who decided it may suspend, restore and withdraw it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access, clock
from app.assessments.forms import AwardChangeForm
from app.assessments.operations.awards import change_award
from app.assessments.views.blueprint import bp
from app.domain.action import Action
from app.domain.award import status
from app.domain.workflow import is_time
from app.models.award import Award
from app.web.guard import allowed

CHANGES = (Action.SUSPEND, Action.RESTORE, Action.WITHDRAW)


def _page(award: Award, form: AwardChangeForm, asked: Action | None = None) -> str:
    return render_template(
        "assessments/award_show.html",
        award=award,
        form=form,
        status=status(award.state, award.expires_on, clock.today()),
        changes=[action for action in CHANGES if is_time(action, award.state)],
        asked=asked,
    )


@bp.get("/awards/<ref:code>")
@allowed(Action.SEE_AWARD, access.award)
def show_award(award: Award) -> ResponseReturnValue:
    return _page(award, AwardChangeForm(formdata=None, version=str(award.version)))


def _change(award: Award, action: Action) -> ResponseReturnValue:
    form = AwardChangeForm()
    if not form.validate_on_submit():
        return _page(award, form, action), 422
    form.check_version(award)
    change_award(award, action, form.reason.data)
    flash(_("Done. Everybody who checks the certificate sees it from now on."), "success")
    return redirect(url_for("assessments.show_award", code=award.code), 303)


@bp.post("/awards/<ref:code>/suspend")
@allowed(Action.SUSPEND, access.award, step_up=True)
def suspend(award: Award) -> ResponseReturnValue:
    return _change(award, Action.SUSPEND)


@bp.post("/awards/<ref:code>/restore")
@allowed(Action.RESTORE, access.award, step_up=True)
def restore(award: Award) -> ResponseReturnValue:
    return _change(award, Action.RESTORE)


@bp.post("/awards/<ref:code>/withdraw")
@allowed(Action.WITHDRAW, access.award, step_up=True)
def withdraw(award: Award) -> ResponseReturnValue:
    return _change(award, Action.WITHDRAW)
