"""Check a school's own policy: a text or a file in, a report on the page; nothing is stored."""

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.document_text import MOST_BYTES
from app.domain.action import Action
from app.extensions import limiter
from app.policies import queries
from app.policies.forms import PolicyForm
from app.web.guard import signed_in

bp = Blueprint("policies", __name__, url_prefix="/policies")
ROOM = 1024 * 1024  # the pasted text and the rest of the form
CHECK = "policies.check_policy"


@bp.url_value_preprocessor
def refuse_large(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Before anything reads the form: more than the largest file is not taken in at all."""
    if endpoint == CHECK:
        request.max_content_length = MOST_BYTES + ROOM


@bp.get("/check")
@signed_in(Action.CHECK_POLICY)
def check() -> ResponseReturnValue:
    """The form."""
    return _page(PolicyForm(), 200)


@bp.post("/check")
@limiter.limit("20 per minute")
@signed_in(Action.CHECK_POLICY, asks=True)
def check_policy() -> ResponseReturnValue:
    """The report under the form, or as a sheet to print. What was pasted stays in the form and nowhere else."""
    form = PolicyForm()
    if form.validate():
        form.take_file()
    if form.refused:
        return _page(form, 422)
    found = queries.checked(form.text.data, form.spoken)
    if request.form.get("show") == "sheet":
        return render_template("policies/sheet.html", page=found)
    return _page(form, 200, found)


def _page(form: PolicyForm, status: int, found: queries.CheckPage | None = None) -> ResponseReturnValue:
    template = queries.TEMPLATE
    return render_template("policies/check.html", form=form, page=found, template=template), status
