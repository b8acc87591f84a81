"""One's own data: take a copy, or have it erased."""

import json

from flask import Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import forms, operations, queries
from app.accounts.views.answers import address, current, end_one, form_page
from app.accounts.views.blueprint import bp
from app.domain.action import Action
from app.domain.errors import Invalid
from app.web.guard import signed_in


@bp.get("/export.json")
@signed_in(Action.MANAGE_ACCOUNT, writes=True)
def export() -> ResponseReturnValue:
    """Everything the platform holds of the signed-in person."""
    user = queries.me()
    text = json.dumps(queries.everything(user), default=str, ensure_ascii=False, indent=2)
    operations.note_export(user)
    headers = {"Content-Disposition": 'attachment; filename="ciss-my-data.json"', "Cache-Control": "no-store"}
    return Response(text, mimetype="application/json", headers=headers)


@bp.route("/erase", methods=["GET", "POST"])
@signed_in(Action.MANAGE_ACCOUNT, step_up=True)
def erase() -> ResponseReturnValue:
    form, user = forms.EraseForm(), queries.me()
    obstacles = queries.keeping(user)
    if not form.validate_on_submit():
        return form_page("accounts/erase.html", form, obstacles=obstacles)
    try:
        operations.erase(user, form.password.data, address(), obstacles)
    except Invalid as error:
        return form_page("accounts/erase.html", form, error, obstacles=obstacles)
    end_one(current())
    flash(_("Your account is erased. Thank you for what you did for your school."), "success")
    return redirect(url_for("pages.home"), 303)
