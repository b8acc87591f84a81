"""One's own file: claims as CSV and XLSX, the whole case with its evidence as ZIP."""

import json
from itertools import chain

from flask import Response
from flask.typing import ResponseReturnValue

from app import access, archive
from app.applications import operations
from app.applications.queries.export import COLUMNS, claim_table, export
from app.applications.views.blueprint import bp
from app.casefile import check_ins, meetings, tools
from app.domain.action import Action
from app.files import files
from app.models.application import Application
from app.web.guard import allowed

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _download(content: object, media_type: str, name: str) -> Response:
    response = Response(content, mimetype=media_type)  # type: ignore[arg-type]
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/<ref:ref>/claims.csv")
@allowed(Action.EXPORT_APPLICATION, access.application)
def claims_csv(application: Application) -> ResponseReturnValue:
    content = archive.as_csv(COLUMNS, claim_table(application))
    return _download(content, "text/csv", f"{application.ref}-claims.csv")


@bp.get("/<ref:ref>/claims.xlsx")
@allowed(Action.EXPORT_APPLICATION, access.application)
def claims_xlsx(application: Application) -> ResponseReturnValue:
    content = archive.as_xlsx(application.ref, COLUMNS, claim_table(application))
    return _download(content, XLSX, f"{application.ref}-claims.xlsx")


@bp.get("/<ref:ref>/export.zip")
@allowed(Action.EXPORT_APPLICATION, access.application, writes=True)
def take_away(application: Application) -> ResponseReturnValue:
    """Everything this person may see; each file in it counts as opened. The archive is made after the commit."""
    found = export(application)
    for _path, version in found.files:
        operations.open_evidence(version)
    case = json.dumps(found.case, ensure_ascii=False, indent=2, default=str).encode()
    table, store = archive.as_csv(COLUMNS, claim_table(application)), files()
    keys = [(path, version.storage_key) for path, version in found.files]
    parts = ((path, store.stream(key)) for path, key in keys if key)
    school = application.school_id
    made = chain(tools.archived(school), meetings.archived(school), check_ins.archived(school))
    filled = ((path, [content]) for path, content in made)
    whole = chain([("case.json", [case]), ("claims.csv", [table])], parts, filled)
    return _download(archive.as_zip(whole), "application/zip", f"{application.ref}.zip")
