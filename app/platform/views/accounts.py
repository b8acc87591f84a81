"""Accounts: find a person, close or open the account, take away a lost second factor."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access
from app.domain.action import Action
from app.models.account import User
from app.platform import operations, queries
from app.platform.views.blueprint import bp
from app.web.guard import allowed, signed_in


@bp.get("/accounts")
@signed_in(Action.SEE_PLATFORM)
def accounts() -> ResponseReturnValue:
    query = request.args.get("q", "").strip()[:200]
    return render_template("platform/accounts.html", query=query, part=queries.accounts(query))


@bp.get("/accounts/<int:number>")
@allowed(Action.DISABLE_ACCOUNT, access.user)
def account(user: User) -> ResponseReturnValue:
    return render_template("platform/account.html", user=user, places=queries.places(user.id))


@bp.post("/accounts/<int:number>/disable-account")
@allowed(Action.DISABLE_ACCOUNT, access.user, step_up=True)
def disable_account(user: User) -> ResponseReturnValue:
    operations.disable_account(user, by=queries.my_id())
    flash(_("The account is closed and signed out everywhere."), "success")
    return redirect(url_for("platform.account", number=user.id), 303)


@bp.post("/accounts/<int:number>/enable-account")
@allowed(Action.DISABLE_ACCOUNT, access.user, step_up=True)
def enable_account(user: User) -> ResponseReturnValue:
    operations.enable_account(user)
    flash(_("The account is open again."), "success")
    return redirect(url_for("platform.account", number=user.id), 303)


@bp.post("/accounts/<int:number>/remove-two-step")
@allowed(Action.DISABLE_ACCOUNT, access.user, step_up=True)
def remove_two_step(user: User) -> ResponseReturnValue:
    operations.remove_two_step(user, by=queries.my_id())
    flash(_("The second factor is removed. The person sets up a new one at the next sign-in."), "success")
    return redirect(url_for("platform.account", number=user.id), 303)
