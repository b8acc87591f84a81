"""A list of schools as a file: upload, look at every row's verdict, take in the good ones, get the bad ones back."""

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app import access
from app.domain import register_sheet
from app.domain.action import Action
from app.domain.errors import Invalid
from app.domain.message import Message
from app.files import drop_unclaimed
from app.models.programme import Programme
from app.models.school import SchoolImport
from app.programmes import operations
from app.programmes.forms import ImportSchoolsForm
from app.programmes.queries import imports as queries
from app.programmes.queries.words import VERDICT_WORDS
from app.programmes.views.blueprint import bp
from app.web.csv_answer import csv_answer
from app.web.guard import allowed

bp.teardown_request(drop_unclaimed)


@bp.get("/<slug:slug>/import-schools")
@allowed(Action.IMPORT_SCHOOLS, access.programme)
def import_schools(programme: Programme) -> ResponseReturnValue:
    return _upload_page(programme, ImportSchoolsForm())


def _read_upload() -> None:
    """Read and judge the file before the write lock is taken; a refusal waits for the page."""
    upload = request.files.get("file")
    g.refusal, g.register = None, None
    try:
        if upload is None or not upload.filename:
            raise Invalid(Message("Choose a CSV file first."), "file")
        data = upload.stream.read()
        sheet = register_sheet.read(data)
        g.register = (sheet, operations.judged(sheet), upload.filename, data)
    except Invalid as error:
        g.refusal = error


@bp.post("/<slug:slug>/import-schools", endpoint="import_schools_post")
@allowed(Action.IMPORT_SCHOOLS, access.programme, prepare=_read_upload)
def import_schools_post(programme: Programme) -> ResponseReturnValue:
    form = ImportSchoolsForm()
    valid = form.validate()
    if g.refusal is not None:
        form.refuse(g.refusal)
    if not valid or g.refusal is not None:
        return _upload_page(programme, form), 422
    sheet, rows, filename, data = g.register
    kept = operations.dry_run_register(
        programme, sheet, rows, filename=filename, data=data, by=g.actor.user_id
    )
    return redirect(url_for("programmes.show_import", slug=programme.slug, ref=kept.ref), 303)


@bp.get("/<slug:slug>/imports/<ref:ref>")
@allowed(Action.IMPORT_SCHOOLS, access.school_import)
def show_import(kept: SchoolImport) -> ResponseReturnValue:
    verdict = request.args.get("verdict", "")
    begin = request.args.get("begin", 0, type=int)
    page = queries.page(kept, verdict if verdict in VERDICT_WORDS else "", max(0, begin))
    return render_template(
        "programmes/import.html",
        programme=kept.programme,
        kept=kept,
        page=page,
        verdict=verdict,
        words=VERDICT_WORDS,
    )


@bp.post("/<slug:slug>/imports/<ref:ref>/import-schools")
@allowed(Action.IMPORT_SCHOOLS, access.school_import)
def take_in(kept: SchoolImport) -> ResponseReturnValue:
    count = operations.import_schools(kept)
    text = ngettext("%(num)s school came into the list.", "%(num)s schools came into the list.", count)
    flash(text, "success")
    return redirect(url_for("programmes.show_import", slug=kept.programme.slug, ref=kept.ref), 303)


@bp.get("/<slug:slug>/imports/<ref:ref>/to-mend.csv")
@allowed(Action.IMPORT_SCHOOLS, access.school_import)
def to_mend(kept: SchoolImport) -> Response:
    columns, rows = queries.refused(kept)
    return csv_answer(f"to-mend-{kept.ref}.csv", columns, rows)


@bp.get("/<slug:slug>/import-schools/example.csv")
@allowed(Action.IMPORT_SCHOOLS, access.programme)
def import_example(programme: Programme) -> Response:
    place = (_("Brest region"), _("Kobryn district"), _("Kobryn"), "24.35647", "52.21385")
    row = ("1001", _("Secondary school No. 1"), *place, programme.languages[0], "head@school.example")
    return csv_answer("schools-example.csv", register_sheet.FIELDS, [row])


def _upload_page(programme: Programme, form: ImportSchoolsForm) -> str:
    recent = queries.recent(programme)
    fields = register_sheet.FIELDS
    return render_template(
        "programmes/import_schools.html", programme=programme, form=form, recent=recent, fields=fields
    )
