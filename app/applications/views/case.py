"""The application as a whole: overview, list of claims, forecast, and its end."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access
from app.applications import forms, operations, queries
from app.applications.views.blueprint import bp
from app.domain.action import Action
from app.models.application import Application
from app.web.guard import allowed


@bp.get("/<ref:ref>")
@allowed(Action.SEE_APPLICATION, access.application)
def show(application: Application) -> ResponseReturnValue:
    page = queries.overview(application)
    return render_template("applications/show.html", application=application, page=page)


@bp.get("/<ref:ref>/claims")
@allowed(Action.SEE_APPLICATION, access.application)
def claims(application: Application) -> ResponseReturnValue:
    """The list of claims: searched by words, filtered by what is missing and by who prepares them."""
    wish: dict[str, Any] = {
        "text": request.args.get("q", "").strip()[:100],
        "show": request.args.get("show", "all"),
        "owner": request.args.get("owner", type=int),
    }
    page = queries.claims_page(application, **wish)
    return render_template("applications/claims.html", application=application, page=page, wish=wish)


@bp.get("/<ref:ref>/forecast")
@allowed(Action.SEE_FORECAST, access.application)
def forecast(application: Application) -> ResponseReturnValue:
    """What the claims would earn; levels in the address ("c3.1=4") are looked at without being saved."""
    wishes = {name[1:]: level for name, level in request.args.items() if name.startswith("c")}
    page = queries.forecast_page(application, wishes)
    return render_template("applications/forecast.html", application=application, page=page)


@bp.get("/<ref:ref>/cancel")
@allowed(Action.CANCEL, access.application)
def cancelling(application: Application) -> ResponseReturnValue:
    return render_template("applications/cancel.html", application=application, form=forms.GiveReason())


@bp.post("/<ref:ref>/cancel")
@allowed(Action.CANCEL, access.application)
def cancel(application: Application) -> ResponseReturnValue:
    form = forms.GiveReason()
    if not form.validate_on_submit():
        return render_template("applications/cancel.html", application=application, form=form), 422
    operations.cancel(application, form.reason.data)
    flash(_("The application is cancelled. Everything in it stays readable."), "success")
    return redirect(url_for("applications.show", ref=application.ref), 303)
