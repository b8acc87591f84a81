"""Evidence: a page for each piece, adding, newer versions, withdrawing."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access
from app.applications import forms, operations, queries
from app.applications.views.blueprint import bp
from app.applications.views.uploading import examine_upload
from app.domain.action import Action
from app.domain.errors import Invalid, NotNow
from app.models.application import Claim, Evidence
from app.web.forms import say
from app.web.guard import allowed
from app.web.language import current


def _form(claim: Claim) -> forms.AddEvidence:
    colleagues = queries.team_choices(claim.application.school_id, staff_only=True)
    return forms.evidence_form(colleagues, current())


def _notes() -> None:
    """Tell what was changed in the file before it was kept."""
    for note in g.upload.accepted.notes if g.upload.accepted else ():
        flash(say(note), "info")


@bp.get("/<ref:ref>/claims/<criterion:criterion>/add-evidence")
@allowed(Action.ADD_EVIDENCE, access.claim)
def new_evidence(claim: Claim) -> ResponseReturnValue:
    return render_template("applications/add_evidence.html", claim=claim, form=_form(claim))


@bp.post("/<ref:ref>/claims/<criterion:criterion>/add-evidence")
@allowed(Action.ADD_EVIDENCE, access.claim, prepare=examine_upload)
def add_evidence(claim: Claim) -> ResponseReturnValue:
    form = _form(claim)
    if form.validate_on_submit():
        try:
            content = operations.content_of(**form.given(), upload=g.upload)
            operations.add_evidence(claim, content, by=g.actor.user_id, **form.values())
            _notes()
            flash(_("Your evidence is kept."), "success")
            ref = claim.application.ref
            where = url_for("applications.claim", ref=ref, criterion=claim.criterion, _anchor="evidence")
            return redirect(where, 303)
        except Invalid as error:
            form.refuse(error)
    return render_template("applications/add_evidence.html", claim=claim, form=form), 422


@bp.post("/<ref:ref>/claims/<criterion:criterion>/use-evidence-again")
@allowed(Action.ADD_EVIDENCE, access.claim)
def use_evidence_again(claim: Claim) -> ResponseReturnValue:
    """What was shown last time and still holds, as evidence of this claim."""
    form, ref = forms.UseAgain(), claim.application.ref
    earlier = access.evidence(form.evidence.data or "")
    if earlier is None or not queries.usable(earlier, claim.application.school_id):
        raise NotNow(operations.GONE)
    operations.use_again(earlier, claim, by=g.actor.user_id)
    flash(_("It is evidence of this application now."), "success")
    where = url_for("applications.claim", ref=ref, criterion=claim.criterion, _anchor="evidence")
    return redirect(where, 303)


@bp.get("/evidence/<ref:ref>")
@allowed(Action.OPEN_EVIDENCE, access.evidence)
def evidence(evidence: Evidence) -> ResponseReturnValue:
    page = queries.evidence_page(evidence)
    return render_template("applications/evidence.html", evidence=evidence, page=page)


@bp.get("/evidence/<ref:ref>/versions")
@allowed(Action.ADD_EVIDENCE, access.evidence)
def new_version(evidence: Evidence) -> ResponseReturnValue:
    return render_template("applications/add_version.html", evidence=evidence, form=forms.AddVersion())


@bp.post("/evidence/<ref:ref>/versions")
@allowed(Action.ADD_EVIDENCE, access.evidence, prepare=examine_upload)
def add_version(evidence: Evidence) -> ResponseReturnValue:
    form = forms.AddVersion()
    if form.validate_on_submit():
        try:
            content = operations.content_of(**form.given(), upload=g.upload)
            operations.add_version(evidence, content, by=g.actor.user_id)
            _notes()
            flash(_("The newer version is kept; the earlier one stays in the list."), "success")
            return redirect(url_for("applications.evidence", ref=evidence.ref), 303)
        except Invalid as error:
            form.refuse(error)
    return render_template("applications/add_version.html", evidence=evidence, form=form), 422


@bp.post("/evidence/<ref:ref>/remove-evidence")
@allowed(Action.REMOVE_EVIDENCE, access.evidence)
def remove_evidence(evidence: Evidence) -> ResponseReturnValue:
    operations.remove_evidence(evidence)
    flash(_("The evidence is withdrawn."), "success")
    claim = evidence.claim
    where = url_for(
        "applications.claim", ref=claim.application.ref, criterion=claim.criterion, _anchor="evidence"
    )
    return redirect(where, 303)
