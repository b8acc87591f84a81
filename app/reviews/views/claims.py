"""One claim: criterion, words and evidence side by side, and the expert's advice."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access
from app.casework.card import facts_of
from app.domain.action import Action
from app.domain.errors import Invalid
from app.models.application import Claim
from app.models.review import Readiness
from app.reviews import operations, queries
from app.reviews.forms import AdviseForm
from app.reviews.views.blueprint import bp
from app.web.guard import allowed


def _page(claim: Claim, page: queries.ClaimPage, form: AdviseForm) -> str:
    return render_template("reviews/claim.html", claim=claim, page=page, form=form, facts_of=facts_of)


@bp.get("/<ref:ref>/claims/<criterion:criterion>")
@allowed(Action.ADVISE, access.claim)
def claim(claim: Claim) -> ResponseReturnValue:
    page = queries.claim_page(claim, g.actor.user_id)
    review, change = page.review, page.change
    form = AdviseForm(
        formdata=None,
        readiness=review.readiness.value if review else None,
        note=review.note if review else "",
        change=change.note if change else "",
        version=page.version,
    )
    return _page(claim, page, form)


@bp.post("/<ref:ref>/claims/<criterion:criterion>/advise")
@allowed(Action.ADVISE, access.claim)
def advise(claim: Claim) -> ResponseReturnValue:
    page, form = queries.claim_page(claim, g.actor.user_id), AdviseForm()
    if not form.validate_on_submit():
        return _page(claim, page, form), 422
    form.check_version(page)
    try:
        operations.advise(
            claim, g.actor.user_id, Readiness(form.readiness.data), form.note.data, form.change.data
        )
    except Invalid as error:
        form.refuse(error)
        return _page(claim, page, form), 422
    flash(_("Your advice on %(criterion)s is saved.", criterion=claim.criterion), "success")
    ref = claim.application.ref
    if page.next:
        return redirect(url_for("reviews.claim", ref=ref, criterion=page.next), 303)
    return redirect(url_for("reviews.show", ref=ref), 303)
