"""A module to take along: the workbook for paper, and the item bank for other platforms."""

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import workbooks
from app.domain.action import Action
from app.learning import queries
from app.learning.views.blueprint import bp
from app.web.guard import signed_in
from app.web.language import current
from modules.exchange import gift, moodle_xml
from modules.exchange.question import bank


@bp.get("/<slug:module>/workbook.pdf")
@signed_in(Action.LEARN, writes=True)
def workbook(module: str) -> ResponseReturnValue:
    """The workbook in the language of the page; the first one who asks waits for the drawing."""
    found = queries.module_of(module)
    content = workbooks.workbook(found.id, current())
    if content is None:
        flash(_("The workbook is being drawn. Ask for it again in a minute."), "info")
        return redirect(url_for("learning.show", module=found.id), 303)
    response = Response(content, mimetype="application/pdf")
    response.add_etag()
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers.set("Content-Disposition", "inline", filename=f"ciss-{found.id}-{current()}.pdf")
    return response.make_conditional(request)


@bp.get("/<slug:module>/items.gift")
@signed_in(Action.EXPORT_ITEMS)
def items_gift(module: str) -> ResponseReturnValue:
    """The item bank as GIFT, with its right answers."""
    found = bank(queries.module_of(module).id, current())
    return _file(gift.write(found).encode(), "text/plain; charset=utf-8", f"ciss-{module}-{current()}.gift")


@bp.get("/<slug:module>/items.xml")
@signed_in(Action.EXPORT_ITEMS)
def items_xml(module: str) -> ResponseReturnValue:
    """The item bank as Moodle XML, with its right answers."""
    found = bank(queries.module_of(module).id, current())
    return _file(moodle_xml.write(found), "application/xml", f"ciss-{module}-{current()}.xml")


def _file(content: bytes, kind: str, name: str) -> Response:
    response = Response(content, content_type=kind)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Cache-Control"] = "no-store"
    return response
