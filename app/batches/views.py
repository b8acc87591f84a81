"""Many certificates at once: choose, start, watch, take the file."""

from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app import access, clock
from app.batches import operations, queries
from app.batches.forms import RunBatchForm
from app.domain.action import Action
from app.domain.award import status
from app.domain.errors import Invalid
from app.files import files
from app.models.batch import Batch, BatchKind
from app.models.programme import Programme
from app.web.guard import allowed
from app.web.pagination import place
from certificates.facts import TIERS

bp = Blueprint("batches", __name__, url_prefix="/batches")
RENEW = 10  # seconds


@bp.get("/<slug:slug>")
@allowed(Action.RUN_BATCH, access.programme)
def index(programme: Programme) -> ResponseReturnValue:
    return render_template("batches/index.html", programme=programme, batches=queries.recent(programme))


@bp.get("/<slug:slug>/start")
@allowed(Action.RUN_BATCH, access.programme)
def start(programme: Programme) -> ResponseReturnValue:
    return _start_page(programme, RunBatchForm(formdata=None))


@bp.post("/<slug:slug>/run-batch")
@allowed(Action.RUN_BATCH, access.programme)
def run_batch(programme: Programme) -> ResponseReturnValue:
    form, choice = RunBatchForm(), queries.read_choice(request.args)
    if not form.validate():
        return _start_page(programme, form), 422
    kind, expected = BatchKind(form.kind.data), form.count.data or ""
    shown = int(expected) if expected.isdecimal() else 0
    reason = form.reason.data or ""
    try:
        batch = operations.run_batch(
            programme, choice, kind, reason=reason, expected=shown, by=g.actor.user_id
        )
    except Invalid as error:
        form.refuse(error)
        return _start_page(programme, form), 422
    return redirect(_page_of(batch), 303)


@bp.get("/<slug:slug>/<ref:ref>")
@allowed(Action.RUN_BATCH, access.batch)
def show(batch: Batch) -> ResponseReturnValue:
    """The page renews itself while the work goes on, without script, unless the reader stops that."""
    renewing = batch.finished_at is None and "still" not in request.args
    text = render_template(
        "batches/show.html",
        batch=batch,
        programme=batch.programme,
        page=queries.progress(batch),
        choice=queries.read_choice(batch.choice or {"status": ""}),
        renewing=renewing,
        seconds=RENEW,
    )
    return text, {"Refresh": str(RENEW)} if renewing else {}


@bp.post("/<slug:slug>/<ref:ref>/run-batch")
@allowed(Action.RUN_BATCH, access.batch)
def try_again(batch: Batch) -> ResponseReturnValue:
    count = operations.try_again(batch)
    flash(ngettext("%(num)s is tried again.", "%(num)s are tried again.", count), "success")
    return redirect(_page_of(batch), 303)


@bp.get("/<slug:slug>/<ref:ref>/certificates.zip")
@allowed(Action.RUN_BATCH, access.batch, writes=True)
def download(batch: Batch) -> ResponseReturnValue:
    if batch.storage_key is None:
        flash(_("The file is not there: it is kept for seven days. You can ask for it again."), "info")
        return redirect(_page_of(batch), 303)
    pieces = files().stream(batch.storage_key)
    operations.note_download(batch)
    response = Response(pieces, mimetype="application/zip")
    name = f"certificates-{batch.programme.slug}-{batch.asked_at.date().isoformat()}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.content_length = batch.size
    return response


def _page_of(batch: Batch) -> str:
    return url_for("batches.show", slug=batch.programme.slug, ref=batch.ref)


def _start_page(programme: Programme, form: RunBatchForm) -> str:
    choice = queries.read_choice(request.args)
    page = queries.page(programme, choice, place(queries.KINDS))
    form.count.data = str(page.found)
    asked = choice.plain() or {"status": ""}
    return render_template(
        "batches/start.html", programme=programme, form=form, page=page, choice=choice, asked=asked,
        tiers=TIERS, statuses=[one.value for one in queries.STATUSES], most=queries.MOST, worth=_worth,
    )  # fmt: skip


def _worth(row: Any) -> str:
    return status(row.state, row.expires_on, clock.today()).value
