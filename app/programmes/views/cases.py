"""Applications of the programme: the list, its file, one case, its screening and return."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app import access
from app.domain.action import Action
from app.domain.workflow import State
from app.models.application import Application
from app.models.programme import Programme
from app.programmes import operations
from app.programmes.forms import ReturnForm
from app.programmes.queries import cases as queries
from app.programmes.queries.words import HOLDER_WORDS, STATE_WORDS
from app.programmes.views.blueprint import bp
from app.programmes.views.case_page import case_page
from app.web.csv_answer import csv_answer
from app.web.forms import Form
from app.web.guard import allowed
from app.web.pagination import place

COLUMNS = ("ref", "school", "region", "state", "held_by", "person", "days", "due_on", "overdue")


@bp.get("/<slug:slug>/applications")
@allowed(Action.PROPOSE_ASSIGNMENT, access.programme)
def applications(programme: Programme) -> ResponseReturnValue:
    wish = _wished()
    return render_template(
        "programmes/applications.html",
        programme=programme,
        page=queries.page(programme, wish, place(queries.KINDS)),
        wish=wish,
        asked=_asked(wish),
        states=STATE_WORDS,
        holders=HOLDER_WORDS,
    )


@bp.get("/<slug:slug>/applications.csv")
@allowed(Action.PROPOSE_ASSIGNMENT, access.programme)
def applications_csv(programme: Programme) -> Response:
    rows = (
        (
            one.ref,
            one.school,
            one.region,
            one.state.value,
            one.holder.holder.value if one.holder else "",
            one.person,
            one.days,
            one.due.date().isoformat() if one.due else "",
            "yes" if one.late else "",
        )
        for one in queries.everything(programme, _wished())
    )
    return csv_answer(f"applications-{programme.slug}.csv", COLUMNS, rows)


@bp.get("/<slug:slug>/applications/<ref:ref>")
@allowed(Action.PROPOSE_ASSIGNMENT, access.application_of)
def show_case(application: Application) -> ResponseReturnValue:
    return case_page(application)


@bp.post("/<slug:slug>/applications/<ref:ref>/start-screening")
@allowed(Action.START_SCREENING, access.application_of)
def start_screening(application: Application) -> ResponseReturnValue:
    Form().check_version(application)
    operations.start_screening(application)
    flash(_("Screening has begun. Check that everything is there, then propose an assessor."), "success")
    return _back(application)


@bp.post("/<slug:slug>/applications/<ref:ref>/return", endpoint="return_application")
@allowed(Action.RETURN, access.application_of)
def return_application(application: Application) -> ResponseReturnValue:
    form = ReturnForm()
    if not form.validate():
        return case_page(application, back=form), 422
    form.check_version(application)
    operations.return_application(application, form.reason.data)
    flash(_("The application is back with the school. Its leads got your note."), "success")
    return _back(application)


@bp.post("/<slug:slug>/applications/<ref:ref>/remind")
@allowed(Action.REMIND, access.application_of)
def remind_holder(application: Application) -> ResponseReturnValue:
    count = operations.remind_holder(application)
    flash(ngettext("%(num)s person was reminded.", "%(num)s people were reminded.", count), "success")
    return _back(application)


def _back(application: Application) -> ResponseReturnValue:
    slug = application.school.programme.slug
    return redirect(url_for("programmes.show_case", slug=slug, ref=application.ref), 303)


def _wished() -> queries.Filter:
    state = request.args.get("state", "")
    return queries.Filter(
        q=request.args.get("q", "")[:200].strip(),
        state=State(state) if state in set(State) else None,
        region=request.args.get("region", "")[:80],
        overdue=request.args.get("overdue", "") == "yes",
    )


def _asked(wish: queries.Filter) -> dict[str, str]:
    values = {"q": wish.q, "region": wish.region, "state": wish.state.value if wish.state else ""}
    values["overdue"] = "yes" if wish.overdue else ""
    return {key: value for key, value in values.items() if value}
