"""The inbox: what happened, newest first."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import operations, queries
from app.accounts.views.blueprint import bp
from app.domain.action import Action
from app.web.guard import signed_in


@bp.get("/inbox")
@signed_in(Action.MANAGE_ACCOUNT)
def inbox() -> ResponseReturnValue:
    return render_template("accounts/inbox.html", page=queries.inbox(request.args.get("before", type=int)))


@bp.get("/inbox/<int:number>")
@signed_in(Action.MANAGE_ACCOUNT, writes=True)
def notice(number: int) -> ResponseReturnValue:
    """One notice in full; opening it marks it as read."""
    found = queries.notice(number) or abort(404)
    operations.read(found)
    return render_template("accounts/notice.html", one=found)


@bp.post("/inbox/mark-read")
@signed_in(Action.MANAGE_ACCOUNT)
def mark_read() -> ResponseReturnValue:
    operations.mark_read(queries.me())
    return redirect(url_for("accounts.inbox"), 303)
