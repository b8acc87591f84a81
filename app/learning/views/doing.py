"""Changes: going on, answering, deciding, planning. Each is a form that works twice as well as once."""

from flask import abort, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.action import Action
from app.item_forms import answer_form
from app.learning import forms, operations, queries
from app.learning.views import shown
from app.learning.views.blueprint import bp
from app.web.guard import signed_in
from app.web.language import current


def _to(page: queries.Frame, screen: str, anchor: str | None = None) -> ResponseReturnValue:
    return redirect(url_for("learning.screen", module=page.module.id, screen=screen, _anchor=anchor), 303)


@bp.post("/<slug:module>/<slug:screen>/leave")
@signed_in(Action.LEARN)
def leave(module: str, screen: str) -> ResponseReturnValue:
    """Next."""
    page = queries.frame(module, screen)
    operations.leave_screen(g.actor.user_id, page.module, page.screen)
    return _to(page, page.next or page.screen.id)


@bp.post("/<slug:module>/<slug:screen>/begin")
@signed_in(Action.LEARN)
def begin(module: str, screen: str) -> ResponseReturnValue:
    """A new go at the check, or the scenario told again from one of its decisions."""
    page, form = queries.frame(module, screen), forms.StepForm()
    if not form.validate_on_submit():
        abort(422)
    operations.begin_attempt(
        g.actor.user_id, page.module, page.screen, language=current(), keep=form.keep.data or 0
    )
    return _to(page, page.screen.id)


@bp.post("/<slug:module>/<slug:screen>/answer")
@signed_in(Action.LEARN)
def answer(module: str, screen: str) -> ResponseReturnValue:
    """The answer to one question."""
    page, question = queries.asked(
        module, screen, request.form.get("attempt", ""), request.form.get("item", "")
    )
    form = answer_form(question)
    if not form.validate_on_submit():
        return shown.page(page, form), 422
    operations.answer_item(
        g.actor.user_id, page.module, page.screen,
        number=question.attempt, item=question.item, answer=form.answer(), language=current(),
    )  # fmt: skip
    return _to(page, page.screen.id, question.anchor)


@bp.post("/<slug:module>/<slug:screen>/decide")
@signed_in(Action.LEARN)
def decide(module: str, screen: str) -> ResponseReturnValue:
    """A decision in the incident or in a scene of the scenario."""
    page = queries.scene(module, screen, request.form.get("attempt", ""), request.form.get("node", ""))
    form = forms.decision_form(page.choices)
    if not form.validate_on_submit():
        return shown.page(page, form), 422
    operations.decide(
        g.actor.user_id, page.module, page.screen,
        number=page.attempt, node=page.node, choice=form.choice.data, language=current(),
    )  # fmt: skip
    return _to(page, page.screen.id)


@bp.post("/<slug:module>/<slug:screen>/save")
@signed_in(Action.LEARN)
def save(module: str, screen: str) -> ResponseReturnValue:
    """The plan."""
    page = queries.plan(module, screen)
    form = forms.plan_form(page.criteria, page.plan, None)
    if not form.validate_on_submit():
        return shown.page(page, form), 422
    form.check_version(page.plan)
    operations.save_plan(
        g.actor.user_id, page.module, school_id=queries.first_school(), **form.plan(page.screen.suggestions)
    )
    return _to(page, page.next or page.screen.id)
