"""Files: pictures of lessons, tools to fill in, the plan for a calendar."""

import io
from datetime import timedelta

from flask import Response, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import ics, template_files
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
    """A tool as a sheet to print."""
    return render_template("learning/tool_sheet.html", template=queries.template(template))


@bp.get("/tools/<slug:template>.<any(docx, odt):kind>")
@signed_in(Action.LEARN)
def tool_file(template: str, kind: str) -> ResponseReturnValue:
    """A tool as a document to fill in with the school's own words."""
    found = queries.template(template)
    body = template_files.WRITERS[kind](found)
    name = f"{found.id}-{found.language}.{kind}"
    return send_file(
        io.BytesIO(body), mimetype=template_files.MEDIA_TYPES[kind], as_attachment=True, download_name=name
    )


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
