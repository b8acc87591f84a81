"""All tools, one tool, and its blank form to take along."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from app.domain.action import Action
from app.tools import queries
from app.tools.views.blueprint import bp
from app.web.guard import signed_in


@bp.get("")
@signed_in(Action.LEARN)
def index() -> ResponseReturnValue:
    page = queries.index(request.args.get("q", ""), request.args.get("module", ""))
    return render_template("tools/index.html", page=page)


@bp.get("/<slug:template>")
@signed_in(Action.LEARN)
def tool(template: str) -> ResponseReturnValue:
    return render_template("tools/tool.html", page=queries.tool_page(template))


@bp.get("/<slug:template>.<any(docx, odt, pdf):kind>")
@signed_in(Action.LEARN)
def blank_file(template: str, kind: str) -> ResponseReturnValue:
    """A tool as a blank document, in the reader's language."""
    found = queries.template(template)
    return download(queries.blank_file(found, kind), kind, f"{found.id}-{found.language}.{kind}")


def download(content: bytes, kind: str, name: str) -> Response:
    """A document as an answer that the browser saves under this name."""
    response = Response(content, mimetype=queries.MEDIA_TYPES[kind])
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Cache-Control"] = "private, no-cache"
    return response
