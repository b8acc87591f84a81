"""From the record of a meeting to evidence: one page, one button."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access
from app.domain.action import Action
from app.domain.errors import Invalid
from app.meetings import forms, operations, queries
from app.meetings.views.blueprint import bp
from app.models.application import Claim
from app.web.guard import allowed
from app.web.language import current


def draw() -> None:
    """The record as a PDF, examined and stored, before the write lock is taken. Work of the guard's `prepare`."""
    g.drawn = None
    if request.form.get("redacted") and request.form.get("meeting"):
        values = request.view_args or {}
        claim = access.claim(values["ref"], values["criterion"])
        assert claim is not None  # the guard has just loaded it
        meeting, _offer = queries.claim_page(claim, request.form.get("meeting", ""))
        g.drawn = operations.drawn(meeting, queries.record_pdf(meeting), queries.record_name(meeting))


def _choose(claim: Claim) -> str:
    return render_template("meetings/choose.html", claim=claim, rows=queries.held_for(claim))


@bp.get("/claims/<ref:ref>/<criterion:criterion>/add-evidence")
@allowed(Action.ADD_EVIDENCE, access.claim)
def confirm_evidence(claim: Claim) -> ResponseReturnValue:
    if not request.args.get("meeting"):
        return _choose(claim)
    meeting, offer = queries.claim_page(claim, request.args["meeting"])
    form = forms.UseAsEvidence(meeting=meeting.ref, version=str(meeting.version))
    page = queries.meeting_page(meeting)
    return render_template("meetings/evidence.html", page=page, offer=offer, form=form)


@bp.post("/claims/<ref:ref>/<criterion:criterion>/add-evidence")
@allowed(Action.ADD_EVIDENCE, access.claim, prepare=draw)
def add_evidence(claim: Claim) -> ResponseReturnValue:
    try:
        meeting, offer = queries.claim_page(claim, request.form.get("meeting", ""))
    except Invalid:
        return _choose(claim), 422
    form, page = forms.UseAsEvidence(), queries.meeting_page(meeting)
    if form.validate_on_submit():
        try:
            form.check_version(meeting)
            title = _("Meeting of staff: %(module)s", module=page.text.title)
            operations.use_as_evidence(
                meeting, claim, g.drawn, title=title[:160], language=current(), by=g.actor.user_id
            )
            flash(_("Your evidence is kept."), "success")
            ref = claim.application.ref
            where = url_for("applications.claim", ref=ref, criterion=claim.criterion, _anchor="evidence")
            return redirect(where, 303)
        except Invalid as error:
            form.refuse(error)
    return render_template("meetings/evidence.html", page=page, offer=offer, form=form), 422
