"""Modules to take away: for a learning platform that speaks SCORM 1.2, and for places without a network."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from app.domain.action import Action
from app.learning import queries
from app.learning.queries.packages import packages as packages_page
from app.learning.queries.packages import wished_language
from app.learning.views.blueprint import bp
from app.web.guard import signed_in
from modules.exchange import package


@bp.get("/packages")
@signed_in(Action.LEARN)
def packages() -> ResponseReturnValue:
    """Every module in every form and language."""
    return render_template("learning/packages.html", page=packages_page())


@bp.get("/<slug:module>/offline.zip")
@signed_in(Action.LEARN)
def offline(module: str) -> ResponseReturnValue:
    """The module to read without a network, in the language asked for."""
    found, language = queries.module_of(module).id, wished_language()
    return _archive(package.offline_package(found, language), package.offline_name(found, language))


@bp.get("/<slug:module>/scorm.zip")
@signed_in(Action.LEARN)
def scorm(module: str) -> ResponseReturnValue:
    """The module for a learning platform, in the language asked for."""
    found, language = queries.module_of(module).id, wished_language()
    return _archive(package.scorm_package(found, language), package.scorm_name(found, language))


def _archive(content: bytes, name: str) -> ResponseReturnValue:
    """The archive, or 304 for who has it: the same module and language are the same bytes."""
    response = Response(content, mimetype="application/zip")
    response.add_etag()
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response.make_conditional(request)
