"""Pages of a follow-up's link. Opening changes nothing, so that a mail scanner can look; only a form changes."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import recall
from app.domain.follow_up import PlanState
from app.extensions import csrf
from app.followups import forms, operations, queries
from app.followups.queries import FollowUpPage
from app.web.forms import Form
from app.web.guard import one_click, public
from app.web.language import current

bp = Blueprint("followups", __name__, url_prefix="/followups")


@bp.after_request
def keep_to_oneself(response: Response) -> Response:
    """Whoever has the link sees the page: no cache keeps it, no search engine lists it."""
    response.headers.setdefault("Cache-Control", "private, no-store")
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@bp.get("/<string(maxlength=120):token>")
@public
def show(token: str) -> ResponseReturnValue:
    page = queries.page(token)
    return _shown(page) if page is not None and not page.over else _over(page)


@bp.post("/<string(maxlength=120):token>")
@public
def answer(token: str) -> ResponseReturnValue:
    page = queries.page(token)
    if page is None or page.over:
        return _over(page)
    if not page.questions:  # answered before: that stands
        return _back(token)
    form = forms.questions_form(page.questions)
    if not form.validate():
        return _shown(page, form), 422
    operations.answer(page, form.answers(), language=current())
    return _back(token)


@bp.post("/<string(maxlength=120):token>/plan")
@public
def tell_plan(token: str) -> ResponseReturnValue:
    page = queries.page(token)
    if page is None or page.over:
        return _over(page)
    form = forms.plan_state_form(page.follow_up)
    if not form.validate():
        return _shown(page, form), 422
    operations.tell_plan(page, state=PlanState(form.state.data), note=form.note.data or "")
    return _back(token, "plan")


@bp.get("/<string(maxlength=120):token>/plan")
@public
def plan(token: str) -> ResponseReturnValue:
    """The address of the plan's form, opened as a page (a language switched), leads back to it."""
    return redirect(url_for("followups.show", token=token))


@bp.get("/<string(maxlength=120):token>/stop")
@public
def stop(token: str) -> ResponseReturnValue:
    page = queries.page(token)
    return render_template("followups/stop.html", page=page) if page is not None else _over(page)


@bp.post("/<string(maxlength=120):token>/stop", endpoint="stop_post")
@csrf.exempt
@one_click
def stop_post(token: str) -> ResponseReturnValue:
    """From our page, or from a mail program's own button, which follows no redirect (RFC 8058)."""
    page = queries.page(token)
    if page is None:
        return _over(page)
    recall.stop(page.user, by="link")
    if request.form.get("List-Unsubscribe") == "One-Click":
        return "", 204
    return redirect(url_for("followups.stop", token=token), 303)


def _shown(page: FollowUpPage, form: Form | None = None) -> str:
    """The page, with a form that was refused or fresh ones."""
    asking = form if isinstance(form, forms.QuestionsForm) else forms.questions_form(page.questions)
    plan = form if isinstance(form, forms.PlanStateForm) else forms.plan_state_form(page.follow_up)
    return render_template(
        "followups/show.html", page=page, form=form, asking=asking, plan=plan, words=forms.PLAN_STATES
    )


def _over(page: FollowUpPage | None) -> ResponseReturnValue:
    """Not ours, or too old."""
    return render_template("followups/over.html", page=page), 404 if page is None else 410


def _back(token: str, anchor: str | None = None) -> ResponseReturnValue:
    return redirect(url_for("followups.show", token=token, _anchor=anchor), 303)
