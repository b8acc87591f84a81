"""The expert's schools, and one of them."""

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from app import access
from app.domain.action import Action
from app.models.application import Application
from app.reviews import queries
from app.reviews.views.blueprint import bp
from app.web.csv_answer import csv_answer
from app.web.forms import Form, trim
from app.web.guard import allowed, signed_in

COLUMNS = ("ref", "school", "place", "state", "round", "since")


@bp.get("")
@signed_in(Action.MANAGE_ACCOUNT)
def index() -> ResponseReturnValue:
    """Anyone may ask: the list holds only one's own assignments."""
    words = trim(request.args.get("q", ""))[:200]
    return render_template("reviews/index.html", page=queries.index(g.actor.user_id, words))


@bp.get("/schools.csv")
@signed_in(Action.MANAGE_ACCOUNT)
def schools_csv() -> ResponseReturnValue:
    """The same list as a file, with the same search."""
    page = queries.index(g.actor.user_id, trim(request.args.get("q", ""))[:200])
    rows = (
        (one.ref, one.name, one.place, one.state.value, one.round, one.since.date().isoformat())
        for one in (*page.waiting, *page.others)
    )
    return csv_answer("schools.csv", COLUMNS, rows)


@bp.get("/<ref:ref>")
@allowed(Action.ADVISE, access.application)
def show(application: Application) -> ResponseReturnValue:
    page = queries.case(application, g.actor.user_id)
    form = Form(formdata=None, version=str(application.version))
    return render_template("reviews/show.html", application=application, page=page, form=form)
