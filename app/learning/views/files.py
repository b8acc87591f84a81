"""Files: pictures of lessons, the plan for a calendar; the old addresses of tools."""

from datetime import timedelta

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import ics
from app.announce import absolute
from app.domain.action import Action
from app.learning import queries
from app.learning.views.blueprint import bp
from app.web.guard import public, signed_in

A_DAY = 86400


@bp.get("/<slug:module>/media/<slug:name>.svg")
@public
def media(module: str, name: str) -> ResponseReturnValue:
    """A picture of a lesson; kept by browsers for a day."""
    response = Response(queries.picture(module, name).read_bytes(), mimetype="image/svg+xml")
    response.cache_control.public, response.cache_control.max_age = True, A_DAY
    response.add_etag(weak=True)
    return response.make_conditional(request)


@bp.get("/tools/<slug:template>")
@signed_in(Action.LEARN)
def tool(template: str) -> ResponseReturnValue:
    """Where tools stood before they had pages of their own: printed sheets still name this address."""
    return redirect(url_for("tools.tool", template=template), 301)


@bp.get("/tools/<slug:template>.<any(docx, odt):kind>")
@signed_in(Action.LEARN)
def tool_file(template: str, kind: str) -> ResponseReturnValue:
    return redirect(url_for("tools.blank_file", template=template, kind=kind), 301)


@bp.get("/<slug:module>/plan.ics")
@signed_in(Action.LEARN)
def calendar(module: str) -> ResponseReturnValue:
    """The saved plan as an event on its day, or a week after it was saved."""
    page = queries.saved_plan(module)
    plan = page.plan
    assert plan is not None
    body = ics.all_day(
        uid=f"plan-{plan.id}@ciss",
        day=plan.due_on or plan.saved_at.date() + timedelta(days=7),
        summary=plan.action,
        description=_(
            "When %(when)s, then %(who)s will %(action)s; proof: %(proof)s.",
            when=plan.when,
            who=plan.who,
            action=plan.action,
            proof=plan.proof,
        ),
        url=absolute(url_for("learning.screen", module=page.module.id, screen=page.screen.id)),
        made_at=plan.saved_at,
    )
    headers = {"Content-Disposition": f'attachment; filename="ciss-{page.module.id}-plan.ics"'}
    return Response(body, mimetype="text/calendar", headers=headers)
