"""Opening evidence: the guarded door to every version, and the emergency door beside it."""

from collections.abc import Iterable

from flask import Response, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access
from app.applications import forms, operations
from app.applications.views.blueprint import bp
from app.domain.action import Action
from app.domain.errors import NotNow
from app.domain.message import Message, marked
from app.files import files
from app.models.application import Evidence, EvidenceForm, EvidenceVersion
from app.web.guard import allowed

ON_SCREEN = {"application/pdf", "image/jpeg", "image/png", "image/webp", "text/plain"}
NOTHING = "default-src 'none'; frame-ancestors 'self'"


@bp.get("/evidence/<ref:ref>/file/<int:number>")
@allowed(Action.OPEN_EVIDENCE, access.evidence_version, writes=True)
def open_evidence(version: EvidenceVersion) -> ResponseReturnValue:
    """Serve one version and note who opened it. A link is left through the same door, without a referrer."""
    operations.open_evidence(version)
    if version.form is EvidenceForm.LINK:
        response: Response = redirect(version.url, 303)  # type: ignore[assignment]
        response.headers["Referrer-Policy"] = "no-referrer"
    else:
        response = Response(_bytes(version), mimetype=version.media_type)
        _lock_up(response, version)
    response.headers["Cache-Control"] = "no-store"
    return response


def _bytes(version: EvidenceVersion) -> Iterable[bytes] | str:
    if version.storage_key is None:
        return version.text
    try:
        return files().stream(version.storage_key)
    except FileNotFoundError as error:
        sentence = marked("This file cannot be reached just now. Please tell the people who run this site.")
        raise NotNow(Message(sentence)) from error


def _lock_up(response: Response, version: EvidenceVersion) -> None:
    """What others sent never acts on our pages: no script, nothing loaded, no guessing of types.

    A PDF gets no `sandbox`: browsers refuse to show one inside it. Its scripts were removed when it came.
    """
    shown = version.media_type in ON_SCREEN
    name = version.filename or f"{version.evidence.ref}.txt"
    response.headers.set("Content-Disposition", "inline" if shown else "attachment", filename=name)
    pdf = version.media_type == "application/pdf"
    response.headers["Content-Security-Policy"] = NOTHING if pdf else f"{NOTHING}; sandbox"
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["X-Content-Type-Options"] = "nosniff"
    if version.storage_key is not None:
        response.content_length = version.size


@bp.get("/evidence/<ref:ref>/break-glass")
@allowed(Action.BREAK_GLASS, access.evidence)
def glass(evidence: Evidence) -> ResponseReturnValue:
    return render_template("applications/break_glass.html", evidence=evidence, form=forms.BreakGlass())


@bp.post("/evidence/<ref:ref>/break-glass")
@allowed(Action.BREAK_GLASS, access.evidence)
def break_glass(evidence: Evidence) -> ResponseReturnValue:
    form = forms.BreakGlass()
    if not form.validate_on_submit():
        return render_template("applications/break_glass.html", evidence=evidence, form=form), 422
    operations.break_glass(evidence, form.reason.data, by=g.actor.user_id)
    flash(_("You may open this evidence for 60 minutes. The school has been told."), "warn")
    return redirect(url_for("applications.evidence", ref=evidence.ref), 303)
