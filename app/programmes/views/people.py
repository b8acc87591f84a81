"""Experts and assessors: who there is, with how many cases, and proposing somebody new."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access
from app.domain.action import Action
from app.domain.errors import Invalid
from app.domain.roles import Role
from app.models.programme import Programme
from app.programmes import operations
from app.programmes.forms import ProposeRoleForm
from app.programmes.queries import people as queries
from app.programmes.views.blueprint import bp
from app.web.guard import allowed


@bp.get("/<slug:slug>/people")
@allowed(Action.PROPOSE_ROLE, access.programme)
def people(programme: Programme) -> ResponseReturnValue:
    return _page(programme, ProposeRoleForm(language=programme.languages[0]))


@bp.post("/<slug:slug>/propose-role")
@allowed(Action.PROPOSE_ROLE, access.programme)
def propose_role(programme: Programme) -> ResponseReturnValue:
    form = ProposeRoleForm()
    if not form.validate():
        return _page(programme, form), 422
    try:
        sent = operations.propose_role(
            programme,
            Role(form.role.data),
            name=form.name.data,
            email=form.email.data,
            language=form.language.data,
            by=g.actor.user_id,
        )
    except Invalid as error:
        form.refuse(error)
        return _page(programme, form), 422
    text = _("%(email)s gets a mail. When they accept, an administrator confirms the role.", email=sent.email)
    flash(text, "success")
    return redirect(url_for("programmes.people", slug=programme.slug), 303)


def _page(programme: Programme, form: ProposeRoleForm) -> str:
    return render_template(
        "programmes/people.html", programme=programme, page=queries.page(programme), form=form
    )
