"""Heads of many schools at once: invite those never invited, remind those who did not answer or finish."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms.fields.choices import SelectChoice

from app import access
from app.domain.action import Action
from app.models.programme import Programme
from app.programmes import operations
from app.programmes.forms import InviteHeadsForm, RemindForm
from app.programmes.forms.people import HEADS
from app.programmes.queries import reminding as queries
from app.programmes.views.blueprint import bp
from app.web.guard import allowed

NO_REGION = "-"


@bp.get("/<slug:slug>/invite-head")
@allowed(Action.INVITE_HEAD, access.programme)
def invite_heads(programme: Programme) -> ResponseReturnValue:
    return _invite_page(programme)


@bp.post("/<slug:slug>/invite-head", endpoint="invite_heads_post")
@allowed(Action.INVITE_HEAD, access.programme)
def invite_heads_post(programme: Programme) -> ResponseReturnValue:
    form = InviteHeadsForm()
    if not form.validate():
        return _invite_page(programme), 422
    wish = form.region.data or None
    chosen = queries.uninvited(programme, "" if wish == NO_REGION else wish)
    done = operations.invite_heads(chosen, by=g.actor.user_id)
    flash(
        ngettext("%(num)s invitation is on its way.", "%(num)s invitations are on their way.", done.sent),
        "success",
    )
    if done.refused:
        names = ", ".join(done.refused[:10])
        flash(_("These addresses cannot be used, so no mail went there: %(names)s", names=names), "warning")
    return redirect(url_for("programmes.invite_heads", slug=programme.slug), 303)


@bp.get("/<slug:slug>/remind")
@allowed(Action.REMIND, access.programme)
def remind(programme: Programme) -> ResponseReturnValue:
    return render_template(
        "programmes/remind.html", programme=programme, page=queries.remind_page(programme), form=RemindForm()
    )


@bp.post("/<slug:slug>/remind", endpoint="remind_post")
@allowed(Action.REMIND, access.programme)
def remind_post(programme: Programme) -> ResponseReturnValue:
    form = RemindForm()
    if not form.validate():
        page = queries.remind_page(programme)
        return render_template("programmes/remind.html", programme=programme, page=page, form=form), 422
    if form.what.data == HEADS:
        count = operations.remind_heads(queries.silent(programme), by=g.actor.user_id)
    else:
        count = operations.remind_training(queries.untrained(programme))
    flash(ngettext("%(num)s school was reminded.", "%(num)s schools were reminded.", count), "success")
    return redirect(url_for("programmes.remind", slug=programme.slug), 303)


def _invite_page(programme: Programme) -> str:
    page = queries.invite_page(programme)
    form = InviteHeadsForm(formdata=None)
    regions = [
        SelectChoice(region or NO_REGION, f"{region or _('Without a region')} ({count})")
        for region, count in page.regions
    ]
    form.region.choices = [SelectChoice("", _("All regions")), *regions]
    return render_template("programmes/invite_heads.html", programme=programme, page=page, form=form)
