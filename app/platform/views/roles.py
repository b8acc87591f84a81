"""Roles that wait for a second person, and roles that are held."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access
from app.domain.action import Action
from app.models.account import RoleGrant
from app.platform import operations, queries
from app.platform.views.blueprint import bp
from app.web.guard import allowed, signed_in


@bp.get("/roles")
@signed_in(Action.SEE_PLATFORM)
def roles() -> ResponseReturnValue:
    return render_template("platform/roles.html", page=queries.roles())


@bp.post("/roles/<int:number>/confirm-role")
@allowed(Action.CONFIRM_ROLE, access.role_grant, step_up=True)
def confirm_role(grant: RoleGrant) -> ResponseReturnValue:
    operations.confirm_role(grant, by=queries.my_id())
    flash(_("The role of %(name)s counts from now on.", name=grant.user.name), "success")
    return redirect(url_for("platform.roles"), 303)


@bp.post("/roles/<int:number>/revoke-role")
@allowed(Action.REVOKE_ROLE, access.role_grant, step_up=True)
def revoke_role(grant: RoleGrant) -> ResponseReturnValue:
    operations.revoke_role(grant, reason=request.form.get("reason", "").strip()[:500], by=queries.my_id())
    flash(_("The role of %(name)s has ended.", name=grant.user.name), "success")
    return redirect(url_for("platform.roles"), 303)
