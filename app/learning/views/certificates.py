"""The learner's certificate: its page, asking for it, and the document. Only ever one's own."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.certification import completions
from app.domain.action import Action
from app.domain.errors import Invalid
from app.learning import queries
from app.learning.views.blueprint import bp
from app.models.completion import WHOLE_COURSE
from app.web.forms import say
from app.web.guard import signed_in

COURSE = {"module": WHOLE_COURSE}


@bp.get("/certificate", defaults=COURSE)
@bp.get("/<slug:module>/certificate")
@signed_in(Action.LEARN)
def certificate(module: str) -> ResponseReturnValue:
    return render_template("learning/certificate.html", page=queries.certificate(module), refusal="")


@bp.post("/certificate", defaults=COURSE)
@bp.post("/<slug:module>/certificate")
@signed_in(Action.LEARN)
def ask_for_certificate(module: str) -> ResponseReturnValue:
    """Make it, or make it anew with the name and language of the account."""
    page = queries.certificate(module)
    try:
        completions.issue(queries.learner(), page.module)
    except Invalid as error:
        text = render_template("learning/certificate.html", page=page, refusal=say(error.message))
        return text, 422
    return redirect(url_for("learning.certificate", module=module), 303)


@bp.get("/certificate.pdf", defaults=COURSE)
@bp.get("/<slug:module>/certificate.pdf")
@signed_in(Action.LEARN)
def certificate_pdf(module: str) -> ResponseReturnValue:
    """The stored bytes; while there are none, the page that says what to do."""
    found = queries.own_completion(module)
    content = completions.pdf(found) if found else None
    if found is None or content is None or found.pdf_sha256 is None:
        flash(_("There is no document yet."), "info")
        return redirect(url_for("learning.certificate", module=module), 303)
    response = Response(content, mimetype="application/pdf")
    response.set_etag(found.pdf_sha256)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers.set("Content-Disposition", "inline", filename=f"{found.code}.pdf")
    return response.make_conditional(request)
