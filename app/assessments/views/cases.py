"""The assessor's cases, one of them, and its report."""

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from app import access, clock
from app.assessments.queries import case as queries
from app.assessments.queries.index import index as list_cases
from app.assessments.views.blueprint import bp
from app.domain.action import Action
from app.models.application import Application
from app.web.csv_answer import csv_answer
from app.web.forms import Form, trim
from app.web.guard import allowed, signed_in

COLUMNS = ("ref", "school", "place", "function", "state", "judged", "due_on")


@bp.get("")
@signed_in(Action.MANAGE_ACCOUNT)
def index() -> ResponseReturnValue:
    """Anyone may ask: the list holds only one's own assignments."""
    words = trim(request.args.get("q", ""))[:200]
    page = list_cases(g.actor.user_id, words)
    return render_template("assessments/index.html", page=page, today=clock.today())


@bp.get("/cases.csv")
@signed_in(Action.MANAGE_ACCOUNT)
def cases_csv() -> ResponseReturnValue:
    """The same list as a file, with the same search."""
    page = list_cases(g.actor.user_id, trim(request.args.get("q", ""))[:200])
    rows = (
        (
            one.ref,
            one.name,
            one.place,
            one.function.value,
            one.state.value,
            one.judged,
            one.due_at.date().isoformat() if one.due_at else "",
        )
        for one in (*page.decisions, *page.cases, *page.later)
    )
    return csv_answer("cases.csv", COLUMNS, rows)


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
