"""The assessor's cases, one of them, and its report."""

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from app import access, clock
from app.assessments.queries import case as queries
from app.assessments.queries.index import index as list_cases
from app.assessments.views.blueprint import bp
from app.domain.action import Action
from app.models.application import Application
from app.web.forms import Form, trim
from app.web.guard import allowed, signed_in


@bp.get("")
@signed_in(Action.MANAGE_ACCOUNT)
def index() -> ResponseReturnValue:
    """Anyone may ask: the list holds only one's own assignments."""
    words = trim(request.args.get("q", ""))[:200]
    page = list_cases(g.actor.user_id, words)
    return render_template("assessments/index.html", page=page, today=clock.today())


@bp.get("/<ref:ref>")
@allowed(Action.SEE_ASSESSMENT, access.application)
def show(application: Application) -> ResponseReturnValue:
    return render_template(
        "assessments/show.html",
        application=application,
        page=queries.case(application),
        form=Form(formdata=None, version=str(application.version)),
    )


@bp.get("/<ref:ref>/report")
@allowed(Action.SEE_ASSESSMENT, access.application)
def report(application: Application) -> ResponseReturnValue:
    page = queries.report_page(application)
    return render_template("assessments/report.html", application=application, page=page)
