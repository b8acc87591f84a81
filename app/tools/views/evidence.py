"""From a draft to evidence: one page, one button."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access
from app.domain.action import Action
from app.domain.errors import Invalid
from app.models.application import Claim
from app.tools import forms, operations, queries
from app.tools.views.blueprint import bp
from app.web.guard import allowed


def draw() -> None:
    """The draft as a PDF, examined and stored, before the write lock is taken. Work of the guard's `prepare`."""
    draft = queries.draft_of_case((request.view_args or {}).get("ref", ""), request.form.get("draft", ""))
    g.drawn = operations.drawn(draft) if draft is not None and request.form.get("redacted") else None


@bp.get("/claims/<ref:ref>/<criterion:criterion>/add-evidence")
@allowed(Action.ADD_EVIDENCE, access.claim)
def confirm_evidence(claim: Claim) -> ResponseReturnValue:
    draft = request.args.get("draft", "")
    if not draft:
        return render_template("tools/choose.html", claim=claim, drafts=queries.drafts_for(claim))
    page = queries.evidence_page(claim, draft)
    return render_template("tools/evidence.html", page=page, form=forms.evidence_form(page.draft))


@bp.post("/claims/<ref:ref>/<criterion:criterion>/add-evidence")
@allowed(Action.ADD_EVIDENCE, access.claim, prepare=draw)
def add_evidence(claim: Claim) -> ResponseReturnValue:
    page = queries.evidence_page(claim, request.form.get("draft", ""))
    form = forms.evidence_form(page.draft)
    if form.validate_on_submit():
        try:
            form.check_version(page.draft)
            operations.use_as_evidence(
                page.draft, claim, g.drawn, page.earlier, form.values(), by=g.actor.user_id
            )
            flash(_("Your evidence is kept."), "success")
            ref = claim.application.ref
            where = url_for("applications.claim", ref=ref, criterion=claim.criterion, _anchor="evidence")
            return redirect(where, 303)
        except Invalid as error:
            form.refuse(error)
    return render_template("tools/evidence.html", page=page, form=form), 422
