"""Pages: the overview, the door, every screen, the public preview."""

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.action import Action
from app.learning import queries
from app.learning.queries.packages import offline_kb
from app.learning.views import shown
from app.learning.views.blueprint import bp
from app.web.guard import public, signed_in


@bp.get("")
@signed_in(Action.LEARN)
def index() -> ResponseReturnValue:
    return render_template("learning/index.html", page=queries.index())


@bp.get("/<slug:module>")
@signed_in(Action.LEARN)
def show(module: str) -> ResponseReturnValue:
    """The door of a module."""
    page = queries.screen(module, queries.module_of(module).screens[0].id)
    return render_template("learning/door.html", page=page, form=None, offline_kb=offline_kb(module))


@bp.get("/<slug:module>/<slug:screen>")
@signed_in(Action.LEARN)
def screen(module: str, screen: str) -> ResponseReturnValue:
    page = queries.screen(module, screen)
    if page.view.place == 1:
        return redirect(url_for("learning.show", module=module))
    if page.screen.kind == "lesson":
        return _revalidated(page)
    return shown.page(page, shown.form_of(page))


@bp.get("/<slug:module>/<slug:screen>/<any(leave, begin, answer, decide, save):verb>")
@signed_in(Action.LEARN)
def back(module: str, screen: str, verb: str) -> ResponseReturnValue:
    """The address of a form, opened as a page (a language switched, a session renewed), leads to its screen."""
    return redirect(url_for("learning.screen", module=module, screen=screen))


@bp.get("/<slug:module>/preview")
@public
def preview(module: str) -> ResponseReturnValue:
    """The door and the first lesson, for anybody."""
    return render_template("learning/preview.html", page=queries.preview(module))


def _revalidated(page: queries.Frame) -> Response:
    """The lesson, or 304 when the browser has it as it is now."""
    tag = shown.tag(page)
    if request.if_none_match.contains_weak(tag):
        response = Response(status=304)
    else:
        response = make_response(shown.page(page, None))
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "private, no-cache"
    return response
